import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VerifiedEvent } from '#crypto/signed-event.ts';
import { endsToFollow, nextCounter, order } from './order.ts';
import { fromThem, fromUs, hashAt, OURS, THEIRS } from './test-support/stored-events.ts';

/** Threads as two organisations write them, with what somebody has lost or made up: any graph without a circle. */
const anyThread = fc
  .array(
    fc.record({
      hash: fc.nat(0xffff),
      follows: fc.uniqueArray(fc.nat(30), { maxLength: 4 }),
      missing: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
      isOurs: fc.boolean(),
      author: fc.integer({ min: 1, max: 2 }),
      counter: fc.integer({ min: 1, max: 40 }),
    }),
    { maxLength: 30 },
  )
  .map((drawn) => {
    const hashes = drawn.map(({ hash }, place) => hashAt(hash * 64 + place));
    return drawn.map(({ follows, missing, isOurs, author, counter }, place) => {
      const known = follows.filter((before) => before < place).map((before) => hashes[before] ?? '');
      const after = [...known, ...missing.map((lost) => `f${hashAt(lost).slice(1)}`)].sort();
      const write = isOurs ? fromUs : fromThem;
      return write(1, { after, author, counter }, { hash: hashes[place] ?? '' });
    });
  });

/** Each event names the heads that its author had read, whose own one before is among what these follow; numbers go on by one. */
const honestThread = fc
  .array(
    fc.record({
      hash: fc.nat(0xffff),
      isOurs: fc.boolean(),
      author: fc.integer({ min: 1, max: 2 }),
      hasRead: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    }),
    { maxLength: 30 },
  )
  .map((drawn) => {
    const written: { hash: string; by: string; past: Set<string>; stored: ReturnType<typeof fromUs> }[] = [];
    for (const [at, { hash, isOurs, author, hasRead }] of drawn.entries()) {
      const by = `${isOurs} ${author}`;
      const own = written.filter((each) => each.by === by);
      const read = written.filter((each, place) => each === own.at(-1) || hasRead[place]);
      const past = new Set(read.flatMap((each) => [each.hash, ...each.past]));
      const heads = [...past].filter((each) => !written.some((other) => past.has(other.hash) && other.past.has(each)));
      const named = { author, counter: own.length + 1, after: heads.sort() };
      const stored = (isOurs ? fromUs : fromThem)(1, named, { hash: hashAt(hash * 64 + at) });
      written.push({ hash: stored.hash, by, past, stored });
    }
    return written.map(({ stored }) => stored);
  });

function isNumberedBefore({ event: one }: VerifiedEvent, { event: other }: VerifiedEvent): boolean {
  return one.sender === other.sender && one.author === other.author && one.counter < other.counter;
}

const hashesOf = (events: readonly VerifiedEvent[]) => events.map(({ hash }) => hash);

describe('any thread', () => {
  it('has the same order, ends and gaps however its events came', () => {
    fc.assert(
      fc.property(
        anyThread.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          expect(order(shuffled)).toEqual(order(events));
          expect(order([...shuffled, ...events])).toEqual(order(events));
        },
      ),
    );
  });

  it('always goes on with the lowest hash of those whose past stands there, in the order of numbers where it can', () => {
    fc.assert(
      fc.property(anyThread, (events) => {
        const left = new Set(events);
        for (const placed of order(events).events) {
          const waiting = new Set([...left].map(({ hash }) => hash));
          const ready = [...left].filter(({ event }) => !event.after.some((before) => waiting.has(before)));
          const next = ready.filter((each) => ![...left].some((other) => isNumberedBefore(other, each)));
          expect(placed.hash).toBe(hashesOf(next.length > 0 ? next : ready).sort()[0]);
          left.delete(placed);
        }
        expect(left.size).toBe(0);
      }),
    );
  });

  it('of honest authors has each author’s events by their numbers, whatever of it is missing', () => {
    fc.assert(
      fc.property(
        honestThread.chain((events) => fc.tuple(fc.constant(events), fc.subarray(events))),
        ([written, opened]) => {
          const ordered = order(opened).events;
          for (const [at, later] of ordered.entries()) {
            expect(ordered.slice(at + 1).some((each) => isNumberedBefore(each, later))).toBe(false);
          }
          // With nothing missing the numbers decide nothing.
          const withoutNumbers = written.map((each) => ({ ...each, event: { ...each.event, counter: 1 } }));
          expect(hashesOf(order(written).events)).toEqual(hashesOf(order(withoutNumbers).events));
        },
      ),
    );
  });

  it('has as its ends what nothing names', () => {
    fc.assert(
      fc.property(anyThread, (events) => {
        const named = new Set(events.flatMap(({ event }) => event.after));
        expect(order(events).heads).toEqual(
          hashesOf(events)
            .filter((hash) => !named.has(hash))
            .sort(),
        );
      }),
    );
  });
});

it('puts an answer behind what it answers, whatever hashes and clocks say', () => {
  const question = fromUs(9, { at: '2026-11-22T12:00:00Z' });
  const answer = fromThem(1, { at: '2026-11-22T08:00:00Z', after: [question.hash] });
  expect(order([answer, question]).events).toEqual([question, answer]);
});

it('has two ends when both wrote at once, and one when somebody has read both', () => {
  const [ours, theirs] = [fromUs(2), fromThem(1)];
  expect(order([ours, theirs])).toMatchObject({ events: [theirs, ours], heads: [hashAt(1), hashAt(2)] });
  const next = fromUs(3, { after: [hashAt(1), hashAt(2)] });
  expect(order([ours, next, theirs])).toMatchObject({ events: [theirs, ours, next], heads: [hashAt(3)] });
});

it('names an event that another names and nobody has', () => {
  const [first, third] = [fromThem(1), fromThem(3, { counter: 2, after: [hashAt(1), hashAt(2)] })];
  expect(order([third, first]).gaps).toEqual([{ by: 'hash', hash: hashAt(2) }]);
});

it('names the numbers that an author has passed over', () => {
  const events = [fromThem(2), fromThem(4), fromThem(3, { author: 2, counter: 1 }), fromUs(1)];
  expect(order(events).gaps).toEqual([
    { by: 'counter', sender: THEIRS, author: 1, counter: 1 },
    { by: 'counter', sender: THEIRS, author: 1, counter: 3 },
  ]);
});

it('says a leap of numbers as twenty, without counting to its end', () => {
  const { gaps } = order([fromThem(1, { counter: Number.MAX_SAFE_INTEGER })]);
  expect(gaps).toHaveLength(20);
  expect(gaps.at(-1)).toEqual({ by: 'counter', sender: THEIRS, author: 1, counter: 20 });
});

it('gives each author the next number in this thread', () => {
  const events = [fromUs(1), fromUs(5, { author: 2 }), fromThem(9)];
  expect(nextCounter(events, OURS, 1)).toBe(2);
  expect(nextCounter(events, OURS, 2)).toBe(6);
  expect(nextCounter(events, OURS, 3)).toBe(1);
});

it('orders ten thousand events that follow each other', () => {
  const chain = Array.from({ length: 10_000 }, (_, place) =>
    fromThem(place + 1, { after: place === 0 ? [] : [hashAt(place)] }),
  );
  expect(hashesOf(order(chain.toReversed()).events)).toEqual(hashesOf(chain));
});

it('keeps an author’s numbers in order where what connects them is missing', () => {
  const [first, third] = [fromThem(9, { counter: 1 }), fromThem(1, { counter: 3, after: [hashAt(5)] })];
  expect(order([third, first]).events).toEqual([first, third]);
});

it('goes by what is named where an author’s numbers contradict it', () => {
  const first = fromThem(9, { counter: 2 });
  const second = fromThem(1, { counter: 1, after: [first.hash] });
  expect(order([second, first]).events).toEqual([first, second]);
});

describe('the ends that the next event names', () => {
  it('are all of them, as long as there are few', () => {
    const events = [fromUs(1), fromThem(2), fromThem(3)];
    expect(endsToFollow(events, 3)).toEqual(order(events).heads);
  });

  it('are those that follow most, however many strays come with lower hashes', () => {
    const begun = fromUs(1000);
    const answered = fromThem(1001, { after: [begun.hash] });
    const strays = Array.from({ length: 64 }, (_, place) => fromThem(place + 1, { after: [] }));
    const ends = endsToFollow([...strays, begun, answered], 64);
    expect(ends).toHaveLength(64);
    expect(ends).toContain(answered.hash);
    expect(ends).toEqual([...ends].sort());
  });
});
