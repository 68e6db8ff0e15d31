import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CaseThread } from '#casework/case/case.ts';
import type { Entry } from '#casework/conversation.ts';
import { MAILBOX } from './read-mailbox.ts';
import { acknowledge } from './send.ts';

/**
 * Tells the other side what of theirs somebody has before the eyes.
 *
 * @param entries of the thread
 * @param isBeforeTheEyes whether one of them is shown on this page; as long as another one is not, nothing is told
 * @param readAt when the mailbox was read to its end last
 */
export function useOpened(
  { counterpart, thread }: CaseThread,
  entries: readonly Entry[],
  isBeforeTheEyes: (entry: Entry) => boolean,
  readAt: number | undefined,
): void {
  const queries = useQueryClient();
  const { mutate: tell } = useMutation({
    mutationFn: (seen: string) => acknowledge(counterpart, thread, seen.split(' ')),
    onSuccess: (isTold) => (isTold ? queries.invalidateQueries({ queryKey: [...MAILBOX, 'read'] }) : undefined),
  });
  const unopened = entries.filter(
    ({ sender, openedAt, isShown }) => sender === counterpart && openedAt === null && isShown,
  );
  const due = unopened.every(isBeforeTheEyes) ? unopened.map(({ envelope }) => envelope).join(' ') : '';
  useEffect(() => {
    // Also after each reading: what could not be told before, or came while nobody looked.
    if (readAt !== undefined && due !== '' && !document.hidden) tell(due);
  }, [due, readAt, tell]);
}
