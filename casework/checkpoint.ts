import { fieldsOf, listOf, ShapeError, uuid } from '#crypto/shape.ts';
import { readSignedEvent, type SignedEvent, signedAgain } from '#crypto/signed-event.ts';
import { type Timestamp, timestamp } from '#crypto/timestamp.ts';
import type { Case, CaseThread } from './case/case.ts';
import { counterpartOf, type StoredEvent } from './conversation.ts';
import type { ListedMatter } from './matter/list.ts';
import { order } from './order.ts';
import { unlessMalformed } from './unless-malformed.ts';

/** An event as its author signed it, written to the own organisation once more before its envelope goes. */
export interface KeptEvent {
  signed: SignedEvent;
  /** Beginning of the hour in which it was stored first. */
  receivedHour: Timestamp;
}

/** Envelopes go after 400 days: whoever reads the mailbox in the last hundred of them keeps what has to stay. In milliseconds. */
export const KEPT_ON_AFTER = 300 * 86_400_000;

const MOST_KEPT = 200;
/** Of all that is kept in one checkpoint, as it stands there: signed once more, it still has to fit into the largest envelope. */
const LONGEST = 185_000;

/** @throws ShapeError */
export function readCheckpoint(body: unknown): KeptEvent[] {
  const kept = listOf(fieldsOf(body, ['events']).events, MOST_KEPT, (each) => {
    const { signed, receivedHour } = fieldsOf(each, ['signed', 'receivedHour']);
    return { signed: readSignedEvent(signed), receivedHour: timestamp(receivedHour) };
  });
  if (kept.length === 0) throw new ShapeError('nothing is kept');
  return kept;
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
  /** Hour in which an event was stored last, with its envelope or in a checkpoint. */
  lastStored(event: StoredEvent): string;
}

/**
 * What would go with its envelopes although it is still needed: everything of matters that go on, what the organisation noted of their cases,
 * and what its members compared. What is over is let go, so is what nobody has written in as long; and what fits into no checkpoint (more than some 135 KB of words) is left behind.
 *
 * @returns bodies of checkpoints; none when nothing is due
 */
export function checkpointsDue(mailbox: Mailbox, now: Date): { events: KeptEvent[] }[] {
  const { own, ownThread } = mailbox;
  const isOld = (at: string) => now.getTime() - Date.parse(at) > KEPT_ON_AFTER;
  const old = mailbox.events.filter((each) => !each.isUnproven && isOld(mailbox.lastStored(each)));
  if (old.length === 0) return [];
  const matters = mailbox.matters();
  const isAlive = new Set(
    mailbox.events.filter((each) => !isOld(each.receivedHour)).map((each) => keyOf(threadOf(own, each))),
  );
  const open = matters.filter((listed) => goesOn(listed, isAlive.has(keyOf(listed))));
  const threads = new Set(open.map(keyOf));
  const openThreads = new Set(open.map(({ thread }) => thread));
  const inOwn = mailbox.events.filter((each) => counterpartOf(own, each) === own && each.event.thread === ownThread);
  const going = casesGoingOn(mailbox.cases, open, inOwn, isOld);
  const isLastSeen = lastSeen(inOwn);
  const isNeeded = (each: StoredEvent): boolean => {
    const { thread, kind, body } = each.event;
    if (counterpartOf(own, each) !== own) return threads.has(keyOf(threadOf(own, each)));
    if (thread !== ownThread || kind === 'checkpoint') return false;
    if (kind === 'seen') return isLastSeen.has(each.hash);
    const about = aboutOf(body);
    if (about.case !== null || about.consent !== null) {
      return going.some(({ id, consents }) => id === about.case || consents.some((each) => each.id === about.consent));
    }
    return about.thread === null || openThreads.has(about.thread);
  };
  return inParts(
    order(old.filter(isNeeded)).events.map((each) => ({
      signed: signedAgain(each),
      receivedHour: each.receivedHour as Timestamp,
    })),
  );
}

/** Somebody owes something in it, or it is not over and somebody has written in it lately. */
function goesOn({ matter }: ListedMatter, isAlive: boolean): boolean {
  const { course, holds, oweRemoval, alerts } = matter.standing;
  const isOver = course === 'NONE' || course === 'CLOSED' || course === 'WITHDRAWN' || course === 'REVOKED';
  return (isAlive && !isOver) || holds.length > 0 || oweRemoval.length > 0 || alerts.length > 0;
}

/** Those with a matter that goes on, and those in which something was noted lately. */
function casesGoingOn(
  cases: readonly Case[],
  open: readonly ListedMatter[],
  inOwn: readonly StoredEvent[],
  isOld: (at: string) => boolean,
): readonly Case[] {
  const withMatter = new Set(open.map((each) => each.case?.id));
  const noted = new Set(
    inOwn.filter(({ receivedHour }) => !isOld(receivedHour)).map(({ event }) => aboutOf(event.body).case),
  );
  return cases.filter(({ id }) => withMatter.has(id) || noted.has(id));
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

function inParts(events: readonly KeptEvent[]): { events: KeptEvent[] }[] {
  const parts: KeptEvent[][] = [];
  let length = 0;
  for (const each of events) {
    const last = parts.at(-1);
    const added = JSON.stringify(each).length;
    if (added > LONGEST) continue;
    if (last !== undefined && length + added <= LONGEST && last.length < MOST_KEPT) {
      last.push(each);
      length += added;
    } else {
      parts.push([each]);
      length = added;
    }
  }
  return parts.map((part) => ({ events: part }));
}

function threadOf(own: string, each: StoredEvent): CaseThread {
  return { counterpart: counterpartOf(own, each), thread: each.event.thread };
}

function keyOf({ counterpart, thread }: CaseThread): string {
  return `${counterpart} ${thread}`;
}
