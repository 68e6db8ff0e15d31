import { expect, it } from 'vitest';
import { isToBeConfirmed, mayBeReferredTo } from './checked-lately.ts';

const CHECKED = { lastCheckedOn: '2027-01-01', isCheckOverdue: false };
/** The first and the last moment of a day that is so many days after the check. */
const within = (days: number) => [
  new Date(Date.UTC(2027, 0, 1 + days)),
  new Date(Date.UTC(2027, 0, 1 + days, 23, 59, 59, 999)),
];

it('a receiver may be referred to until the end of the ninetieth day after it was checked', () => {
  for (const days of [0, 1, 89, 90]) {
    expect(within(days).map((now) => mayBeReferredTo(CHECKED, now))).toEqual([true, true]);
  }
  expect(within(91).map((now) => mayBeReferredTo(CHECKED, now))).toEqual([false, false]);
});

it('a clock that is behind keeps nobody from being referred to', () => {
  expect(mayBeReferredTo(CHECKED, new Date('2026-12-31T22:00:00Z'))).toBe(true);
});

it('a receiver whose yearly check is overdue may not, however lately it confirmed its details', () => {
  expect(within(0).map((now) => mayBeReferredTo({ ...CHECKED, isCheckOverdue: true }, now))).toEqual([false, false]);
});

it.each([null, '', 'yesterday'])(
  'a receiver of which nobody knows when it was checked may not: %j',
  (lastCheckedOn) => {
    expect(mayBeReferredTo({ ...CHECKED, lastCheckedOn }, new Date('2027-01-01T12:00:00Z'))).toBe(false);
  },
);

it('an organisation is to confirm its details from the sixtieth day on', () => {
  const isDue = (days: number) => within(days).map((now) => isToBeConfirmed(CHECKED, now));
  expect(isDue(59)).toEqual([false, false]);
  expect(isDue(60)).toEqual([true, true]);
  expect(isDue(91)).toEqual([true, true]);
  expect(isToBeConfirmed({ ...CHECKED, lastCheckedOn: null }, new Date())).toBe(true);
});
