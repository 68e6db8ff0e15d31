import type { ActKind } from './acts.ts';
import type { Matter } from './matter.ts';
import { sideOf, whyNot } from './standing.ts';
import type { Course, Side } from './transitions.ts';

/** What is owed, and what answers the other side, comes before everything else. */
const ANSWERING: readonly ActKind[] = ['alert_answered', 'removed', 'hold_lifted', 'lead_taken', 'handover_agreed'];

const USUAL: Record<Side, Partial<Record<Course, ActKind>>> = {
  asked: {
    ENQUIRY_SENT: 'enquiry_answered',
    SENT: 'acknowledged',
    ACKNOWLEDGED: 'review_begun',
    IN_REVIEW: 'accepted',
    ACCEPTED: 'handover_proposed',
    PARTLY_ACCEPTED: 'handover_proposed',
    HANDOVER_AGREED: 'handed_over',
    HANDED_OVER: 'service_started',
    SERVICE_STARTED: 'follow_up',
    FOLLOW_UP: 'follow_up',
  },
  asker: {
    INFO_REQUESTED: 'info_given',
    ACCEPTED: 'handover_proposed',
    PARTLY_ACCEPTED: 'handover_proposed',
    HANDOVER_AGREED: 'handed_over',
  },
};

/**
 * What is usually done next by whoever's turn it is. Declining and closing are nobody's usual way: they are never proposed.
 *
 * @param own UUID of the reader's organisation
 * @returns null when it is not its turn, or nothing is usual
 */
export function expectedOf({ standing, turn }: Pick<Matter, 'standing' | 'turn'>, own: string): ActKind | null {
  const side = sideOf(standing, own);
  if (!turn.includes(own) || side === null) return null;
  const usual = USUAL[side][standing.course];
  const wanted = usual === undefined ? ANSWERING : [...ANSWERING, usual];
  return wanted.find((kind) => whyNot(standing, kind, own) === null) ?? null;
}
