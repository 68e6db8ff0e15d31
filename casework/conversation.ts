import type { VerifiedEvent } from '#crypto/signed-event.ts';
import { isActKind } from './matter/acts.ts';
import { type Message, readMessage } from './message.ts';
import { readOpened } from './opened.ts';
import { type Gap, order } from './order.ts';
import { unlessMalformed } from './unless-malformed.ts';

/** An event as the mailbox gave it. */
export interface StoredEvent extends VerifiedEvent {
  /** Beginning of the hour in which the node stored it (RFC 3339). */
  receivedHour: string;
  /** Sealed to a key that others may have had then: it is shown, and changes nothing. */
  isUnproven: boolean;
  /** Hashes of those that it follows through what is gone, as a checkpoint says. */
  follows?: readonly string[];
}

/** What two organisations wrote to each other in one matter. */
export interface Conversation {
  thread: string;
  /** UUID of the other organisation. */
  counterpart: string;
  entries: Entry[];
  /** The ends of the thread: the next event names them. */
  heads: string[];
  gaps: Gap[];
}

/** One event as it is shown. */
export interface Entry {
  hash: string;
  envelope: string;
  /** UUID of the organisation. */
  sender: string;
  author: number;
  /** The author's claim. */
  at: string;
  receivedHour: string;
  isUnproven: boolean;
  /** Stored much later than it was written, or written in the future: a slow node, a wrong clock, or more. */
  isDelayed: boolean;
  /** Written without having read the one before it here. */
  isConcurrent: boolean;
  /** Words and files; null for an act, and for a kind or shape that this version does not know. */
  message: Message | null;
  /** Whether this version can show what it is: only then it is said to have been opened. */
  isShown: boolean;
  /** When the receiver says to have opened it; null: not that we know. */
  openedAt: string | null;
}

const DELAYED_AFTER = 3 * 60 * 60 * 1000;
/** The hour of a node is that of its beginning. */
const AHEAD = 2 * 60 * 60 * 1000;

/**
 * @param own UUID of the reader's organisation
 * @param events of one thread with one counterpart
 */
export function converse(own: string, events: readonly StoredEvent[]): Conversation {
  const { events: ordered, heads, gaps } = order(events);
  const opened = openings(ordered);
  const [first] = ordered;
  const shown = ordered.filter(({ event }) => event.kind !== 'opened');
  const places = new Map(ordered.map(({ hash }, place) => [hash, place]));
  return {
    thread: first?.event.thread ?? '',
    counterpart: first === undefined ? '' : counterpartOf(own, first),
    entries: shown.map((each, index) => {
      const before = shown[index - 1];
      const openedAt = opened.get(`${each.event.receiver.organisation} ${each.event.envelope}`) ?? null;
      // Of two that stand one below the other it is enough to look at these: what came together stands together.
      return {
        ...entryOf(each, openedAt),
        isConcurrent: before !== undefined && !mayHaveRead(each, before, ordered, places),
      };
    }),
    heads,
    gaps,
  };
}

/** The other organisation of an event; the own one when it wrote to itself. */
export function counterpartOf(own: string, { event }: VerifiedEvent): string {
  return event.sender === own ? event.receiver.organisation : event.sender;
}

/** By who opened what: only the receiver of an envelope can say that it was opened. */
function openings(events: readonly StoredEvent[]): Map<string, string> {
  const opened = new Map<string, string>();
  for (const { event, isUnproven } of events) {
    if (event.kind !== 'opened' || isUnproven) continue;
    for (const envelope of unlessMalformed(() => readOpened(event.body))?.envelopes ?? []) {
      const key = `${event.sender} ${envelope}`;
      if (!opened.has(key)) opened.set(key, event.at);
    }
  }
  return opened;
}

function entryOf({ hash, event, ...stored }: StoredEvent, openedAt: string | null): Omit<Entry, 'isConcurrent'> {
  const message = event.kind === 'message' ? unlessMalformed(() => readMessage(event.body)) : null;
  const late = Date.parse(stored.receivedHour) - Date.parse(event.at);
  return {
    hash,
    envelope: event.envelope,
    sender: event.sender,
    author: event.author,
    at: event.at,
    receivedHour: stored.receivedHour,
    isUnproven: stored.isUnproven,
    isDelayed: late > DELAYED_AFTER || late < -AHEAD,
    message,
    isShown: message !== null || isActKind(event.kind),
    openedAt,
  };
}

/** Whether somebody who wrote an event had read another one, at whatever distance; through what is missing, perhaps. */
function mayHaveRead(
  later: StoredEvent,
  earlier: StoredEvent,
  ordered: readonly StoredEvent[],
  places: ReadonlyMap<string, number>,
): boolean {
  const end = places.get(earlier.hash) ?? 0;
  const seen = new Set<string>();
  const left = [...later.event.after];
  for (let hash = left.pop(); hash !== undefined; hash = left.pop()) {
    const place = places.get(hash);
    if (place === undefined || place === end) return true;
    // What stands before it cannot follow it: a long thread is not gone through to its beginning.
    if (place < end || seen.has(hash)) continue;
    seen.add(hash);
    left.push(...(ordered[place]?.event.after ?? []));
  }
  return false;
}
