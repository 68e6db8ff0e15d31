import { CryptoError } from '#crypto/crypto-error.ts';
import type { SealedKey } from '#crypto/organisation-keys.ts';
import type { Statement } from '#crypto/statement.ts';
import { assertFollows } from '#crypto/statement-succession.ts';
import { Refusal } from '../refusal.ts';
import { keptStatement } from './kept-statement.ts';
import type { OrganisationKind } from './organisation.ts';
import { assertSealedKeys } from './sealed-keys.ts';
import { verifiedStatement } from './verified-statement.ts';

/** Which account a statement means by a number that it did not have before. */
export interface Newcomer {
  number: number;
  accountId: string;
}

/** A statement that may be taken in, as the node's tables need it. */
export interface NextStatement {
  previousVersion: number;
  version: number;
  /** As the database takes them over. */
  members: { number: number; account: string | null; roles: string[]; isRevoked: boolean }[];
  sealedKeys: readonly SealedKey[];
  /** Whether it names a kit that the one before did not name. */
  hasNewKit: boolean;
}

/**
 * Verifies an organisation's next statement against the one before, and the keys that belong to it.
 *
 * @param before its statement as it was taken in
 * @throws Refusal BAD_STATEMENT, NOT_NEXT, BAD_SEALED_KEY
 */
export async function verifiedNext(
  before: { organisationId: string; kind: OrganisationKind; enrolmentKey: string; statement: string },
  asked: { statement: string; sealedKeys: readonly SealedKey[]; newcomers: readonly Newcomer[] },
): Promise<NextStatement> {
  const previous = keptStatement(before.statement);
  const next = await verifiedStatement(asked.statement, before);
  assertNext(previous, next);
  assertCounted(previous, next);
  const accounts = new Map(asked.newcomers.map(({ number, accountId }) => [number, accountId]));
  return {
    previousVersion: previous.version,
    version: next.version,
    members: next.members.map(({ number, roles, revoked }) => ({
      number,
      account: accounts.get(number) ?? null,
      roles,
      isRevoked: revoked !== null,
    })),
    sealedKeys: assertSealedKeys(asked.sealedKeys, next),
    hasNewKit: next.recoveryKit !== null && next.recoveryKit !== previous.recoveryKit,
  };
}

export function notNext(sentence: string): Refusal {
  return new Refusal('NOT_NEXT', sentence);
}

/** A number that leaps would be the last one there can be: none is ever given back. */
function assertCounted(previous: Statement, next: Statement): void {
  const last = Math.max(...previous.members.map(({ number }) => number));
  const added = next.members.map(({ number }) => number).filter((number) => number > last);
  const isCounted = added.sort((one, other) => one - other).every((number, index) => number === last + index + 1);
  if (next.version !== previous.version + 1 || !isCounted) {
    throw notNext('Versions and the numbers of members go on by one.');
  }
}

function assertNext(previous: Statement, next: Statement): void {
  try {
    assertFollows(previous, next);
  } catch (error) {
    if (error instanceof CryptoError) throw notNext(error.message);
    throw error;
  }
}
