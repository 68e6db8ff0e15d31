import type { Scope } from '../consent/scopes.ts';
import type { Act, ActKind } from './acts.ts';
import { type Course, IN_SPITE_OF_A_HOLD, type Side, TRANSITIONS, type Transition } from './transitions.ts';

/** Where a matter stands after some of its acts. */
export interface Standing {
  course: Course;
  /** UUID of who asks for help; null before anybody did. */
  asker: string | null;
  /** The last proposal for a handover. */
  proposal: { hash: string; by: string } | null;
  /** UUIDs of those who say that the handover took place. */
  handedOverBy: readonly string[];
  /** UUIDs of those who put it on hold. */
  heldBy: readonly string[];
  /** UUIDs of those who still have to say what they removed. */
  oweRemoval: readonly string[];
  /** What may no longer be used after the handover. */
  withdrawn: readonly Scope[] | 'all';
  /** Hashes of alerts that the other side has not answered. */
  alerts: readonly { hash: string; by: string }[];
}

/** One act, and who does it. */
export interface Doing {
  act: Act;
  hash: string;
  /** UUIDs of organisations. */
  by: string;
  to: string;
}

export type WhyNot =
  | 'NOT_NOW'
  | 'OTHER_SIDE'
  | 'ON_HOLD'
  | 'NOTHING_PROPOSED'
  | 'OWN_PROPOSAL'
  | 'DONE_ALREADY'
  | 'NOT_OWED';

export const AT_FIRST: Standing = {
  course: 'NONE',
  asker: null,
  proposal: null,
  handedOverBy: [],
  heldBy: [],
  oweRemoval: [],
  withdrawn: [],
  alerts: [],
};

/** @param by UUID of an organisation */
export function sideOf({ asker }: Standing, by: string): Side | null {
  if (asker === null) return null;
  return asker === by ? 'asker' : 'asked';
}

/** @returns null when somebody may do this now */
export function whyNot(standing: Standing, kind: ActKind, by: string, proposal?: string): WhyNot | null {
  if (standing.heldBy.length > 0 && !IN_SPITE_OF_A_HOLD.has(kind)) return 'ON_HOLD';
  const lines = TRANSITIONS.filter(({ act }) => act === kind);
  if (!lines.some((line) => isBy(line, standing, by))) return 'OTHER_SIDE';
  if (lineFor(standing, kind, by) === null) return 'NOT_NOW';
  switch (kind) {
    case 'handover_agreed':
      if (standing.proposal === null) return 'NOTHING_PROPOSED';
      if (standing.proposal.by === by) return 'OWN_PROPOSAL';
      return proposal !== undefined && proposal !== standing.proposal.hash ? 'NOTHING_PROPOSED' : null;
    case 'handed_over':
      return standing.handedOverBy.includes(by) ? 'DONE_ALREADY' : null;
    case 'hold':
      return standing.heldBy.includes(by) ? 'DONE_ALREADY' : null;
    case 'hold_lifted':
      return standing.heldBy.includes(by) ? null : 'NOT_OWED';
    case 'removed':
      return standing.oweRemoval.includes(by) ? null : 'NOT_OWED';
    case 'alert_answered':
      return standing.alerts.some((alert) => alert.by !== by) ? null : 'NOT_OWED';
    default:
      return null;
  }
}

/** @returns null when it may not be done */
export function after(standing: Standing, doing: Doing): Standing | null {
  const { act, by } = doing;
  const proposal = act.kind === 'handover_agreed' ? act.body.proposal : undefined;
  return whyNot(standing, act.kind, by, proposal) === null ? withActDone(standing, doing) : null;
}

/**
 * The effect of an act that its author was entitled to, whatever was done at the same time.
 *
 * @returns null when the matter has come to where it says nothing
 */
export function withActDone(standing: Standing, { act, hash, by, to }: Doing): Standing | null {
  const line = lineFor(standing, act.kind, by);
  if (line === null) return null;
  const next = { ...standing, course: line.to ?? standing.course };
  switch (act.kind) {
    case 'enquiry':
      return { ...next, asker: by };
    case 'referral':
      return { ...next, asker: standing.asker ?? by };
    case 'handover_proposed':
      return { ...next, proposal: { hash, by } };
    case 'handed_over': {
      const handedOverBy = [...new Set([...standing.handedOverBy, by])];
      return { ...next, handedOverBy, course: handedOverBy.length > 1 ? 'HANDED_OVER' : standing.course };
    }
    case 'hold':
      return { ...next, heldBy: [...new Set([...standing.heldBy, by])] };
    case 'hold_lifted':
      return { ...next, heldBy: standing.heldBy.filter((each) => each !== by) };
    case 'withdrawn': {
      const { scopes } = act.body;
      const withdrawn = scopes === null || standing.withdrawn === 'all' ? 'all' : [...standing.withdrawn, ...scopes];
      return { ...next, withdrawn, oweRemoval: [...new Set([...standing.oweRemoval, to])] };
    }
    case 'recalled':
      return { ...next, withdrawn: 'all', oweRemoval: [...new Set([...standing.oweRemoval, to])] };
    case 'removed':
      return { ...next, oweRemoval: standing.oweRemoval.filter((each) => each !== by) };
    case 'alert':
      return { ...next, alerts: [...standing.alerts, { hash, by }] };
    case 'alert_answered':
      return { ...next, alerts: standing.alerts.filter((alert) => alert.by === by) };
    default:
      return next;
  }
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
