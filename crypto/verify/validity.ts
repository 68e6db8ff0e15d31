import type { Timestamp } from '../timestamp.ts';

/** How long each file may be valid, in days: 397 are 13 months, 1096 are 3 years. */
export const VALID_DAYS = {
  registry: 397,
  root: 1096,
  targets: 397,
  snapshot: 7,
  timestamp: 7,
  revocations: 7,
  statement: 30,
} as const;

/** For how long after its end a file that a node or contact point renews each week only warns. */
const GRACE_DAYS = 14;

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

export function hasEnded(expires: Timestamp, now: Date): boolean {
  return now.getTime() >= Date.parse(expires);
}

/** Whether nobody has renewed it for so long that something is wrong. */
export function hasLapsed(expires: Timestamp, now: Date): boolean {
  return now.getTime() >= Date.parse(expires) + GRACE_DAYS * DAY_MILLISECONDS;
}

/**
 * Whether it is valid for longer than any file of its kind. A stolen key could otherwise sign a file that nobody ever needs to
 * renew; with a statement or revocation list it would say that it was issued in times to come.
 *
 * One day more is let pass: clocks differ.
 */
export function endsTooLate(file: keyof typeof VALID_DAYS, expires: Timestamp, now: Date): boolean {
  return Date.parse(expires) > now.getTime() + (VALID_DAYS[file] + 1) * DAY_MILLISECONDS;
}

/** @returns whole days, negative for a day to come */
export function daysSince(day: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(`${day}T00:00:00Z`)) / DAY_MILLISECONDS);
}
