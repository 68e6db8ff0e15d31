import type { Matter } from '#casework/matter/matter.ts';
import { usePortalText } from '../text.tsx';
import { useLabel } from './form-words.ts';

/** @returns what the person took back in part, in words; null: nothing, or everything */
export function useTakenBack({ standing: { withdrawn } }: Matter): string | null {
  const t = usePortalText();
  const label = useLabel();
  if (withdrawn === 'all' || withdrawn.length === 0) return null;
  return t('matter.takenBack', { what: t.list([...new Set(withdrawn)].map((scope) => label(`scope.${scope}`))) });
}
