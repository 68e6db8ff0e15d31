import { type Acknowledgement, verifyAcknowledgement } from '#crypto/acknowledgement.ts';
import { fromBase64url } from '#crypto/bytes.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import type { Database } from '#db/client.ts';
import { assertCaseworker } from '../organisations/caseworker.ts';
import { keptStatement } from '../organisations/kept-statement.ts';
import { type EnvelopeInput, readNewEnvelopes } from './new-envelope.ts';
import { assertFreshMayGo, rowsOf } from './post-envelopes.ts';
import { type Answer, assertStored, badAcknowledgement } from './refused.ts';
import { readSentEnvelopes, type SentEnvelope } from './sent-envelopes.ts';

/**
 * Takes a caseworker's word that envelopes of the own mailbox were opened, wholly or not at all. The word itself is not kept:
 * nobody is to learn later who opened what. From then on both organisations may write to each other freely.
 *
 * @param sql in a session
 * @param asked.acknowledgement JWS by the key of whoever asks
 * @param asked.opened what tells the senders so, sealed: at most one for each of whom something is acknowledged for the first
 *   time, and own copies of these; it counts against no limit
 * @returns what is stored of `opened`, in its order
 * @throws Refusal NOT_ALLOWED, BAD_ACKNOWLEDGEMENT, and as `postEnvelopes`
 */
export async function acknowledgeEnvelopes(
  sql: Database,
  asked: { acknowledgement: string; opened: readonly EnvelopeInput[] },
): Promise<SentEnvelope[]> {
  await assertCaseworker(sql);
  const { envelopes } = await verified(sql, asked.acknowledgement);
  const opened = readNewEnvelopes(asked.opened);
  if (opened.some(({ blobs }) => blobs.length > 0)) throw badAcknowledgement();
  await assertFreshMayGo(sql, opened);
  assertStored(
    await sql<Answer[]>`
      select * from gate.acknowledge_envelopes(${sql.json(envelopes)}, ${sql.json(rowsOf(opened))})`,
  );
  return readSentEnvelopes(
    sql,
    opened.map(({ id }) => id),
  );
}

/** @throws Refusal BAD_ACKNOWLEDGEMENT unless whoever asks has signed it, of the own organisation, by a key that is certified */
async function verified(sql: Database, jws: string): Promise<Acknowledgement> {
  const [own] = await sql<{ id: string; statement: string; number: number }[]>`
    select o.id, o.statement, m.number
    from organisation o
    join member m on m.organisation_id = o.id
    where m.account_id = gate.current_account()`;
  const certificate = own === undefined ? undefined : certificateOf(own);
  if (own === undefined || certificate === undefined) throw badAcknowledgement();
  try {
    const acknowledgement = await verifyAcknowledgement(jws, fromBase64url(certificate.signingKey));
    if (acknowledgement.organisation === own.id) return acknowledgement;
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
  }
  throw badAcknowledgement();
}

function certificateOf({ statement, number }: { statement: string; number: number }) {
  return keptStatement(statement).members.find(
    (member) => member.number === number && member.revoked === null && member.roles.includes('caseworker'),
  );
}
