import { fieldsOf, listOf, ShapeError, sha256Hex, uuid } from '#crypto/shape.ts';
import { readSignedEvent, type SignedEvent, signedAgain } from '#crypto/signed-event.ts';
import { type Timestamp, timestamp } from '#crypto/timestamp.ts';
import type { Case } from './case/case.ts';
import { threadKey, threadOf } from './case-thread.ts';
import type { StoredEvent } from './conversation.ts';
import { groupsBy } from './group-by.ts';
import type { ListedMatter } from './matter/list.ts';
import { isOver } from './matter/over.ts';
import { casesToPassOn } from './matter/to-pass-on.ts';
import type { Course } from './matter/transitions.ts';
import { order } from './order.ts';

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

/**
 * What of a kept event has to be the same for it to count as kept: a copy that nobody can verify, or of another hour, is none.
 *
 * @param hash of the event
 */
export function wordingOf(
  hash: string,
  { signatures, receivedHour, period }: Pick<SignedEvent, 'signatures'> & Pick<KeptEvent, 'receivedHour' | 'period'>,
): string {
  const signed = signatures.map((each) => `${each.protected}.${each.signature}`);
  return [hash, receivedHour, period, ...signed].join(' ');
}

/** Envelopes go after 400 days: whoever reads the mailbox in the last hundred of them keeps what has to stay. In milliseconds. */
export const KEPT_ON_AFTER = 300 * 86_400_000;
export const GONE_AFTER = 400 * 86_400_000;

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
  /**
   * When something was stored last in what is believed: by its hash with an envelope of its own, by its wording in a checkpoint; null: only
   * on this device.
   */
  lastStored(what: string): string | null;
  /** When a checkpoint has said last that something is gone, by its hash: that keeps it from nothing, should it be needed again. */
  lastGone(hash: string): string | null;
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
  const old = new Set(events.filter((each) => isOld(lastStored(each, mailbox))).map(({ hash }) => hash));
  if (old.size === 0) return [];
  const threads = groupsBy(events, (each) => threadKey(threadOf(own, each)));
  const inOwn = threads.get(threadKey({ counterpart: own, thread: ownThread })) ?? [];
  const matters = mailbox.matters();
  const open = withTold(mailbox, matters, (listed) => goesOn(listed, !isOld(listed.lastHour)));
  const parts = [...partsOfMatters(threads, open), ...partsOfOwn(inOwn, cases, open, isOld)];
  // Half a matter would be judged wrongly once the rest is gone; what cannot be written makes nothing due.
  const writable = parts.map((part) => part.flatMap((each) => asKept(each, mailbox) ?? []));
  const due = writable.filter((part) => part.some(({ hash }) => old.has(hash))).flat();
  const byHash = new Map(due.map((each) => [each.hash, each.kept]));
  const ordered = order(events.filter(({ hash }) => byHash.has(hash))).events;
  const staying = new Set(writable.flat().map(({ hash }) => hash));
  const gone = goneOf(
    inOwn,
    mailbox.gone,
    ({ hash, receivedHour }) => !staying.has(hash) && isOld(receivedHour),
  ).filter(({ hash, after }) => {
    const said = mailbox.gone.get(hash) ?? [];
    return isOld(mailbox.lastGone(hash) ?? '') || after.some((each) => !said.includes(each));
  });
  return inCheckpoints(
    ordered.flatMap(({ hash }) => byHash.get(hash) ?? []),
    gone,
  );
}

/** With an envelope of its own or in a checkpoint, as it would be kept now. */
function lastStored(each: StoredEvent, mailbox: Mailbox): string {
  const { hash, signatures, receivedHour } = each;
  const period = mailbox.periodOf(each) ?? '';
  const wording = wordingOf(hash, { signatures, receivedHour: receivedHour as Timestamp, period });
  const [came, kept] = [mailbox.lastStored(hash), mailbox.lastStored(wording)];
  return [came ?? receivedHour, kept ?? receivedHour].sort().at(-1) ?? receivedHour;
}

/** @returns null for what is doubtful, was never opened with a key that is known, or fits into no checkpoint */
function asKept(each: StoredEvent, mailbox: Mailbox): { hash: string; kept: KeptEvent } | null {
  const period = mailbox.periodOf(each);
  if (each.isUnproven || period === null) return null;
  const kept = { signed: signedAgain(each), receivedHour: each.receivedHour as Timestamp, period };
  return JSON.stringify(kept).length > LONGEST ? null : { hash: each.hash, kept };
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
export function goesSoon({ matter, lastHour }: ListedMatter, now: Date): boolean {
  const quiet = now.getTime() - Date.parse(lastHour);
  const isNeeded = isOver(matter.standing) || PROMISED.has(matter.standing.course);
  return !isNeeded && quiet > KEPT_ON_AFTER && quiet < GONE_AFTER;
}

/** Help was promised and is not over, or somebody has written in it lately. */
function goesOn({ matter }: ListedMatter, isAlive: boolean): boolean {
  return !isOver(matter.standing) && (isAlive || PROMISED.has(matter.standing.course));
}

/**
 * Those that go on, and others of their cases in which something was told: its disclosures, who leads it, and whom a withdrawal is passed on to.
 * What we were told ourselves and have removed does not come back.
 */
function withTold(
  { own, cases }: Mailbox,
  matters: readonly ListedMatter[],
  isOpen: (listed: ListedMatter) => boolean,
): ListedMatter[] {
  const open = new Set(matters.filter(isOpen));
  const going = new Set([...open].flatMap((each) => each.case?.id ?? []));
  const toPassOn = new Set(casesToPassOn(cases, matters, own).map(({ id }) => id));
  return matters.filter((each) => {
    const id = each.case?.id ?? '';
    const { isReferred, withdrawn, oweRemoval } = each.matter.standing;
    const isRemoved = each.matter.side === 'asked' && withdrawn === 'all' && oweRemoval.length === 0;
    return open.has(each) || (isReferred && going.has(id) && (!isRemoved || toPassOn.has(id)));
  });
}

/** What is kept together: a matter, and what two of its case were introduced to. */
function partsOfMatters(
  threads: ReadonlyMap<string, readonly StoredEvent[]>,
  open: readonly ListedMatter[],
): (readonly StoredEvent[])[] {
  const keys = open.flatMap((listed) => [
    threadKey(listed),
    ...listed.introductions.filter(({ isOurs }) => isOurs).map(({ to }) => threadKey(to)),
  ]);
  return [...new Set(keys)].map((key) => threads.get(key) ?? []);
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
  const caseOf = new Map(cases.flatMap(({ id, consents }) => consents.map((consent) => [consent.id, id] as const)));
  const notes = new Map<string, StoredEvent[]>(cases.map(({ id }) => [id, []]));
  const others: StoredEvent[] = [];
  for (const each of inOwn) {
    const { kind, body } = each.event;
    if (kind === 'checkpoint') continue;
    const about = aboutOf(body);
    const ofCase = about.case ?? caseOf.get(about.consent ?? '') ?? null;
    if (kind === 'seen') {
      if (isLastSeen.has(each.hash)) others.push(each);
    } else if (ofCase !== null || about.consent !== null) {
      notes.get(ofCase ?? '')?.push(each);
    } else if (about.thread === null || openThreads.has(about.thread)) {
      others.push(each);
    }
  }
  const going = [...notes].filter(
    ([id, noted]) => withMatter.has(id) || noted.some(({ receivedHour }) => !isOld(receivedHour)),
  );
  return [...going.map(([, noted]) => noted), ...others.map((each) => [each])];
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
  const asText = (value: unknown) => (typeof value === 'string' ? value : null);
  return { case: asText(said.case), consent: asText(said.consent), thread: asText(said.thread) };
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
    add(JSON.stringify(each).length, (last) => last.events.length === MOST_KEPT).events.push(each);
  }
  for (const each of gone) add(JSON.stringify(each).length, (last) => last.gone.length === MOST_GONE).gone.push(each);
  return checkpoints;
}
