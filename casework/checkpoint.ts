import { fieldsOf, listOf, ShapeError, sha256Hex, uuid } from '#crypto/shape.ts';
import { readSignedEvent, type SignedEvent, signedAgain } from '#crypto/signed-event.ts';
import { type Timestamp, timestamp } from '#crypto/timestamp.ts';
import type { Case, CaseThread } from './case/case.ts';
import { counterpartOf, type StoredEvent } from './conversation.ts';
import type { ListedMatter } from './matter/list.ts';
import { isOver } from './matter/over.ts';
import type { Course } from './matter/transitions.ts';
import { order } from './order.ts';
import { unlessMalformed } from './unless-malformed.ts';

/** An event as its author signed it, written to the own organisation once more before its envelope goes. */
export interface KeptEvent {
  signed: SignedEvent;
  /** Beginning of the hour in which it was stored first. */
  receivedHour: Timestamp;
  /** UUID of the period whose key opened it then. */
  period: string;
}

/** An event of the own thread that is let go, and what it followed of those that are there: so the others keep their order. */
export interface GoneEvent {
  hash: string;
  after: string[];
}

export interface Checkpoint {
  events: KeptEvent[];
  gone: GoneEvent[];
}

/** Envelopes go after 400 days: whoever reads the mailbox in the last hundred of them keeps what has to stay. In milliseconds. */
export const KEPT_ON_AFTER = 300 * 86_400_000;

const MOST_KEPT = 200;
const MOST_GONE = 500;
/** More of them would have been a flood when they were written. */
const MOST_FOLLOWED = 64;
/** Of all that stands in one checkpoint, as JSON: signed once more, it still has to fit into the largest envelope. */
const LONGEST = 185_000;

/** @throws ShapeError */
export function readCheckpoint(body: unknown): Checkpoint {
  const fields = fieldsOf(body, ['events', 'gone']);
  const events = listOf(fields.events, MOST_KEPT, (each) => {
    const { signed, receivedHour, period } = fieldsOf(each, ['signed', 'receivedHour', 'period']);
    return { signed: readSignedEvent(signed), receivedHour: timestamp(receivedHour), period: uuid(period) };
  });
  const gone = listOf(fields.gone, MOST_GONE, (each) => {
    const { hash, after } = fieldsOf(each, ['hash', 'after']);
    return { hash: sha256Hex(hash), after: listOf(after, MOST_FOLLOWED, sha256Hex) };
  });
  if (events.length + gone.length === 0) throw new ShapeError('nothing is kept');
  return { events, gone };
}

/** The mailbox of an organisation, as far as keeping it on needs it. */
export interface Mailbox {
  /** UUID */
  own: string;
  /** Of the organisation with itself. */
  ownThread: string;
  events: readonly StoredEvent[];
  cases: readonly Case[];
  matters(): readonly ListedMatter[];
  /** When something was stored last that is believed, with its envelope or in a checkpoint, by its hash; null: only on this device. */
  lastStored(hash: string): string | null;
  /** What checkpoints say of events that are gone: by hash, what they followed. */
  gone: ReadonlyMap<string, readonly string[]>;
  /** UUID of the period whose key opened an event. */
  periodOf(event: StoredEvent): string | null;
}

/**
 * What would go with its envelopes although it is still needed: everything of matters that go on, what the organisation noted of their cases,
 * and what its members compared. What is over is let go, and what fits into no checkpoint (more than some 135 KB of words) is left behind.
 *
 * @returns bodies of checkpoints; none when nothing is due
 */
export function checkpointsDue(mailbox: Mailbox, now: Date): Checkpoint[] {
  const { own, ownThread, events, cases } = mailbox;
  const isOld = (at: string) => now.getTime() - Date.parse(at) > KEPT_ON_AFTER;
  const isDue = ({ hash, receivedHour }: StoredEvent) => isOld(mailbox.lastStored(hash) ?? receivedHour);
  if (!events.some(isDue)) return [];
  const isAlive = new Set(events.filter((each) => !isOld(each.receivedHour)).map((each) => keyOf(threadOf(own, each))));
  const open = mailbox.matters().filter((listed) => goesOn(listed, isAlive.has(keyOf(listed))));
  const inOwn = events.filter(
    ({ event }) => event.sender === event.receiver.organisation && event.thread === ownThread,
  );
  const parts = [...partsOfMatters(own, events, open), ...partsOfOwn(inOwn, cases, open, isOld)];
  // One that is written by halves would be judged wrongly once the rest is gone.
  const due = parts.filter((part) => part.some(isDue)).flatMap((part) => part.filter(({ isUnproven }) => !isUnproven));
  const kept = new Set(parts.flat().map(({ hash }) => hash));
  const gone = goneOf(inOwn, mailbox.gone, (each) => !kept.has(each.hash) && isOld(each.receivedHour)).filter(
    ({ hash }) => isOld(mailbox.lastStored(hash) ?? ''),
  );
  return inCheckpoints(
    order(due).events.flatMap((each) => {
      const period = mailbox.periodOf(each);
      const receivedHour = each.receivedHour as Timestamp;
      return period === null ? [] : [{ signed: signedAgain(each), receivedHour, period }];
    }),
    gone,
  );
}

const PROMISED: ReadonlySet<Course> = new Set([
  'ACCEPTED',
  'PARTLY_ACCEPTED',
  'HANDOVER_AGREED',
  'HANDED_OVER',
  'SERVICE_STARTED',
  'FOLLOW_UP',
]);

/** It is not over, and goes with its envelopes unless somebody writes in it: nobody has for so long. */
export function goesSoon({ matter }: ListedMatter, now: Date): boolean {
  const { standing, acts } = matter;
  const last = Math.max(...acts.map(({ receivedHour }) => Date.parse(receivedHour)));
  return !isOver(standing) && !PROMISED.has(standing.course) && now.getTime() - last > KEPT_ON_AFTER;
}

/** Help was promised and is not over, or somebody has written in it lately. */
function goesOn({ matter }: ListedMatter, isAlive: boolean): boolean {
  return !isOver(matter.standing) && (isAlive || PROMISED.has(matter.standing.course));
}

/** What is kept together: a matter, and what two of its case were introduced to. */
function partsOfMatters(own: string, events: readonly StoredEvent[], open: readonly ListedMatter[]): StoredEvent[][] {
  const threads = open.flatMap((listed) => [
    keyOf(listed),
    ...listed.introductions.filter(({ isOurs }) => isOurs).map(({ to }) => keyOf(to)),
  ]);
  return [...new Set(threads)].map((key) => events.filter((each) => keyOf(threadOf(own, each)) === key));
}

/** What was noted of a case that goes on, what is noted of a matter that does, and what was compared. */
function partsOfOwn(
  inOwn: readonly StoredEvent[],
  cases: readonly Case[],
  open: readonly ListedMatter[],
  isOld: (at: string) => boolean,
): StoredEvent[][] {
  const openThreads = new Set(open.map(({ thread }) => thread));
  const withMatter = new Set(open.map((each) => each.case?.id));
  const isLastSeen = lastSeen(inOwn);
  const ofCases = cases.map(({ id, consents }) =>
    inOwn.filter(({ event }) => {
      const about = aboutOf(event.body);
      return about.case === id || consents.some((consent) => consent.id === about.consent);
    }),
  );
  const going = ofCases.filter(
    (notes, place) => withMatter.has(cases[place]?.id ?? '') || notes.some(({ receivedHour }) => !isOld(receivedHour)),
  );
  const others = inOwn.filter(({ hash, event: { kind, body } }) => {
    if (kind === 'checkpoint') return false;
    if (kind === 'seen') return isLastSeen.has(hash);
    const about = aboutOf(body);
    if (about.case !== null || about.consent !== null) return false;
    return about.thread === null || openThreads.has(about.thread);
  });
  return [...going, ...others.map((each) => [each])];
}

/** What was seen of an organisation last, by each author: the earlier ones stand in it. @returns hashes */
function lastSeen(inOwn: readonly StoredEvent[]): Set<string> {
  const seen = order(inOwn).events.filter(({ event }) => event.kind === 'seen');
  const last = new Map(
    seen.map((each) => {
      const { organisation, state } = each.event.body as { organisation?: unknown; state?: unknown };
      return [`${each.event.author} ${organisation} ${state}`, each.hash];
    }),
  );
  return new Set(last.values());
}

/**
 * Those of the own thread that go, or are gone, and that others name; with what they followed of the others.
 *
 * @param before what earlier checkpoints say of those that are gone
 */
function goneOf(
  inOwn: readonly StoredEvent[],
  before: ReadonlyMap<string, readonly string[]>,
  isGone: (event: StoredEvent) => boolean,
): GoneEvent[] {
  const staying = inOwn.filter((each) => !isGone(each));
  const stays = new Set(staying.map(({ hash }) => hash));
  const links = new Map<string, readonly string[]>([
    ...before,
    ...inOwn.map(({ hash, event }) => [hash, event.after] as const),
  ]);
  const named = new Set(staying.flatMap(({ event }) => event.after));
  return [...named]
    .filter((hash) => links.has(hash) && !stays.has(hash))
    .map((hash) => ({ hash, after: nearest(hash, links, stays).slice(0, MOST_FOLLOWED) }));
}

/** Those that stay and that one follows through others that do not. @returns hashes, in order */
function nearest(from: string, links: ReadonlyMap<string, readonly string[]>, stays: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const waiting = [...(links.get(from) ?? [])];
  for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
    if (seen.has(hash)) continue;
    seen.add(hash);
    if (stays.has(hash)) found.add(hash);
    else waiting.push(...(links.get(hash) ?? []));
  }
  return [...found].sort();
}

/** What a note to the own organisation is about, as it says; null: not that. */
function aboutOf(body: unknown): { case: string | null; consent: string | null; thread: string | null } {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const asUuid = (value: unknown) => unlessMalformed(() => uuid(value));
  return {
    case: asUuid(said.case),
    consent: asUuid(said.consent),
    thread: typeof said.thread === 'string' ? said.thread : null,
  };
}

function inCheckpoints(events: readonly KeptEvent[], gone: readonly GoneEvent[]): Checkpoint[] {
  const checkpoints: Checkpoint[] = [];
  let length = 0;
  const add = (added: number, isFull: (last: Checkpoint) => boolean): Checkpoint => {
    const last = checkpoints.at(-1);
    if (last !== undefined && length + added <= LONGEST && !isFull(last)) {
      length += added;
      return last;
    }
    const next: Checkpoint = { events: [], gone: [] };
    checkpoints.push(next);
    length = added;
    return next;
  };
  for (const each of events) {
    const added = JSON.stringify(each).length;
    if (added <= LONGEST) add(added, (last) => last.events.length === MOST_KEPT).events.push(each);
  }
  for (const each of gone) add(JSON.stringify(each).length, (last) => last.gone.length === MOST_GONE).gone.push(each);
  return checkpoints;
}

function threadOf(own: string, each: StoredEvent): CaseThread {
  return { counterpart: counterpartOf(own, each), thread: each.event.thread };
}

function keyOf({ counterpart, thread }: CaseThread): string {
  return `${counterpart} ${thread}`;
}
