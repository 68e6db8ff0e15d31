import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ShapeError } from './shape.ts';
import { assertOrder, assertValidity, hasExpired, timestamp, toTimestamp } from './timestamp.ts';

it('reads what it writes, and texts are ordered as moments are', () => {
  const moment = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, moment, (one, other) => {
      expect(timestamp(toTimestamp(one))).toBe(toTimestamp(one));
      if (toTimestamp(one) < toTimestamp(other)) expect(one.getTime()).toBeLessThan(other.getTime());
    }),
  );
});

it.each([
  '2026-11-22',
  '2026-11-22T10:00:00.000Z',
  '2026-11-22T10:00:00+00:00',
  '2026-11-22t10:00:00z',
  '2026-02-30T10:00:00Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T10:00:60Z',
  '2026-11-22T10:00:00Z\n',
  '+12026-11-22T10:00:00Z',
  1_795_341_600,
  null,
])('refuses %j', (value) => {
  expect(() => timestamp(value)).toThrow(ShapeError);
});

it('ends at the second that is named, not after it', () => {
  const validity = { issuedAt: '2026-11-22T10:00:00Z', expiresAt: '2026-11-23T10:00:00Z' };
  expect(hasExpired(validity, new Date('2026-11-23T09:59:59.999Z'))).toBe(false);
  expect(hasExpired(validity, new Date('2026-11-23T10:00:00Z'))).toBe(true);
  expect(hasExpired(validity, new Date('2026-11-01T00:00:00Z'))).toBe(false);
});

it('is valid for some time, and not for too long', () => {
  const issuedAt = '2026-11-22T10:00:00Z';
  const valid = (expiresAt: string) => () => assertValidity({ issuedAt, expiresAt }, 7);
  expect(valid('2026-11-29T10:00:00Z')).not.toThrow();
  expect(valid('2026-11-29T10:00:01Z')).toThrow(ShapeError);
  expect(valid(issuedAt)).toThrow(ShapeError);
  expect(valid('2026-11-22T09:59:59Z')).toThrow(ShapeError);
});

it('leaves out of the order what has not happened', () => {
  const [first, second] = ['2026-11-22T10:00:00Z', '2026-11-22T10:00:01Z'];
  expect(() => assertOrder('it', first, null, first, second)).not.toThrow();
  expect(() => assertOrder('it', second, null, first)).toThrow(ShapeError);
});
