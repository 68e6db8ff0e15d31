import { toTimestamp } from '#crypto/timestamp.ts';
import { draftOfForm, type FormDraft } from '../mailbox/drafts.ts';
import { useKept } from '../mailbox/use-kept.ts';

/**
 * A form that is being filled in, kept sealed meanwhile: interviews take several sittings.
 *
 * @param page address of the page in the portal
 * @param first what is filled in at the beginning
 */
export function useFormDraft<Filled extends object>(page: string, first: Filled) {
  const begin = (): FormDraft => ({ page, filled: first, begunAt: toTimestamp(new Date()) });
  const kept = useKept<FormDraft>(page, {
    find: draftOfForm,
    begin,
    isEmpty: () => false,
  });
  const changed = (changes: Partial<Filled>) => (before: FormDraft) => ({
    ...before,
    filled: { ...(before.filled as Filled), ...changes },
  });
  return {
    // What this page sealed itself, with what a newer version of it asks.
    filled: { ...first, ...(kept.content.filled as Filled) },
    /** When an earlier sitting began it (RFC 3339); null: it is of now. */
    foundSince: kept.isFound ? kept.content.begunAt : null,
    isReady: kept.isReady,
    isKept: kept.isKept,
    fill: (changes: Partial<Filled>) => kept.write(changed(changes)),
    /** Filled in for somebody who has not typed anything yet: opening a page begins no draft. */
    suggest: (changes: Partial<Filled>) => kept.suggest(changed(changes)),
    drop: () => kept.drop(),
  };
}
