import type { StateProof } from '#crypto/verify/state.ts';
import type { Database } from '#db/client.ts';
import type { Publication } from './publication.ts';

/** An organisation of this node whose standing followed what its State signed. */
export interface FollowedStanding {
  name: string;
  standing: string;
}

/** Until the transaction ends nobody else takes in a publication of this State. */
export async function lockPublication(sql: Database, state: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('publication'), hashtext(${state}))`;
}

/**
 * Writes a publication, and lets the organisations of this node follow it.
 *
 * @param proof of these texts, with everything that was seen before
 */
export async function keepPublication(
  sql: Database,
  state: string,
  texts: Publication,
  proof: StateProof,
): Promise<FollowedStanding[]> {
  const { roots, timestamp, snapshot, targets, organisations, revocations } = texts;
  return sql<FollowedStanding[]>`
    select *
    from gate.take_in_publication(
      ${state}, ${roots as string[]}::text[], ${timestamp}, ${snapshot}, ${targets}, ${organisations}, ${revocations},
      ${sql.json(signedStandings(proof) as never)}
    )`;
}

interface SignedStanding {
  id: string;
  standing: 'active' | 'suspended' | 'left';
  /** Null for an organisation that only the revocation list names. */
  enrolmentKey: string | null;
}

function signedStandings({ directory, revocations }: StateProof): SignedStanding[] {
  const revoked = new Set(revocations.organisations.map(({ id }) => id));
  const listed = new Set(directory.organisations.map(({ id }) => id));
  return [
    ...directory.organisations.map(
      ({ id, standing, enrolmentKey }): SignedStanding => ({
        id,
        standing: standing === 'active' && revoked.has(id) ? 'suspended' : standing,
        enrolmentKey,
      }),
    ),
    ...[...revoked]
      .filter((id) => !listed.has(id))
      .map((id): SignedStanding => ({ id, standing: 'suspended', enrolmentKey: null })),
  ];
}
