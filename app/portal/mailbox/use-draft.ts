import { useCallback, useEffect, useRef, useState } from 'react';
import { type OpenVault, onBeforeLock, vault } from '#app/vault/vault.ts';
import { toTimestamp } from '#crypto/timestamp.ts';
import { untilConnected } from '../until-connected.ts';
import { type DraftContent, type DraftPlace, draftIn, dropDraft, keepDraft } from './drafts.ts';

/** After the last key, in milliseconds. */
const KEPT_AFTER = 1500;

/**
 * What is written is kept sealed while it is written, and before the keys are locked.
 *
 * @returns `isReady` once an earlier draft was looked for
 */
export function useDraft(receiver: string, thread: string) {
  const [content, setContent] = useState<DraftContent>(() => begun(receiver, thread));
  const [isReady, setIsReady] = useState(false);
  const [isKept, setIsKept] = useState(true);
  const place = useRef(newPlace());
  /** One after the other: each names the version before it. */
  const keeping = useRef<Promise<void>>(Promise.resolve());
  const latest = useRef({ content, isKept });
  latest.current = { content, isKept };

  useEffect(() => {
    let isGone = false;
    untilConnected(() => draftIn(receiver, thread))
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

  /** Nothing of it stays. */
  const takeAway = useCallback(async () => {
    await dropDraft(place.current);
    place.current = newPlace();
  }, []);

  useEffect(() => {
    /** @returns as soon as it is sealed: the node may be waited for without keys */
    const keep = async (by: OpenVault) => {
      if (latest.current.isKept) return;
      const sealed = await by.sealDraft(content);
      keeping.current = keeping.current
        .catch(() => undefined)
        .then(async () => {
          if (content.text !== '') place.current.version = await keepDraft(place.current, sealed);
          else await takeAway();
          if (latest.current.content === content) setIsKept(true);
        });
      keeping.current.catch(() => undefined);
    };
    const end = onBeforeLock(keep);
    if (isKept) return end;
    const timer = setTimeout(() => keep(vault()).catch(() => undefined), KEPT_AFTER);
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [content, isKept, takeAway]);

  return {
    content,
    isReady,
    isKept,
    write(changes: Partial<Pick<DraftContent, 'text' | 'language'>>) {
      setContent((before) => ({ ...before, ...changes }));
      setIsKept(false);
    },
    /** It was sent. */
    async drop() {
      setContent(({ language }) => ({ ...begun(receiver, thread), language }));
      setIsKept(true);
      latest.current.isKept = true;
      await keeping.current.catch(() => undefined);
      await takeAway();
    },
  };
}

function newPlace(): DraftPlace {
  return { id: crypto.randomUUID(), version: 0 };
}

function begun(receiver: string, thread: string): DraftContent {
  return { receiver, thread, text: '', language: 'en', begunAt: toTimestamp(new Date()) };
}
