import { uncovered } from '../consent/disclosure.ts';
import type { StoredEvent } from '../conversation.ts';
import { ADULT_ASSESSMENT } from '../forms/adult-assessment.ts';
import { ALERT } from '../forms/alert.ts';
import { ENQUIRY, ENQUIRY_ANSWER } from '../forms/enquiry.ts';
import { faultsOf, faultsOfParts } from '../forms/faults.ts';
import { FEEDBACK } from '../forms/feedback.ts';
import { formOf } from '../forms/forms.ts';
import { REFERRAL, RESPONSE } from '../forms/referral.ts';
import { type Gap, order } from '../order.ts';
import { unlessMalformed } from '../unless-malformed.ts';
import { type Act, type ActKind, type Basis, isActKind, readAct } from './acts.ts';
import { AT_FIRST, after, type Standing, withActDone } from './standing.ts';
import { formsIn } from './told.ts';
import { BESIDE_A_WITHDRAWAL, isDecidedByRule, weightOf } from './transitions.ts';

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
  /** What it tells is covered by the consents that it names, or two members told it without; without this nothing of it is shown. */
  isCovered: boolean;
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
  /** What is certain to exist and was not opened. */
  gaps: Gap[];
  /** Those that no later act has settled. */
  conflicts: Conflict[];
}

/** Of one organisation in one matter: more would be a flood, under which nobody could read on. */
export const MOST_ACTS = 200;

/** What protects a person may still be done when somebody's flood is cut off. */
const PROTECTING: ReadonlySet<ActKind> = new Set([
  'withdrawn',
  'partly_withdrawn',
  'recalled',
  'removed',
  'hold',
  'hold_lifted',
]);

/** How long a first signature waits for the second one, in milliseconds: what was a danger then is another one later. */
export const SECOND_WITHIN = 3 * 86_400_000;

/** An act on its place in the order of all. */
interface Placed extends JudgedAct {
  place: number;
  /** A bit for each act that its author had read. */
  past: bigint;
  /** It was to take the matter further. */
  isMove: boolean;
  knew: (hash: string) => boolean;
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
 */
export function judge(events: readonly StoredEvent[]): Judgement {
  const acts: Placed[] = [];
  /** By organisation. */
  const counted = new Map<string, number>();
  /** What was brought together, by the acts that it is of. */
  const known = new Map<bigint, Together>([[0n, { standing: AT_FIRST, overtaken: new Set(), rivals: [] }]]);
  const upTo = (past: bigint): Together => {
    const done = known.get(past) ?? broughtTogether(past);
    known.set(past, done);
    return done;
  };
  const broughtTogether = (past: bigint): Together => {
    const last = acts[past.toString(2).length - 1];
    const rest = last === undefined ? past : past ^ (1n << BigInt(last.place));
    // Whoever has read everything is nobody's rival: nothing need be brought together anew.
    if (last !== undefined && last.past === rest) return withNext(upTo(rest), last);
    return together(acts.filter((act) => follows(past, act)));
  };
  /** By event: the acts that it follows, and itself. */
  const read = new Map<string, bigint>();
  const { events: ordered, gaps } = order(events);
  for (const each of ordered) {
    const past = each.event.after.reduce((known, hash) => known | (read.get(hash) ?? 0n), 0n);
    const { kind } = each.event;
    if (!isActKind(kind)) {
      read.set(each.hash, past);
      continue;
    }
    const place = acts.length;
    const knew = (hash: string) => acts.some((act) => act.hash === hash && follows(past, act));
    const found = judged(each, kind, upTo(past).standing, knew);
    const count = (counted.get(found.by) ?? 0) + 1;
    if (found.verdict === 'counts') counted.set(found.by, count);
    const most = PROTECTING.has(kind) ? 2 * MOST_ACTS : MOST_ACTS;
    const verdict = count > most && found.verdict === 'counts' ? 'not_entitled' : found.verdict;
    acts.push({ ...found, verdict, place, past, knew });
    read.set(each.hash, past | (1n << BigInt(place)));
  }
  const { standing, overtaken, rivals } = upTo((1n << BigInt(acts.length)) - 1n);
  return {
    acts: acts.map((placed) => {
      const { place: _, past: __, isMove: ___, knew: ____, ...act } = placed;
      return overtaken.has(placed) ? { ...act, verdict: 'overtaken' as const } : act;
    }),
    standing,
    gaps,
    conflicts: rivals
      .filter((pair) => isUndecided(pair) && !acts.some((act) => isSettledBy(pair, act, overtaken)))
      .map(([winner, loser]) => ({ acts: [winner.hash, loser.hash] as const })),
  };
}

/**
 * The heaviest moves count first, and overtake what did not know of them; then all that is left is done in its order. What both sides have
 * gone on from is settled: whoever passes over it comes too late, but for a withdrawal or a recall.
 */
function together(acts: readonly Placed[]): Together {
  const counting = acts.filter(({ verdict }) => verdict === 'counts');
  const kept: Placed[] = [];
  const overtaken = new Set<Placed>();
  const rivals: (readonly [Placed, Placed])[] = [];
  const goneOnFrom = new Map<Placed, boolean>();
  const isSettled = (act: Placed): boolean => {
    const is = goneOnFrom.get(act) ?? isGoneOnFrom(act, counting);
    goneOnFrom.set(act, is);
    return is;
  };
  const byWeight = counting
    .filter(({ isMove }) => isMove)
    .sort((one, other) => weightOf(other.kind) - weightOf(one.kind) || one.place - other.place);
  for (const move of byWeight) {
    const winner = isWithdrawal(move)
      ? kept.find((each) => isWithdrawal(each) && isHeavier(each, move) && isConcurrent(each, move))
      : ((isSettled(move) ? undefined : counting.find((each) => isConcurrent(each, move) && isSettled(each))) ??
        kept.find((each) => isHeavier(each, move) && isConcurrent(each, move)));
    if (winner === undefined) {
      kept.push(move);
    } else {
      overtaken.add(move);
      rivals.push([winner, move]);
    }
  }
  const withdrawals = kept.filter(isWithdrawal);
  for (const act of counting) {
    const isStopped = withdrawals.some((each) => isConcurrent(each, act) && !BESIDE_A_WITHDRAWAL.has(act.kind));
    // Nobody leads a case who has refused to at the same time.
    const isRefused =
      act.kind === 'lead_taken' && counting.some((each) => each.kind === 'lead_refused' && isConcurrent(each, act));
    if (isStopped || isRefused) overtaken.add(act);
  }
  return counting.reduce<Together>((done, next) => (overtaken.has(next) ? done : withNext(done, next)), {
    standing: AT_FIRST,
    overtaken,
    rivals,
  });
}

/** One more, after all that was brought together. */
function withNext(done: Together, next: Placed): Together {
  if (next.verdict !== 'counts' || next.act === null) return done;
  const standing = withActDone(done.standing, { ...next, act: next.act });
  return standing === null ? { ...done, overtaken: new Set([...done.overtaken, next]) } : { ...done, standing };
}

/** Both organisations have acted after reading it. */
function isGoneOnFrom(act: Placed, counting: readonly Placed[]): boolean {
  const followers = counting.filter(({ past }) => follows(past, act));
  return new Set(followers.map(({ by }) => by)).size > 1;
}

function isWithdrawal({ kind }: Pick<JudgedAct, 'kind'>): boolean {
  return kind === 'withdrawn' || kind === 'recalled';
}

function isHeavier(one: Placed, other: Placed): boolean {
  return weightOf(one.kind) > weightOf(other.kind);
}

function isConcurrent(one: Placed, other: Placed): boolean {
  return one !== other && !follows(one.past, other) && !follows(other.past, one);
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

function judged(
  stored: StoredEvent,
  kind: ActKind,
  before: Standing,
  knew: (hash: string) => boolean,
): JudgedAct & { isMove: boolean } {
  const { hash, event, signers, receivedHour, isUnproven } = stored;
  const read = unlessMalformed(() => readAct(kind, event.body));
  const { sender: by, receiver, at, envelope } = event;
  const to = receiver.organisation;
  const isSound = read !== null && isOfItsForm(read) && !isFaulty(read) && !isToOneself(read, [by, to]);
  const act = isSound ? read : null;
  const isCovered = act !== null && isAllowed(act, signers, { at, receivedHour });
  const known = { hash, kind, by, to, signers, at, receivedHour, envelope, act, isCovered, isMove: false };
  if (isUnproven) return { ...known, verdict: 'unproven' };
  if (act === null) return { ...known, verdict: 'malformed' };
  const next = after(before, { act, hash, by, to, knew });
  if (next === null) return { ...known, verdict: 'not_entitled' };
  if (!isCovered) return { ...known, verdict: 'not_covered' };
  return { ...known, isMove: next.course !== before.course, verdict: 'counts' };
}

/** It has a form that this version knows, and that nobody could have filled in so. */
function isFaulty(act: Act): boolean {
  return formsIn(act).some((told) => {
    const form = formOf(told);
    if (form === null) return false;
    const faults = form === ADULT_ASSESSMENT ? faultsOfParts(form, told.answers) : faultsOf(form, told.answers);
    return faults.length > 0;
  });
}

/** The form that is made for an act. */
const FORM_OF: Partial<Record<ActKind, string>> = {
  enquiry: ENQUIRY.id,
  enquiry_answered: ENQUIRY_ANSWER.id,
  referral: REFERRAL.id,
  accepted: RESPONSE.id,
  partly_accepted: RESPONSE.id,
  declined: RESPONSE.id,
  redirected: RESPONSE.id,
  alert: ALERT.id,
  feedback: FEEDBACK.id,
};

/** Each act has the form that is made for it, and a decision is the one that its kind says. */
function isOfItsForm({ kind, body }: Act): boolean {
  if ('assessment' in body && body.assessment !== null && body.assessment.form !== ADULT_ASSESSMENT.id) return false;
  const wanted = FORM_OF[kind];
  if (wanted === undefined || !('form' in body) || body.form === null) return wanted === undefined;
  return body.form.form === wanted && (wanted !== RESPONSE.id || body.form.answers.decision === kind);
}

/** Neither of the two is introduced to itself. */
function isToOneself({ kind, body }: Act, two: readonly string[]): boolean {
  return kind === 'introduced' && two.includes(body.to);
}

/** Whether what it tells is covered by the consents that it names, or two members told it without. */
function isAllowed(act: Act, signers: readonly number[], said: { at: string; receivedHour: string }): boolean {
  const at = latest(said.at, said.receivedHour);
  if (!('basis' in act.body)) return true;
  const { agreed, override }: Basis = act.body.basis;
  if (override !== null) return signers.length > 1 && at.getTime() - Date.parse(said.at) <= SECOND_WITHIN;
  // Words may say anything: they need at least that the receiver may be spoken with about the person.
  const mayContact = agreed.some(
    ({ scope, until }) => scope === 'contact_receiver_anonymously' && Date.parse(until) > at.getTime(),
  );
  if (!mayContact) return false;
  // A form that a newer version made cannot be judged: the act counts, and its content is not shown.
  return formsIn(act).every((form) => formOf(form) === null || uncovered(form, agreed, at).length === 0);
}

/** The author says when; the node, in which hour it came. */
function latest(at: string, receivedHour: string): Date {
  return new Date(Math.max(Date.parse(at), Date.parse(receivedHour)));
}
