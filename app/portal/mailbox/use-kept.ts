import { useCallback, useEffect, useRef, useState } from 'react';
import { isUnlocked, type OpenVault, onBeforeLock, vault } from '#app/vault/vault.ts';
import { untilAnswered } from '../until-answered.ts';
import { type Draft, type DraftContent, type DraftPlace, dropDraft, keepDraft, noteKeeping } from './drafts.ts';

/** After the last key, in milliseconds. */
const KEPT_AFTER = 1500;

/**
 * What is written or filled in is kept sealed meanwhile, and before the keys are locked.
 *
 * @param name of what is kept: another name, another draft
 * @param find an earlier draft of that name
 * @param begin one of which nothing is kept yet
 * @param isEmpty whether there is nothing to keep
 * @returns `isReady` once an earlier draft was looked for
 */
export function useKept<Content extends DraftContent>(
  name: string,
  {
    find,
    begin,
    isEmpty,
  }: {
    find: (name: string) => Promise<Draft<Content> | null>;
    begin: () => Content;
    isEmpty: (content: Content) => boolean;
  },
) {
  const ways = useRef({ find, begin, isEmpty });
  ways.current = { find, begin, isEmpty };
  const [content, setContent] = useState<Content>(begin);
  const [isReady, setIsReady] = useState(false);
  const [isFound, setIsFound] = useState(false);
  const [isKept, setIsKept] = useState(true);
  const place = useRef(newPlace());
  /** One after the other: each names the version before it. */
  const keeping = useRef<Promise<void>>(Promise.resolve());
  const keepNow = useRef<(by: OpenVault) => Promise<void>>(async () => undefined);
  const drops = useRef(0);
  const latest = useRef({ content, isKept });
  latest.current = { content, isKept };

  useEffect(() => {
    let isGone = false;
    untilAnswered(() => ways.current.find(name))
      .catch(() => null)
      .then((draft) => {
        if (isGone) return;
        // What was typed meanwhile, such as without a connection, is not taken away.
        if (draft !== null && latest.current.isKept) {
          place.current = { id: draft.id, version: draft.version };
          setContent(draft.content);
          setIsFound(true);
        }
        setIsReady(true);
      });
    return () => {
      isGone = true;
    };
  }, [name]);

  /** Nothing of it stays. */
  const takeAway = useCallback(async () => {
    await dropDraft(place.current);
    place.current = newPlace();
  }, []);

  useEffect(() => {
    /** @returns as soon as it is sealed: the node may be waited for without keys */
    const keep = async (by: OpenVault) => {
      if (latest.current.isKept) return;
      const before = drops.current;
      const sealed = await by.sealDraft(content);
      // It was sent while it was being sealed.
      if (drops.current !== before) return;
      keeping.current = keeping.current
        .catch(() => undefined)
        .then(async () => {
          if (ways.current.isEmpty(content)) await takeAway();
          else place.current = await keepDraft(place.current, sealed);
          if (latest.current.content === content) setIsKept(true);
        });
      keeping.current.catch(() => undefined);
    };
    keepNow.current = keep;
    const end = onBeforeLock(keep);
    if (isKept) return end;
    const timer = setTimeout(() => keep(vault()).catch(() => undefined), KEPT_AFTER);
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [content, isKept, takeAway]);

  useEffect(
    () => () => {
      // Whoever leaves the page sooner than it was kept loses nothing.
      if (!latest.current.isKept && isUnlocked()) noteKeeping(keepNow.current(vault()).then(() => keeping.current));
    },
    [],
  );

  return {
    content,
    isReady,
    /** It was begun earlier. */
    isFound,
    isKept,
    write(change: (before: Content) => Content) {
      setContent(change);
      setIsKept(false);
    },
    /** What nobody typed: it is kept with the first change that somebody makes. */
    suggest(change: (before: Content) => Content) {
      setContent(change);
    },
    /** It was sent. @param next what is shown from now on */
    async drop(next: (before: Content) => Content = () => begin()) {
      setContent(next);
      setIsKept(true);
      setIsFound(false);
      latest.current.isKept = true;
      drops.current++;
      await keeping.current.catch(() => undefined);
      await takeAway();
    },
  };
}

function newPlace(): DraftPlace {
  return { id: crypto.randomUUID(), version: 0 };
}
