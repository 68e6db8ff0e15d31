import { caseCodeOf } from '../case/case-code.ts';
import type { StoredEvent } from '../conversation.ts';
import { codesOf } from '../forms/answers.ts';
import type { Gap } from '../order.ts';
import { ACT_KINDS, type ActKind } from './acts.ts';
import { type Due, duesOf, type Priority } from './deadlines.ts';
import { type Conflict, type JudgedAct, judge } from './judge.ts';
import { openProposal, type Standing, sideOf, type WhyNot, whyNot } from './standing.ts';
import type { Course, Side } from './transitions.ts';

/** Where a matter stands, with what only time and receipts tell. */
export type MatterState = Course | 'DELIVERED' | 'EXPIRED' | 'SAFETY_HOLD';

/** What two organisations do about one matter, as far as it was opened. */
export interface Matter {
  state: MatterState;
  standing: Standing;
  side: Side | null;
  /** UUIDs of organisations whose turn it is. */
  turn: string[];
  priority: Priority;
  /** The first one first. */
  dues: Due[];
  /** As people say it to each other. */
  caseCode: string;
  acts: JudgedAct[];
  conflicts: Conflict[];
  gaps: Gap[];
}

/** What the thread of a matter follows. */
export interface Setting {
  /** UUIDs: of the reader's organisation and of the other one. */
  own: string;
  counterpart: string;
  /** Envelopes of our own of which the node has no receipt yet. */
  undelivered: ReadonlySet<string>;
}

/** @param events of one thread with one counterpart */
export function reduce(events: readonly StoredEvent[], setting: Setting, now: Date): Matter {
  const { own, counterpart } = setting;
  const { acts, standing, gaps, conflicts } = judge(events);
  const priority = priorityOf(acts) ?? 'normal';
  const dues = duesOf(standing, acts, priority);
  const referral = acts.findLast((each) => each.verdict === 'counts' && each.act?.kind === 'referral');
  return {
    state: stateOf(standing, dues, referral, setting, now),
    standing,
    side: sideOf(standing, own),
    turn: turnOf(standing, own, counterpart),
    priority,
    dues,
    caseCode: caseCodeOf(events[0]?.event.thread ?? ''),
    acts,
    conflicts,
    gaps,
  };
}

/** What somebody may do now, and for each other act why not. */
export function next({ standing }: Matter, own: string): { act: ActKind; whyNot: WhyNot | null }[] {
  return ACT_KINDS.map((act) => ({ act, whyNot: whyNot(standing, act, own) }));
}

/** Nobody has to do anything any more; what nobody believes has not ended. */
export function hasEnded({ turn, standing }: Matter): boolean {
  return turn.length === 0 && standing.course !== 'NONE';
}

function stateOf(
  { course, holds }: Standing,
  dues: readonly Due[],
  referral: JudgedAct | undefined,
  { undelivered }: Setting,
  now: Date,
): MatterState {
  if (holds.length > 0) return 'SAFETY_HOLD';
  const isSilent = dues.some(({ what, at }) => (what === 'answer' || what === 'decide') && at < now.getTime());
  if (isSilent) return 'EXPIRED';
  if (course === 'SENT') return undelivered.has(referral?.envelope ?? '') ? 'SENT' : 'DELIVERED';
  return course;
}

/** Whoever has put it on hold speaks with the other one first: then it is both sides' turn. */
function turnOf(standing: Standing, own: string, counterpart: string): string[] {
  const both = [own, counterpart];
  if (standing.holds.length > 0) return both;
  const owing = both.filter((each) => standing.oweRemoval.some(({ by }) => by === each));
  if (owing.length > 0) return owing;
  const alerted = both.filter((each) => standing.alerts.some(({ by }) => by !== each));
  if (alerted.length > 0) return alerted;
  if (standing.leadOffer !== null) return both.filter((each) => each !== standing.leadOffer?.by);
  const { asker, course } = standing;
  if (asker === null) return [];
  const asked = asker === own ? counterpart : own;
  switch (course) {
    case 'ENQUIRY_SENT':
    case 'SENT':
    case 'ACKNOWLEDGED':
    case 'IN_REVIEW':
    case 'HANDED_OVER':
    case 'SERVICE_STARTED':
    case 'FOLLOW_UP':
      return [asked];
    case 'ENQUIRY_ANSWERED':
    case 'INFO_REQUESTED':
    case 'DECLINED':
    case 'REDIRECTED':
      return [asker];
    case 'ACCEPTED':
    case 'PARTLY_ACCEPTED':
      return openProposal(standing, asked) !== null ? [asked] : [asker];
    case 'HANDOVER_AGREED':
      return both.filter((each) => !standing.handedOverBy.includes(each));
    default:
      return [];
  }
}

function priorityOf(acts: readonly JudgedAct[]): Priority | null {
  const asked = acts.findLast(
    ({ act, verdict }) => verdict === 'counts' && (act?.kind === 'enquiry' || act?.kind === 'referral'),
  );
  const form = asked?.act?.kind === 'enquiry' || asked?.act?.kind === 'referral' ? asked.act.body.form : null;
  const [code] = codesOf(form?.answers.priority);
  return code === 'emergency' || code === 'urgent' || code === 'normal' ? code : null;
}
