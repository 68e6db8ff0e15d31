import type { MemberRole, Statement } from './statement-shape.ts';
import { assertFollows } from './statement-succession.ts';
import type { Timestamp } from './timestamp.ts';

/** One thing that changed, for the interface to put into words. */
export type Difference =
  | { kind: 'member added'; number: number; roles: MemberRole[] }
  | { kind: 'roles changed'; number: number; given: MemberRole[]; taken: MemberRole[] }
  | { kind: 'member revoked'; number: number; revoked: Timestamp }
  | { kind: 'period added'; id: string; from: Timestamp }
  | { kind: 'period retired'; id: string; retiredOn: Timestamp }
  | { kind: 'period compromised'; id: string; compromisedSince: Timestamp }
  | { kind: 'recovery kit added' }
  | { kind: 'recovery kit replaced' }
  | { kind: 'recovery kit removed' }
  | { kind: 'validity changed'; expiresAt: Timestamp };

/**
 * Everything that a statement says otherwise than the one before, but for its version and the time of its making. A member or
 * period that is new and already revoked, retired or compromised stands twice.
 *
 * @param previous verified
 * @param next verified
 * @throws CryptoError NOT_NEXT: of other statements a list of changes would leave out the worst
 */
export function differences(previous: Statement, next: Statement): Difference[] {
  assertFollows(previous, next);
  return [
    ...memberDifferences(previous, next),
    ...periodDifferences(previous, next),
    ...recoveryKitDifferences(previous.recoveryKit, next.recoveryKit),
    ...(next.expiresAt === previous.expiresAt
      ? []
      : [{ kind: 'validity changed', expiresAt: next.expiresAt } as const]),
  ];
}

function memberDifferences(previous: Statement, next: Statement): Difference[] {
  return next.members.flatMap(({ number, roles, revoked }) => {
    const before = previous.members.find((member) => member.number === number);
    const found: Difference[] = [];
    if (before === undefined) found.push({ kind: 'member added', number, roles });
    else {
      const given = roles.filter((role) => !before.roles.includes(role));
      const taken = before.roles.filter((role) => !roles.includes(role));
      if (given.length + taken.length > 0) found.push({ kind: 'roles changed', number, given, taken });
    }
    if (revoked !== null && before?.revoked !== revoked) found.push({ kind: 'member revoked', number, revoked });
    return found;
  });
}

function periodDifferences(previous: Statement, next: Statement): Difference[] {
  return next.periods.flatMap(({ id, from, retiredOn, compromisedSince }) => {
    const before = previous.periods.find((period) => period.id === id);
    const found: Difference[] = [];
    if (before === undefined) found.push({ kind: 'period added', id, from });
    if (retiredOn !== null && before?.retiredOn !== retiredOn) found.push({ kind: 'period retired', id, retiredOn });
    if (compromisedSince !== null && before?.compromisedSince !== compromisedSince) {
      found.push({ kind: 'period compromised', id, compromisedSince });
    }
    return found;
  });
}

function recoveryKitDifferences(before: string | null, after: string | null): Difference[] {
  if (before === after) return [];
  if (before === null) return [{ kind: 'recovery kit added' }];
  return [{ kind: after === null ? 'recovery kit removed' : 'recovery kit replaced' }];
}
