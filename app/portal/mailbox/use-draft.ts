import { useEffect, useRef, useState } from 'react';
import { onBeforeLock } from '#app/vault/vault.ts';
import { type DraftContent, draftFor, dropDraft, keepDraft } from './drafts.ts';

/** After the last key, in milliseconds. */
const KEPT_AFTER = 1500;

/**
 * What is written is kept sealed while it is written, and before the keys are locked.
 *
 * @returns `isReady` once an earlier draft was looked for
 */
export function useDraft(receiver: string, thread: string) {
  const [content, setContent] = useState<DraftContent>({ receiver, thread, text: '', language: 'en' });
  const [isReady, setIsReady] = useState(false);
  const [isKept, setIsKept] = useState(true);
  const place = useRef({ id: crypto.randomUUID() as string, version: 0 });
  /** One after the other: each names the version before it. */
  const keeping = useRef<Promise<void>>(Promise.resolve());
  const latest = useRef({ content, isKept });
  latest.current = { content, isKept };

  useEffect(() => {
    let isGone = false;
    draftFor(receiver, thread)
      .catch(() => null)
      .then((draft) => {
        if (isGone) return;
        if (draft !== null) {
          place.current = { id: draft.id, version: draft.version };
          setContent(draft.content);
        }
        setIsReady(true);
      });
    return () => {
      isGone = true;
    };
  }, [receiver, thread]);

  useEffect(() => {
    const keep = (...by: Parameters<typeof keepDraft> extends [unknown, unknown, ...infer Rest] ? Rest : never) => {
      if (latest.current.isKept) return keeping.current;
      const written = content;
      keeping.current = keeping.current
        .catch(() => undefined)
        .then(async () => {
          place.current.version = await keepDraft(place.current, written, ...by);
          if (latest.current.content === written) setIsKept(true);
        });
      return keeping.current;
    };
    const end = onBeforeLock((by) => keep(by));
    if (isKept) return end;
    const timer = setTimeout(() => keep().catch(() => undefined), KEPT_AFTER);
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [content, isKept]);

  return {
    content,
    isReady,
    isKept,
    write(changes: Partial<Pick<DraftContent, 'text' | 'language'>>) {
      setContent((before) => ({ ...before, ...changes }));
      setIsKept(false);
    },
    /** It was sent: nothing of it stays. */
    async drop() {
      setContent((before) => ({ ...before, text: '' }));
      setIsKept(true);
      latest.current.isKept = true;
      await keeping.current.catch(() => undefined);
      await dropDraft(place.current);
      place.current = { id: crypto.randomUUID(), version: 0 };
    },
  };
}
