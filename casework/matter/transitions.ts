import type { ActKind } from './acts.ts';

/** How far a matter has come, as the acts in it say. What shows only with time or receipts is `MatterState`. */
export type Course =
  | 'NONE'
  | 'ENQUIRY_SENT'
  | 'ENQUIRY_ANSWERED'
  | 'SENT'
  | 'ACKNOWLEDGED'
  | 'IN_REVIEW'
  | 'INFO_REQUESTED'
  | 'ACCEPTED'
  | 'PARTLY_ACCEPTED'
  | 'DECLINED'
  | 'REDIRECTED'
  | 'HANDOVER_AGREED'
  | 'HANDED_OVER'
  | 'SERVICE_STARTED'
  | 'FOLLOW_UP'
  | 'CLOSED'
  | 'WITHDRAWN'
  | 'REVOKED';

/** Who asks for help in this matter, and who is asked for it. */
export type Side = 'asker' | 'asked';

/** Who may do what when, and what it leads to. */
export interface Transition {
  act: ActKind;
  by: Side | 'either';
  from: readonly Course[];
  /** Null: it stays where it is. */
  to: Course | null;
}

const UNDECIDED = ['SENT', 'ACKNOWLEDGED', 'IN_REVIEW', 'INFO_REQUESTED'] as const;
const TAKEN = ['ACCEPTED', 'PARTLY_ACCEPTED'] as const;
const BEFORE_HANDOVER = [...UNDECIDED, ...TAKEN, 'DECLINED', 'REDIRECTED', 'HANDOVER_AGREED'] as const;
const AFTER_HANDOVER = ['HANDED_OVER', 'SERVICE_STARTED', 'FOLLOW_UP'] as const;
const ENQUIRED = ['ENQUIRY_SENT', 'ENQUIRY_ANSWERED'] as const;
const BEGUN = [...ENQUIRED, ...BEFORE_HANDOVER, ...AFTER_HANDOVER] as const;
const OVER = ['CLOSED', 'WITHDRAWN', 'REVOKED'] as const;

/**
 * The referral between two organisations. An act that no line allows is shown, and changes nothing.
 *
 * A decision may also be a refusal after an acceptance: places are lost. A service that needs no meeting begins without one.
 */
export const TRANSITIONS: readonly Transition[] = [
  { act: 'enquiry', by: 'either', from: ['NONE'], to: 'ENQUIRY_SENT' },
  { act: 'enquiry_answered', by: 'asked', from: ENQUIRED, to: 'ENQUIRY_ANSWERED' },
  { act: 'referral', by: 'either', from: ['NONE'], to: 'SENT' },
  { act: 'referral', by: 'asker', from: ENQUIRED, to: 'SENT' },
  { act: 'acknowledged', by: 'asked', from: ['SENT'], to: 'ACKNOWLEDGED' },
  { act: 'review_begun', by: 'asked', from: ['ACKNOWLEDGED'], to: 'IN_REVIEW' },
  { act: 'info_requested', by: 'asked', from: ['SENT', 'ACKNOWLEDGED', 'IN_REVIEW'], to: 'INFO_REQUESTED' },
  { act: 'info_given', by: 'asker', from: ['INFO_REQUESTED'], to: 'IN_REVIEW' },
  { act: 'accepted', by: 'asked', from: [...UNDECIDED, 'PARTLY_ACCEPTED'], to: 'ACCEPTED' },
  { act: 'partly_accepted', by: 'asked', from: UNDECIDED, to: 'PARTLY_ACCEPTED' },
  { act: 'declined', by: 'asked', from: [...UNDECIDED, ...TAKEN, 'HANDOVER_AGREED'], to: 'DECLINED' },
  { act: 'redirected', by: 'asked', from: ['ENQUIRY_SENT', ...UNDECIDED], to: 'REDIRECTED' },
  { act: 'handover_proposed', by: 'either', from: [...TAKEN, 'HANDOVER_AGREED'], to: null },
  { act: 'handover_agreed', by: 'either', from: [...TAKEN, 'HANDOVER_AGREED'], to: 'HANDOVER_AGREED' },
  { act: 'handed_over', by: 'either', from: ['HANDOVER_AGREED'], to: 'HANDED_OVER' },
  { act: 'service_started', by: 'asked', from: [...TAKEN, 'HANDED_OVER'], to: 'SERVICE_STARTED' },
  { act: 'service_not_started', by: 'asked', from: [...TAKEN, 'HANDED_OVER'], to: null },
  { act: 'follow_up', by: 'asked', from: ['SERVICE_STARTED', 'FOLLOW_UP'], to: 'FOLLOW_UP' },
  { act: 'closed', by: 'asker', from: BEGUN, to: 'CLOSED' },
  {
    act: 'closed',
    by: 'asked',
    from: ['ENQUIRY_ANSWERED', 'DECLINED', 'REDIRECTED', ...AFTER_HANDOVER],
    to: 'CLOSED',
  },
  { act: 'withdrawn', by: 'either', from: [...ENQUIRED, ...BEFORE_HANDOVER], to: 'WITHDRAWN' },
  { act: 'withdrawn', by: 'either', from: [...AFTER_HANDOVER, 'CLOSED'], to: null },
  { act: 'partly_withdrawn', by: 'either', from: [...BEFORE_HANDOVER, ...AFTER_HANDOVER, 'CLOSED'], to: null },
  { act: 'recalled', by: 'asker', from: [...ENQUIRED, ...BEFORE_HANDOVER], to: 'REVOKED' },
  { act: 'removed', by: 'asked', from: [...BEFORE_HANDOVER, ...AFTER_HANDOVER, ...OVER], to: null },
  { act: 'hold', by: 'either', from: [...BEGUN, ...OVER], to: null },
  { act: 'hold_lifted', by: 'either', from: [...BEGUN, ...OVER], to: null },
  { act: 'alert', by: 'either', from: ['NONE', ...BEGUN, ...OVER], to: null },
  { act: 'alert_answered', by: 'either', from: ['NONE', ...BEGUN, ...OVER], to: null },
  { act: 'lead_offered', by: 'either', from: AFTER_HANDOVER, to: null },
  { act: 'lead_taken', by: 'either', from: AFTER_HANDOVER, to: null },
  { act: 'lead_refused', by: 'either', from: AFTER_HANDOVER, to: null },
  { act: 'introduced', by: 'asker', from: [...TAKEN, 'HANDOVER_AGREED', ...AFTER_HANDOVER], to: null },
  { act: 'introduced', by: 'asked', from: AFTER_HANDOVER, to: null },
  { act: 'feedback', by: 'either', from: ['DECLINED', 'REDIRECTED', ...AFTER_HANDOVER, ...OVER], to: null },
];

/** What may be done although somebody has put the matter on hold: everything else waits until they have spoken. */
export const IN_SPITE_OF_A_HOLD: ReadonlySet<ActKind> = new Set([
  'withdrawn',
  'partly_withdrawn',
  'recalled',
  'removed',
  'hold',
  'hold_lifted',
  'alert',
  'alert_answered',
  'closed',
]);

/**
 * Of acts that did not know of each other the heavier one counts. Withdrawal and recall win over everything, decline over accept; where these
 * do not decide, the more careful act counts and both sides are told.
 */
const WEIGHTS: Partial<Record<ActKind, number>> = {
  withdrawn: 9,
  recalled: 8,
  closed: 7,
  declined: 6,
  redirected: 5,
  info_requested: 4,
  partly_accepted: 3,
  accepted: 2,
};

export function weightOf(act: ActKind): number {
  return WEIGHTS[act] ?? 1;
}

/** What a withdrawal or recall leaves as it is, although its author did not know of it. */
export const BESIDE_A_WITHDRAWAL: ReadonlySet<ActKind> = new Set([
  'withdrawn',
  'recalled',
  'removed',
  'hold',
  'hold_lifted',
  'alert',
  'alert_answered',
  'feedback',
]);

/** Those by which concurrent acts are decided without asking anybody. */
export function isDecidedByRule(winner: ActKind, loser: ActKind): boolean {
  // Whoever closes what was asked has no need of an answer any more.
  const isOver = winner === 'withdrawn' || winner === 'recalled' || winner === 'closed';
  return isOver || (winner === 'declined' && loser.endsWith('accepted'));
}
