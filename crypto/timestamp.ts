import { matching, ShapeError } from './shape.ts';

/**
 * A moment in UTC to the second, "2026-11-22T10:00:00Z" (RFC 3339): one spelling for each, so that their order as texts is their
 * order in time.
 */
export type Timestamp = string;

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Without the part of a second. */
export function toTimestamp(moment: Date): Timestamp {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** @throws ShapeError for another spelling, and for a day or hour that does not exist */
export function timestamp(value: unknown): Timestamp {
  const written = matching(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a time (like 2026-11-22T10:00:00Z)');
  const moment = new Date(written);
  // Some runtimes take the 31st of February for the 3rd of March.
  if (Number.isNaN(moment.getTime()) || toTimestamp(moment) !== written) throw new ShapeError('a time does not exist');
  return written;
}

/** The beginning of the hour of a moment. */
export function toFullHour(moment: Date): Timestamp {
  return `${moment.toISOString().slice(0, 13)}:00:00Z`;
}

/** @throws ShapeError for a time that tells more than the hour */
export function fullHour(value: unknown): Timestamp {
  return timestamp(matching(value, /:00:00Z$/, 'a full hour (like 2026-11-22T10:00:00Z)'));
}

/** @throws ShapeError unless it is valid for some time, and at most for so many days */
export function assertValidity({ issuedAt, expiresAt }: Validity, mostDays: number): void {
  const lasts = Date.parse(expiresAt) - Date.parse(issuedAt);
  if (lasts <= 0) throw new ShapeError('it expires before it was issued');
  if (lasts > mostDays * DAY_MILLISECONDS) throw new ShapeError(`it is valid for more than ${mostDays} days`);
}

/** @throws ShapeError unless none of these is later than the next; null stands for what has not happened */
export function assertOrder(description: string, ...moments: readonly (Timestamp | null)[]): void {
  const happened = moments.filter((moment) => moment !== null);
  if (happened.some((moment, index) => index > 0 && moment < (happened[index - 1] ?? ''))) {
    throw new ShapeError(`the dates of ${description} are not in order`);
  }
}

export interface Validity {
  issuedAt: Timestamp;
  expiresAt: Timestamp;
}

/** Whether the time is up. What was issued in the future has not expired: clocks differ. */
export function hasExpired({ expiresAt }: Validity, now: Date): boolean {
  return now.getTime() >= Date.parse(expiresAt);
}
