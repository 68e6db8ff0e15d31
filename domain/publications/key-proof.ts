import type { ProofTexts } from '#crypto/verify/prove-organisation.ts';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import { readPublication, readRegistry } from './publication.ts';

/**
 * The texts by which a browser proves an organisation's key to itself. The node decides nothing here: also of whoever was shut
 * out, so that the proof can say so.
 *
 * @param sql in a session
 * @throws Refusal BAD_ID, NOTHING_TO_PROVE when no such organisation is here, or its State has published nothing
 */
export async function readKeyProof(sql: Database, organisationId: string): Promise<ProofTexts> {
  if (!isUuid(organisationId)) throw new Refusal('BAD_ID', 'This is no organisation.');
  const [found] = await sql<{ stateCode: string | null; statement: string | null }[]>`
    select * from gate.statement_to_prove(${organisationId})`;
  const { stateCode = null, statement = null } = found ?? {};
  const publication = stateCode === null ? null : await readPublication(sql, stateCode);
  if (publication === null || statement === null) {
    throw new Refusal(
      'NOTHING_TO_PROVE',
      'No such organisation is on this node, or its State has published nothing here.',
    );
  }
  return { registry: await readRegistry(sql), ...publication, statement };
}
