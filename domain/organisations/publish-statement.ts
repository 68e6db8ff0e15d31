import type { SealedKey } from '#crypto/organisation-keys.ts';
import type { Database } from '#db/client.ts';
import { readBundle } from '../accounts/bundle.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import { assertAdministrator, notAdministrator } from './administrator.ts';
import { kitProof } from './kit-proof.ts';
import { type Newcomer, notNext, verifiedNext } from './next-statement.ts';
import { readOwnOrganisation } from './own-organisation.ts';

/**
 * Takes in an organisation's next statement with the keys that belong to it, wholly or not at all: newcomers are members from
 * here on, and whoever is revoked in it is signed out.
 *
 * @param sql in a session
 * @param asked.newcomers which account the statement means by a number that it did not have before
 * @param asked.ownBundle when the administrator's own keys were replaced: the new ones, sealed; other sessions are ended
 * @param asked.kitAuthenticator when a kit was made, 32 bytes as base64url
 * @throws Refusal NOT_ALLOWED, BAD_ID, BAD_STATEMENT, NOT_NEXT, BAD_SEALED_KEY, BAD_BUNDLE, BAD_KIT
 */
export async function publishStatement(
  sql: Database,
  asked: {
    statement: string;
    sealedKeys: readonly SealedKey[];
    newcomers: readonly Newcomer[];
    ownBundle: string | null;
    kitAuthenticator: string | null;
  },
): Promise<void> {
  await assertAdministrator(sql);
  const own = await readOwnOrganisation(sql);
  if (own === null) throw notAdministrator();
  if (!asked.newcomers.every(({ accountId }) => isUuid(accountId))) throw new Refusal('BAD_ID', 'This is no account.');
  const ownBundle = asked.ownBundle === null ? null : readBundle(asked.ownBundle);
  const proof = asked.kitAuthenticator === null ? null : kitProof(asked.kitAuthenticator);
  const next = await verifiedNext({ ...own, organisationId: own.id }, asked);
  if (next.hasNewKit !== (proof !== null)) {
    throw new Refusal('BAD_KIT', 'A new kit comes with its proof, and a proof with a new kit.');
  }
  const [answer] = await sql<{ taken: boolean }[]>`
    select gate.publish_statement(
      ${next.previousVersion}, ${next.version}, ${asked.statement}, ${sql.json(next.members as never)},
      ${sql.json(next.sealedKeys as never)}, ${ownBundle}, ${proof}
    ) as taken`;
  if (answer?.taken !== true)
    throw notNext('Another administrator was faster: please look at what changed and try again.');
}
