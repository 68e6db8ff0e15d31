import { CryptoError } from './crypto-error.ts';
import type { MemberCertificate, Period, Statement } from './statement-shape.ts';
import type { Timestamp } from './timestamp.ts';

/**
 * Refuses a statement that cannot come after one that was seen: it would undo what others rely on, or hide it.
 *
 * @param previous verified; the last one seen
 * @param next verified
 * @throws CryptoError NOT_NEXT
 */
export function assertFollows(previous: Statement, next: Statement): void {
  if (next.organisation !== previous.organisation) throw notNext('it is of another organisation');
  if (next.version <= previous.version) throw notNext('its version is not higher');
  for (const before of previous.members) {
    const after = next.members.find(({ number }) => number === before.number);
    if (after === undefined) throw notNext(`member ${before.number} is gone`);
    assertCertificateFollows(before, after);
  }
  for (const before of previous.periods) {
    const after = next.periods.find(({ id }) => id === before.id);
    if (after === undefined) throw notNext('a period is gone');
    assertPeriodFollows(before, after);
  }
}

function assertCertificateFollows(before: MemberCertificate, after: MemberCertificate): void {
  if (!isSame(before, after, ['signingKey', 'recipient', 'from'])) {
    throw notNext(`member ${before.number} has other keys or another beginning`);
  }
  if (before.revoked === null) return;
  if (after.revoked !== before.revoked) throw notNext(`member ${before.number} was revoked otherwise`);
  // What a former member was allowed to sign stays what it was.
  if (!isSameSet(before.roles, after.roles)) throw notNext(`member ${before.number} was revoked with other roles`);
}

function assertPeriodFollows(before: Period, after: Period): void {
  if (!isSame(before, after, ['recipient', 'from'])) throw notNext('a period has another key or beginning');
  if (before.retiredOn !== null && after.retiredOn !== before.retiredOn)
    throw notNext('a period was retired otherwise');
  if (!isSetOrEarlier(before.compromisedSince, after.compromisedSince)) {
    throw notNext('a compromised period is cleared in part');
  }
}

/** What is known of a loss may grow, never shrink. */
function isSetOrEarlier(before: Timestamp | null, after: Timestamp | null): boolean {
  return before === null || (after !== null && after <= before);
}

function isSame<Value>(before: Value, after: Value, names: readonly (keyof Value)[]): boolean {
  return names.every((name) => before[name] === after[name]);
}

function isSameSet(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((item) => after.includes(item));
}

function notNext(fault: string): CryptoError {
  return new CryptoError('NOT_NEXT', `This statement does not follow the one before: ${fault}.`);
}
