import { uncovered } from '../consent/disclosure.ts';
import type { StoredEvent } from '../conversation.ts';
import { isFreeText } from '../forms/answers.ts';
import { order } from '../order.ts';
import { unlessMalformed } from '../unless-malformed.ts';
import { type Act, type ActKind, type Basis, isActKind, readAct } from './acts.ts';
import { AT_FIRST, after, type Standing, withActDone } from './standing.ts';
import { isDecidedByRule, weightOf } from './transitions.ts';

/** What an act did. */
export type Verdict =
  | 'counts'
  /** Another one, of which its author did not know, weighs more. */
  | 'overtaken'
  /** Its author was not entitled to it, after what he or she had read. */
  | 'not_entitled'
  /** It tells more than the consents that it names allow. */
  | 'not_covered'
  /** It has a shape that this version does not know. */
  | 'malformed'
  /** It is signed or sealed with a key that others may have had. */
  | 'unproven';

/** An act, and what it did. */
export interface JudgedAct {
  hash: string;
  kind: ActKind;
  /** UUIDs of organisations. */
  by: string;
  to: string;
  /** Numbers of members; the author is the first. */
  signers: readonly number[];
  /** The author's claim. */
  at: string;
  receivedHour: string;
  envelope: string;
  /** Null when malformed. */
  act: Act | null;
  verdict: Verdict;
}

/** Two acts that did not know of each other, and of which no rule says which one counts. */
export interface Conflict {
  /** Hashes; the first one counts until somebody decides anew. */
  acts: readonly [string, string];
}

export interface Judgement {
  acts: JudgedAct[];
  standing: Standing;
  /** Those that no later act has settled. */
  conflicts: Conflict[];
}

/** An act on its place in the order of all. */
interface Placed extends JudgedAct {
  place: number;
  /** A bit for each act that its author had read. */
  past: bigint;
  /** It was to take the matter further. */
  isMove: boolean;
}

/** What some acts come to together. */
interface Together {
  standing: Standing;
  overtaken: ReadonlySet<Placed>;
  /** The heavier one first. */
  rivals: readonly (readonly [Placed, Placed])[];
}

/**
 * Judges each act of a thread on what its author had read, and brings together what was written at once. The same for everybody who has
 * opened the same events, in whatever order they came.
 *
 * @param begins what the thread follows, where it was begun elsewhere
 */
export function judge(events: readonly StoredEvent[], begins: Standing = AT_FIRST): Judgement {
  const acts: Placed[] = [];
  /** By event: the acts that it follows, and itself. */
  const read = new Map<string, bigint>();
  for (const each of order(events).events) {
    const past = each.event.after.reduce((known, hash) => known | (read.get(hash) ?? 0n), 0n);
    const { kind } = each.event;
    if (!isActKind(kind)) {
      read.set(each.hash, past);
      continue;
    }
    const place = acts.length;
    const before = together(
      acts.filter((act) => follows(past, act)),
      begins,
    ).standing;
    acts.push({ ...judged(each, kind, before), place, past });
    read.set(each.hash, past | (1n << BigInt(place)));
  }
  const { standing, overtaken, rivals } = together(acts, begins);
  return {
    acts: acts.map((placed) => {
      const { place: _, past: __, isMove: ___, ...act } = placed;
      return overtaken.has(placed) ? { ...act, verdict: 'overtaken' as const } : act;
    }),
    standing,
    conflicts: rivals
      .filter((pair) => isUndecided(pair) && !acts.some((act) => isSettledBy(pair, act, overtaken)))
      .map(([winner, loser]) => ({ acts: [winner.hash, loser.hash] as const })),
  };
}

/** The heaviest moves count first, and overtake what did not know of them; then all that is left is done in its order. */
function together(acts: readonly Placed[], begins: Standing): Together {
  const counting = acts.filter(({ verdict }) => verdict === 'counts');
  const kept: Placed[] = [];
  const overtaken = new Set<Placed>();
  const rivals: (readonly [Placed, Placed])[] = [];
  const byWeight = counting
    .filter(({ isMove }) => isMove)
    .sort((one, other) => weightOf(other.kind) - weightOf(one.kind) || one.place - other.place);
  for (const move of byWeight) {
    const winner = kept.find((each) => weightOf(each.kind) > weightOf(move.kind) && isConcurrent(each, move));
    if (winner === undefined) {
      kept.push(move);
    } else {
      overtaken.add(move);
      rivals.push([winner, move]);
    }
  }
  let standing = begins;
  for (const doing of counting) {
    if (doing.act === null || overtaken.has(doing)) continue;
    const next = withActDone(standing, { ...doing, act: doing.act });
    if (next === null) overtaken.add(doing);
    else standing = next;
  }
  return { standing, overtaken, rivals };
}

function isConcurrent(one: Placed, other: Placed): boolean {
  return !follows(one.past, other) && !follows(other.past, one);
}

function isSettledBy(pair: readonly Placed[], act: Placed, overtaken: ReadonlySet<Placed>): boolean {
  return act.isMove && act.verdict === 'counts' && !overtaken.has(act) && pair.every((each) => follows(act.past, each));
}

/** Neither is of those that need no deciding, and no rule decides. */
function isUndecided([winner, loser]: readonly [Placed, Placed]): boolean {
  return weightOf(loser.kind) > 1 && !isDecidedByRule(winner.kind, loser.kind);
}

/** Whether an act is among what somebody had read. */
function follows(past: bigint, { place }: Placed): boolean {
  return ((past >> BigInt(place)) & 1n) === 1n;
}

function judged(stored: StoredEvent, kind: ActKind, before: Standing): JudgedAct & { isMove: boolean } {
  const { hash, event, signers, receivedHour, isUnproven } = stored;
  const act = unlessMalformed(() => readAct(kind, event.body));
  const { sender: by, receiver, at, envelope } = event;
  const known = { hash, kind, by, to: receiver.organisation, signers, at, receivedHour, envelope, act, isMove: false };
  if (isUnproven) return { ...known, verdict: 'unproven' };
  if (act === null || !isOfItsForm(act)) return { ...known, act: null, verdict: 'malformed' };
  const next = after(before, { act, hash, by, to: known.to });
  if (next === null) return { ...known, verdict: 'not_entitled' };
  if (!isAllowed(act, signers, latest(at, receivedHour))) return { ...known, verdict: 'not_covered' };
  return { ...known, isMove: next.course !== before.course, verdict: 'counts' };
}

/** Each act has the form that is made for it, and a decision is the one that its kind says. */
function isOfItsForm(act: Act): boolean {
  switch (act.kind) {
    case 'enquiry':
      return act.body.form.form === 'F1';
    case 'enquiry_answered':
      return act.body.form.form === 'F1A';
    case 'referral':
      return act.body.form.form === 'F2';
    case 'accepted':
    case 'partly_accepted':
    case 'declined':
      return act.body.form.form === 'F3' && act.body.form.answers.decision === act.kind;
    case 'redirected':
      return act.body.form.form === 'F3' && act.body.form.answers.decision === 'redirected';
    case 'alert':
      return act.body.form.form === 'F10' && isFreeText(act.body.form.answers.danger);
    case 'feedback':
      return act.body.form.form === 'F11';
    default:
      return true;
  }
}

/** Whether what it tells is covered by the consents that it names, or two members told it without. */
function isAllowed(act: Act, signers: readonly number[], at: Date): boolean {
  const told = act.kind === 'referral' || act.kind === 'info_given' ? act.body : null;
  if (told === null || told.form === null) return true;
  const { agreed, override }: Basis = told.basis;
  if (override !== null) return signers.length > 1;
  const missing = uncovered(told.form, agreed, at);
  // A form that a newer version made cannot be judged; its content is not shown.
  return missing.length === 0 || missing.includes('unknown_form');
}

/** The author says when; the node, in which hour it came. */
function latest(at: string, receivedHour: string): Date {
  return new Date(Math.max(Date.parse(at), Date.parse(receivedHour)));
}
