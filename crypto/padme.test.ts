import fc from 'fast-check';
import { expect, it } from 'vitest';
import { padmeLength } from './padme.ts';

const length = fc.integer({ min: 0, max: 2 ** 32 - 1 });

it.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [8, 8],
  [9, 10],
  [100, 104],
  [1000, 1024],
  [65_537, 67_584],
  [1_000_000, 1_015_808],
  [50 * 1024 * 1024, 50 * 1024 * 1024],
])('makes %i bytes %i', (given, padded) => expect(padmeLength(given)).toBe(padded));

it('adds at most 12 per cent, and nothing to what is padded already', () => {
  fc.assert(
    fc.property(length, (given) => {
      const padded = padmeLength(given);
      expect(padded).toBeGreaterThanOrEqual(given);
      expect(padded).toBeLessThanOrEqual(given * 1.12);
      if (padded < 2 ** 32) expect(padmeLength(padded)).toBe(padded);
    }),
  );
});

it('never makes the longer one of two the shorter', () => {
  fc.assert(
    fc.property(length, length, (one, other) => {
      expect(Math.sign(padmeLength(Math.max(one, other)) - padmeLength(Math.min(one, other)))).toBeGreaterThanOrEqual(
        0,
      );
    }),
  );
});

it('leaves few lengths to tell files apart by', () => {
  const lengths = new Set<number>();
  for (let given = 40_000_000; given <= 50_000_000; given += 1000) lengths.add(padmeLength(given));
  expect(lengths.size).toBeLessThan(12);
});
