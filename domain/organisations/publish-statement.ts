import { CryptoError } from '#crypto/crypto-error.ts';
import type { SealedKey } from '#crypto/organisation-keys.ts';
import type { Statement } from '#crypto/statement.ts';
import { assertFollows } from '#crypto/statement-succession.ts';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import type { Organisation } from './organisation.ts';
import { readOwnOrganisation } from './own-organisation.ts';
import { assertSealedKeys } from './sealed-keys.ts';
import { verifiedStatement } from './verified-statement.ts';

/**
 * Takes in an organisation's next statement with the keys that belong to it, wholly or not at all: newcomers are members from
 * here on, and whoever is revoked in it is signed out.
 *
 * @param sql in a session
 * @param asked.newcomers which account the statement means by a number that it did not have before
 * @throws Refusal NOT_ALLOWED, BAD_STATEMENT, NOT_NEXT, BAD_SEALED_KEY
 */
export async function publishStatement(
  sql: Database,
  asked: {
    statement: string;
    sealedKeys: readonly SealedKey[];
    newcomers: readonly { number: number; accountId: string }[];
  },
): Promise<void> {
  const [administrator] = await sql<{ isOne: boolean }[]>`select gate.has_role('administrator') as is_one`;
  const own = administrator?.isOne === true ? await readOwnOrganisation(sql) : null;
  if (own === null) throw new Refusal('NOT_ALLOWED', 'Only an administrator of the organisation may do this.');
  const { id: organisationId, kind, enrolmentKey } = own;
  const previous = signedBefore(own);
  const next = await verifiedStatement(asked.statement, { organisationId, kind, enrolmentKey });
  assertNext(previous, next);
  const sealedKeys = assertSealedKeys(asked.sealedKeys, next);
  const accounts = new Map(asked.newcomers.map(({ number, accountId }) => [number, accountId]));
  const members = next.members.map(({ number, roles, revoked }) => ({
    number,
    account: accounts.get(number) ?? null,
    roles,
    isRevoked: revoked !== null,
  }));
  const [answer] = await sql<{ taken: boolean }[]>`
    select gate.publish_statement(
      ${previous.version}, ${next.version}, ${asked.statement}, ${sql.json(members as never)},
      ${sql.json(sealedKeys as never)}
    ) as taken`;
  if (answer?.taken !== true)
    throw notNext('Another administrator was faster: please look at what changed and try again.');
}

/** Kept when it was taken in, so its shape is known; whether it has expired since does not matter for what follows it. */
function signedBefore({ statement }: Organisation): Statement {
  const payload = statement.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Statement;
}

function assertNext(previous: Statement, next: Statement): void {
  try {
    assertFollows(previous, next);
  } catch (error) {
    if (error instanceof CryptoError) throw notNext(error.message);
    throw error;
  }
}

function notNext(sentence: string): Refusal {
  return new Refusal('NOT_NEXT', sentence);
}
