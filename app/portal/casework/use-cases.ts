import { useQuery } from '@tanstack/react-query';
import { vault } from '#app/vault/vault.ts';
import { MAILBOX } from '../mailbox/read-mailbox.ts';
import type { useMailbox } from '../mailbox/use-mailbox.ts';

/** What the vault knows of cases and matters, as soon as it has read something of the mailbox. */
export function useCases({ isReading, opened }: Pick<ReturnType<typeof useMailbox>, 'isReading' | 'opened'>) {
  const { data } = useQuery({
    queryKey: [...MAILBOX, 'shown', 'cases'],
    queryFn: async () => ({ matters: await vault().listMatters(new Date()), cases: await vault().listCases() }),
    enabled: !isReading || opened > 0,
    placeholderData: (before) => before,
    // Deadlines pass while the page is open.
    refetchInterval: 60_000,
  });
  return data ?? null;
}
