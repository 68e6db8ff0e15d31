import { useQuery } from '@tanstack/react-query';
import { RemindersDocument } from '#app/queries/portal/reminders.ts';
import { askPortal } from '../ask.ts';

export const REMINDERS = ['reminders'];

/** How the organisation is reminded, and what waits now; without data for operators who belong to none. */
export function useReminders() {
  const { data, error } = useQuery({
    queryKey: REMINDERS,
    queryFn: () => askPortal(RemindersDocument, {}),
    staleTime: 0,
  });
  return { own: data?.me?.organisation ?? null, counts: data?.mailboxCounts ?? null, error };
}
