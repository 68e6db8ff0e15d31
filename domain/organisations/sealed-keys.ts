import type { SealedKey } from '#crypto/organisation-keys.ts';
import type { Statement } from '#crypto/statement.ts';
import { Refusal } from '../refusal.ts';

const LONGEST_SEALED = 16_384;

/**
 * @returns the keys as they were sent
 * @throws Refusal BAD_SEALED_KEY for one to somebody or of something that the statement does not name
 */
export function assertSealedKeys(keys: readonly SealedKey[], statement: Statement): readonly SealedKey[] {
  const members = new Map(statement.members.map((member) => [member.number, member]));
  const places = new Set(keys.map(({ key, member }) => `${key} ${member}`));
  if (places.size < keys.length) throw badKey('stands twice');
  for (const { key, member: number, sealed } of keys) {
    if (!/^[A-Za-z0-9_-]+$/.test(sealed) || sealed.length > LONGEST_SEALED) throw badKey('is no sealed file');
    const isEnrolment = key === 'enrolment' || key === 'next_enrolment';
    if (!isEnrolment && !statement.periods.some(({ id }) => id === key))
      throw badKey('is of no period of the statement');
    if (number === null) {
      if (statement.recoveryKit === null) throw badKey('is for a kit that the statement does not name');
      continue;
    }
    const member = members.get(number);
    if (member === undefined || member.revoked !== null) throw badKey('is for nobody in the statement');
    if (!member.roles.includes(isEnrolment ? 'administrator' : 'caseworker'))
      throw badKey('is for somebody without the role');
  }
  return keys;
}

function badKey(fault: string): Refusal {
  return new Refusal('BAD_SEALED_KEY', `A sealed key ${fault}.`);
}
