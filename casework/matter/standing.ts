import type { Scope } from '../consent/scopes.ts';
import type { Act, ActKind } from './acts.ts';
import { type Course, IN_SPITE_OF_A_HOLD, type Side, TRANSITIONS, type Transition } from './transitions.ts';

/** Where a matter stands after some of its acts. */
export interface Standing {
  course: Course;
  /** UUID of who asks for help; null before anybody did. */
  asker: string | null;
  /** UUID of who leads the case, as far as this matter says; null before a referral. */
  lead: string | null;
  /** It was offered and taken, not only begun with. */
  isLeadTaken: boolean;
  /** To lead the case, made to the other side, which has not answered it. */
  leadOffer: Marked | null;
  /** For a handover, in their order. */
  proposals: readonly Marked[];
  /** Hash of the proposal to which the other side agreed. */
  agreed: string | null;
  /** Something that says who somebody is may have been told. */
  isReferred: boolean;
  /** The person agreed that the asker is told how it went. */
  mayFeedBack: boolean;
  /** UUIDs of those who say that the handover took place. */
  handedOverBy: readonly string[];
  /** On whose word it is on hold. */
  holds: readonly Marked[];
  /** Who still has to say what they removed, after which act. */
  oweRemoval: readonly Marked[];
  /** Hashes of acts with which everything was taken back: whoever removed all after one of them has done so after each. */
  takenBack: readonly string[];
  /** What may no longer be used. */
  withdrawn: readonly Scope[] | 'all';
  /** Those that the other side has not answered. */
  alerts: readonly Marked[];
}

/** An act that stands until another one ends it. */
export interface Marked {
  hash: string;
  /** UUID of an organisation. */
  by: string;
}

/** One act, and who does it. */
export interface Doing {
  act: Act;
  hash: string;
  /** UUIDs of organisations. */
  by: string;
  to: string;
  /** Whether its author had read an act. */
  knew(hash: string): boolean;
}

export type WhyNot =
  | 'NOT_NOW'
  | 'OTHER_SIDE'
  | 'ON_HOLD'
  | 'NOTHING_PROPOSED'
  | 'NOT_AGREED'
  | 'DONE_ALREADY'
  | 'NOT_OWED'
  | 'NOT_LEADING';

export const AT_FIRST: Standing = {
  course: 'NONE',
  asker: null,
  lead: null,
  isLeadTaken: false,
  leadOffer: null,
  proposals: [],
  agreed: null,
  isReferred: false,
  mayFeedBack: false,
  handedOverBy: [],
  holds: [],
  oweRemoval: [],
  takenBack: [],
  withdrawn: [],
  alerts: [],
};

/** @param by UUID of an organisation */
export function sideOf({ asker }: Standing, by: string): Side | null {
  if (asker === null) return null;
  return asker === by ? 'asker' : 'asked';
}

/** @returns null when somebody may do this now */
export function whyNot(standing: Standing, kind: ActKind, by: string): WhyNot | null {
  if (standing.holds.length > 0 && !IN_SPITE_OF_A_HOLD.has(kind)) return 'ON_HOLD';
  const lines = TRANSITIONS.filter(({ act }) => act === kind);
  if (!lines.some((line) => isBy(line, standing, by))) return 'OTHER_SIDE';
  if (lineFor(standing, kind, by) === null) return 'NOT_NOW';
  switch (kind) {
    case 'handover_agreed':
      return openProposal(standing, by) === null ? 'NOTHING_PROPOSED' : null;
    case 'handed_over':
      return standing.handedOverBy.includes(by) ? 'DONE_ALREADY' : null;
    case 'hold':
      return standing.holds.some((hold) => hold.by === by) ? 'DONE_ALREADY' : null;
    case 'hold_lifted':
      return standing.holds.some((hold) => hold.by === by) ? null : 'NOT_OWED';
    // Said once more, it would be owed anew what was done already.
    case 'withdrawn':
    case 'partly_withdrawn':
      return standing.withdrawn === 'all' ? 'DONE_ALREADY' : null;
    case 'removed':
      return standing.oweRemoval.some((owed) => owed.by === by) ? null : 'NOT_OWED';
    case 'alert_answered':
      return standing.alerts.some((alert) => alert.by !== by) ? null : 'NOT_OWED';
    case 'follow_up':
      return standing.mayFeedBack ? null : 'NOT_AGREED';
    case 'lead_offered':
      return standing.lead === by && standing.withdrawn !== 'all' ? null : 'NOT_LEADING';
    case 'lead_taken':
    case 'lead_refused':
      return standing.leadOffer === null || standing.leadOffer.by === by ? 'NOT_OWED' : null;
    case 'introduced':
      if (standing.withdrawn === 'all') return 'NOT_NOW';
      // Whoever led the case makes those who joined it known to whoever leads it now.
      return standing.lead === by || standing.asker === by ? null : 'NOT_LEADING';
    default:
      return null;
  }
}

/** What somebody may agree to: the last proposal of the other side, unless it was agreed to. */
export function openProposal({ proposals, agreed }: Standing, by: string): Marked | null {
  const last = proposals.findLast((proposal) => proposal.by !== by);
  return last === undefined || last.hash === agreed ? null : last;
}

/** @returns null when it may not be done */
export function after(standing: Standing, doing: Doing): Standing | null {
  return whyNot(standing, doing.act.kind, doing.by) === null ? withActDone(standing, doing) : null;
}

/**
 * The effect of an act that its author was entitled to, whatever was done at the same time.
 *
 * @returns null when the matter has come to where it says nothing
 */
export function withActDone(standing: Standing, doing: Doing): Standing | null {
  const { act, hash, by, knew } = doing;
  const line = lineFor(standing, act.kind, by);
  if (line === null) return null;
  const next = { ...standing, course: line.to ?? standing.course };
  switch (act.kind) {
    case 'enquiry':
      return { ...next, asker: by };
    case 'referral': {
      const mayFeedBack = act.body.basis.agreed.some(({ scope }) => scope === 'feedback_to_sender');
      return { ...next, asker: standing.asker ?? by, lead: standing.lead ?? by, isReferred: true, mayFeedBack };
    }
    case 'handover_proposed':
      return { ...next, proposals: [...standing.proposals, { hash, by }] };
    case 'handover_agreed': {
      const { proposal } = act.body;
      const isTheirs = standing.proposals.some((each) => each.hash === proposal && each.by !== by);
      return isTheirs ? { ...next, agreed: proposal, handedOverBy: [] } : null;
    }
    case 'handed_over': {
      const handedOverBy = [...new Set([...standing.handedOverBy, by])];
      return { ...next, handedOverBy, course: handedOverBy.length > 1 ? 'HANDED_OVER' : standing.course };
    }
    case 'hold':
      return { ...next, holds: [...standing.holds, { hash, by }] };
    case 'hold_lifted':
      return { ...next, holds: standing.holds.filter((hold) => hold.by !== by || !knew(hold.hash)) };
    case 'partly_withdrawn': {
      const { scopes } = act.body;
      const withdrawn = standing.withdrawn === 'all' ? standing.withdrawn : [...standing.withdrawn, ...scopes];
      const mayFeedBack = standing.mayFeedBack && !scopes.includes('feedback_to_sender');
      return { ...next, withdrawn, mayFeedBack, oweRemoval: owing(standing, doing) };
    }
    case 'withdrawn':
    case 'recalled':
      return {
        ...next,
        withdrawn: 'all',
        mayFeedBack: false,
        leadOffer: null,
        oweRemoval: owing(standing, doing),
        takenBack: [...standing.takenBack, hash],
      };
    case 'removed': {
      const isWhole = standing.takenBack.some(knew);
      const left = standing.oweRemoval.filter((owed) => owed.by !== by || !(isWhole || knew(owed.hash)));
      return { ...next, oweRemoval: left };
    }
    case 'alert':
      return { ...next, alerts: [...standing.alerts, { hash, by }] };
    case 'alert_answered':
      return { ...next, alerts: standing.alerts.filter((alert) => alert.by === by || !knew(alert.hash)) };
    case 'closed':
      return { ...next, leadOffer: null };
    case 'lead_offered':
      return { ...next, leadOffer: { hash, by } };
    case 'lead_taken':
      return answers(standing, act.body.offer, by) ? { ...next, lead: by, isLeadTaken: true, leadOffer: null } : null;
    case 'lead_refused':
      return answers(standing, act.body.offer, by) ? { ...next, leadOffer: null } : null;
    default:
      return next;
  }
}

/** Whoever was told something removes it, whoever says that the person withdrew. */
function owing({ oweRemoval, withdrawn, isReferred, asker }: Standing, { hash, by, to }: Doing): readonly Marked[] {
  const isRemoved = withdrawn === 'all' && oweRemoval.length === 0;
  return isReferred && !isRemoved ? [...oweRemoval, { hash, by: by === asker ? to : by }] : oweRemoval;
}

/** What is answered is the offer of the other side that stands. */
function answers({ leadOffer }: Standing, offer: string, by: string): boolean {
  return leadOffer !== null && leadOffer.hash === offer && leadOffer.by !== by;
}

function lineFor(standing: Standing, kind: ActKind, by: string): Transition | null {
  return (
    TRANSITIONS.find((line) => line.act === kind && line.from.includes(standing.course) && isBy(line, standing, by)) ??
    null
  );
}

function isBy(line: Transition, standing: Standing, by: string): boolean {
  return line.by === 'either' || line.by === sideOf(standing, by);
}
