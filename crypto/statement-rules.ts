import { assertUnique, ShapeError } from './shape.ts';
import type { Period, Statement } from './statement-shape.ts';
import { assertOrder, assertValidity } from './timestamp.ts';

const MOST_DAYS = 30;

/** @throws ShapeError naming the rule that is broken */
export function assertStatementRules({ issuedAt, expiresAt, periods, members, recoveryKit }: Statement): void {
  assertValidity({ issuedAt, expiresAt }, MOST_DAYS);
  assertDistinct({ periods, members, recoveryKit });
  for (const { from, retiredOn, compromisedSince } of periods) {
    // Nothing is announced: whether a period is current must not depend on the reader's clock.
    assertOrder('a period', from, retiredOn, issuedAt);
    assertOrder('a period', from, compromisedSince, issuedAt);
  }
  for (const { from, revoked, roles } of members) {
    assertOrder('a certificate', from, revoked, issuedAt);
    if (roles.length === 0) throw new ShapeError('a member has no role');
    assertUnique(roles, 'a role');
  }
  if (periods.filter(isCurrent).length > 1) throw new ShapeError('it has two current periods');
  if (!members.some(({ revoked, roles }) => revoked === null && roles.includes('administrator'))) {
    throw new ShapeError('it has no administrator');
  }
}

/** Whether others may seal to it. */
export function isCurrent({ retiredOn, compromisedSince }: Period): boolean {
  return retiredOn === null && compromisedSince === null;
}

function assertDistinct({ periods, members, recoveryKit }: Pick<Statement, 'periods' | 'members' | 'recoveryKit'>) {
  const ids = periods.map(({ id }) => id);
  const numbers = members.map(({ number }) => number);
  // One person with two numbers could do alone what takes two members.
  const signingKeys = members.map((member) => member.signingKey);
  // A key that was compromised must not come back under another name.
  const recipients = [...periods, ...members].map((holder) => holder.recipient);
  assertUnique(ids, 'the id of a period');
  assertUnique(numbers, 'the number of a member');
  assertUnique(signingKeys, 'a signing key');
  assertUnique(recoveryKit === null ? recipients : [...recipients, recoveryKit], 'a recipient');
}
