import { toTimestamp } from '#crypto/timestamp.ts';
import { usePortalText } from '../text.tsx';
import { draftIn, type MessageDraft } from './drafts.ts';
import { useKept } from './use-kept.ts';

/** A message that is being written, kept sealed meanwhile. */
export function useDraft(receiver: string, thread: string) {
  const { lang } = usePortalText();
  const begin = (): MessageDraft => ({
    receiver,
    thread,
    text: '',
    language: lang,
    begunAt: toTimestamp(new Date()),
  });
  const kept = useKept<MessageDraft>(`${receiver} ${thread}`, {
    find: () => draftIn(receiver, thread),
    begin,
    isEmpty: ({ text }) => text === '',
  });
  return {
    ...kept,
    write: (changes: Partial<Pick<MessageDraft, 'text' | 'language'>>) =>
      kept.write((before) => ({ ...before, ...changes })),
    /** It was sent; the next one is written in the same language. */
    drop: () => kept.drop(({ language }) => ({ ...begin(), language })),
  };
}
