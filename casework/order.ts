import type { VerifiedEvent } from '#crypto/signed-event.ts';
import { groupBy } from './group-by.ts';

/** An event, and what it follows besides those that it names. */
type Linked = VerifiedEvent & { follows?: readonly string[] };

/** A thread as far as it was opened. */
export interface Ordered<Event extends Linked = Linked> {
  /** Each after everything that it names, and after what its author had numbered before, whatever clocks say. */
  events: Event[];
  /** Hashes of the events that nothing follows; two are normal when both sides wrote at once. */
  heads: string[];
  /** What is certain to exist and was not opened. */
  gaps: Gap[];
}

/** An event that another one names, or a number that an author has passed over. */
export type Gap = { by: 'hash'; hash: string } | { by: 'counter'; sender: string; author: number; counter: number };

/**
 * Brings the events of one thread into the order of what their authors had read, and where that goes through something missing, of
 * their numbers; between concurrent ones the hash decides, so that everybody sees the same order. An author whose numbers
 * contradict what the events name is ordered by what they name. An event that was opened twice counts once.
 */
export function order<Event extends Linked>(opened: readonly Event[]): Ordered<Event> {
  const ordered = inOrder(opened);
  // Those who say what is gone may err: then everything stands as the authors themselves say.
  const isWhole = ordered.events.length === new Set(opened.map(({ hash }) => hash)).size;
  return isWhole ? ordered : inOrder(opened.map((each) => ({ ...each, follows: [] })));
}

function inOrder<Event extends Linked>(opened: readonly Event[]): Ordered<Event> {
  const byHash = new Map(opened.map((each) => [each.hash, each]));
  /** How many of those that it names are still to be placed. */
  const waitsFor = new Map<string, number>();
  const followers = new Map<string, string[]>();
  for (const [hash, { event, follows = [] }] of byHash) {
    const known = [...new Set([...event.after, ...follows])].filter((before) => byHash.has(before));
    waitsFor.set(hash, known.length);
    for (const before of known) {
      const theirs = followers.get(before);
      if (theirs === undefined) followers.set(before, [hash]);
      else theirs.push(hash);
    }
  }
  const authors = new Map<string, Author>();
  for (const theirs of groupBy([...byHash.values()], authorOf)) {
    const numbered = theirs.toSorted((one, other) => one.event.counter - other.event.counter);
    authors.set(authorOf(theirs[0] as Event), { numbered, placed: new Set(), first: 0 });
  }
  const isNext = (each: VerifiedEvent) => {
    const { numbered = [], first = 0 } = authors.get(authorOf(each)) ?? {};
    return each.event.counter === numbered[first]?.event.counter;
  };
  /** Everything that they name is placed; of the second, not what their author had numbered before. */
  const [free, held]: [string[], string[]] = [[], []];
  const offer = (each: VerifiedEvent) => insertSorted(isNext(each) ? free : held, each.hash);
  for (const [hash, each] of byHash) if (waitsFor.get(hash) === 0) offer(each);
  const events: Event[] = [];
  for (let next = free.shift() ?? held.shift(); next !== undefined; next = free.shift() ?? held.shift()) {
    const placed = byHash.get(next) as Event;
    events.push(placed);
    for (const freed of place(placed, authors.get(authorOf(placed)) as Author)) {
      if (removeSorted(held, freed)) insertSorted(free, freed);
    }
    for (const follower of followers.get(next) ?? []) {
      const left = (waitsFor.get(follower) ?? 0) - 1;
      waitsFor.set(follower, left);
      if (left === 0) offer(byHash.get(follower) as Event);
    }
  }
  return {
    events,
    heads: [...byHash.keys()].filter((hash) => !followers.has(hash)).sort(),
    gaps: [...missingHashes(byHash), ...missingCounters(events)],
  };
}

/**
 * The ends that the next event of a thread names. Of too many those that follow most: a flood of stray events does not cut off what was done.
 *
 * @returns hashes, in order
 */
export function endsToFollow(opened: readonly VerifiedEvent[], most: number): string[] {
  const { events, heads } = order(opened);
  if (heads.length <= most) return heads;
  const depths = new Map<string, number>();
  for (const { hash, event } of events) {
    depths.set(hash, 1 + Math.max(0, ...event.after.map((before) => depths.get(before) ?? 0)));
  }
  const deepest = heads.sort((one, other) => (depths.get(other) ?? 0) - (depths.get(one) ?? 0));
  return deepest.slice(0, most).sort();
}

/** The number that an author's next event in this thread has. */
export function nextCounter(opened: readonly VerifiedEvent[], sender: string, author: number): number {
  const own = opened.filter(({ event }) => event.sender === sender && event.author === author);
  return Math.max(0, ...own.map(({ event }) => event.counter)) + 1;
}

/** What one member has written in a thread. */
interface Author {
  /** By number; a lying author may have used one twice. */
  numbered: readonly VerifiedEvent[];
  placed: Set<string>;
  /** Place of the first among the numbered that is not placed yet. */
  first: number;
}

function authorOf({ event }: VerifiedEvent): string {
  return `${event.sender} ${event.author}`;
}

/** @returns hashes of those that now have nothing before them that is still to be placed */
function place({ hash }: VerifiedEvent, author: Author): string[] {
  const { numbered, placed } = author;
  placed.add(hash);
  const before = author.first;
  while (placed.has(numbered[author.first]?.hash ?? '')) author.first++;
  const counter = numbered[author.first]?.event.counter;
  if (author.first === before || counter === undefined) return [];
  const next: string[] = [];
  for (let at = author.first; numbered[at]?.event.counter === counter; at++) next.push(numbered[at]?.hash ?? '');
  return next;
}

function missingHashes(byHash: ReadonlyMap<string, VerifiedEvent>): Gap[] {
  const named = [...byHash.values()].flatMap(({ event }) => event.after);
  return [...new Set(named)]
    .filter((hash) => !byHash.has(hash))
    .sort()
    .map((hash) => ({ by: 'hash', hash }));
}

function missingCounters(events: readonly VerifiedEvent[]): Gap[] {
  return groupBy(events, authorOf).flatMap((theirs) => {
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
  sorted.splice(placeIn(sorted, added), 0, added);
}

/** @returns whether it was there */
function removeSorted(sorted: string[], removed: string): boolean {
  const at = placeIn(sorted, removed);
  if (sorted[at] !== removed) return false;
  sorted.splice(at, 1);
  return true;
}

/** Where it stands, or would. */
function placeIn(sorted: readonly string[], hash: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? '') < hash) from = middle + 1;
    else to = middle;
  }
  return from;
}
