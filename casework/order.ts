import type { VerifiedEvent } from '#crypto/signed-event.ts';
import { groupBy } from './group-by.ts';

/** A thread as far as it was opened. */
export interface Ordered<Event extends VerifiedEvent = VerifiedEvent> {
  /** Each after everything that it names, whatever clocks say. */
  events: Event[];
  /** Hashes of the events that nothing follows; two are normal when both sides wrote at once. */
  heads: string[];
  /** What is certain to exist and was not opened. */
  gaps: Gap[];
}

/** An event that another one names, or a number that an author has passed over. */
export type Gap = { by: 'hash'; hash: string } | { by: 'counter'; sender: string; author: number; counter: number };

/**
 * Brings the events of one thread into the order of what their authors had read; between concurrent ones the hash decides, so that
 * everybody sees the same order. An event that was opened twice counts once.
 */
export function order<Event extends VerifiedEvent>(opened: readonly Event[]): Ordered<Event> {
  const byHash = new Map(opened.map((each) => [each.hash, each]));
  /** How many of those that it names are still to be placed. */
  const waitsFor = new Map<string, number>();
  const followers = new Map<string, string[]>();
  for (const [hash, { event }] of byHash) {
    const known = event.after.filter((before) => byHash.has(before));
    waitsFor.set(hash, known.length);
    for (const before of known) {
      const theirs = followers.get(before);
      if (theirs === undefined) followers.set(before, [hash]);
      else theirs.push(hash);
    }
  }
  const ready = [...byHash.keys()].filter((hash) => waitsFor.get(hash) === 0).sort();
  const events: Event[] = [];
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    const placed = byHash.get(next);
    if (placed !== undefined) events.push(placed);
    for (const follower of followers.get(next) ?? []) {
      const left = (waitsFor.get(follower) ?? 0) - 1;
      waitsFor.set(follower, left);
      if (left === 0) insertSorted(ready, follower);
    }
  }
  return {
    events,
    heads: [...byHash.keys()].filter((hash) => !followers.has(hash)).sort(),
    gaps: [...missingHashes(byHash), ...missingCounters(events)],
  };
}

/** The number that an author's next event in this thread has. */
export function nextCounter(opened: readonly VerifiedEvent[], sender: string, author: number): number {
  const own = opened.filter(({ event }) => event.sender === sender && event.author === author);
  return Math.max(0, ...own.map(({ event }) => event.counter)) + 1;
}

function missingHashes(byHash: ReadonlyMap<string, VerifiedEvent>): Gap[] {
  const named = [...byHash.values()].flatMap(({ event }) => event.after);
  return [...new Set(named)]
    .filter((hash) => !byHash.has(hash))
    .sort()
    .map((hash) => ({ by: 'hash', hash }));
}

function missingCounters(events: readonly VerifiedEvent[]): Gap[] {
  return groupBy(events, ({ event }) => `${event.sender} ${event.author}`).flatMap((theirs) => {
    const { sender = '', author = 0 } = theirs[0]?.event ?? {};
    const counters = new Set(theirs.map(({ event }) => event.counter));
    const last = Math.max(...counters);
    const gaps: Gap[] = [];
    // A number that leaps says how many are missing, never how long to count.
    for (let counter = 1; counter < last && gaps.length < MOST_GAPS; counter++) {
      if (!counters.has(counter)) gaps.push({ by: 'counter', sender, author, counter });
    }
    return gaps;
  });
}

/** More than these of one author are said as these. */
const MOST_GAPS = 20;

function insertSorted(sorted: string[], added: string): void {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? '') < added) from = middle + 1;
    else to = middle;
  }
  sorted.splice(from, 0, added);
}
