import type { CaseThread } from '#casework/case/case.ts';
import { ACT_FORMS, type WrittenInPlace } from '#casework/matter/act-forms.ts';

/** Address of the matter with an act begun in it: its draft is kept under this, and found again. */
export function pageOfAct({ counterpart, thread }: CaseThread, kind: WrittenInPlace): string {
  return `/portal/messages/${counterpart}/${thread}?act=${kind}`;
}

/** The act that an address begins; null: none. */
export function actOn(query: URLSearchParams): WrittenInPlace | null {
  const act = query.get('act') ?? '';
  return Object.hasOwn(ACT_FORMS, act) ? (act as WrittenInPlace) : null;
}
