import type { Database } from '#db/client.ts';
import { assertCaseworker } from '../organisations/caseworker.ts';
import { Refusal } from '../refusal.ts';
import { type EnvelopeInput, type NewEnvelope, readNewEnvelopes } from './new-envelope.ts';
import { assertReceivers } from './receivers.ts';
import { type Answer, assertStored } from './refused.ts';
import { readSentEnvelopes, type SentEnvelope } from './sent-envelopes.ts';

/**
 * Posts envelopes of the own organisation, all or none. What is here already, by id, receiver and content, is answered again
 * and not stored twice, whatever has changed since: whoever got no answer posts the same again.
 *
 * @param sql in a session
 * @param asked 1 to 100, at most 4 MiB together
 * @returns in the order of the envelopes
 * @throws Refusal NOT_ALLOWED, BAD_ID, BAD_ENVELOPE, UNKNOWN_RECEIVER, RECEIVER_CLOSED, PERIOD_OVER, ID_TAKEN, BLOCKED,
 *   WAIT_FOR_ANSWER, MAILBOX_FULL, UNKNOWN_BLOB
 */
export async function postEnvelopes(sql: Database, asked: readonly EnvelopeInput[]): Promise<SentEnvelope[]> {
  await assertCaseworker(sql);
  if (asked.length === 0) throw new Refusal('BAD_ENVELOPE', 'At least one envelope is posted.');
  const envelopes = readNewEnvelopes(asked);
  await assertFreshMayGo(sql, envelopes);
  assertStored(await sql<Answer[]>`select * from gate.post_envelopes(${sql.json(rowsOf(envelopes))})`);
  return readSentEnvelopes(
    sql,
    envelopes.map(({ id }) => id),
  );
}

/** @throws Refusal UNKNOWN_RECEIVER, RECEIVER_CLOSED, PERIOD_OVER, NOT_ALLOWED */
export async function assertFreshMayGo(sql: Database, envelopes: readonly NewEnvelope[]): Promise<void> {
  const known = await readSentEnvelopes(
    sql,
    envelopes.map(({ id }) => id),
  );
  const knownIds = new Set(known.map(({ id }) => id));
  await assertReceivers(
    sql,
    envelopes.filter(({ id }) => !knownIds.has(id)),
  );
}

/** As the database takes them. */
export function rowsOf(envelopes: readonly NewEnvelope[]) {
  return envelopes.map(({ sealed, ...rest }) => ({ ...rest, sealed: Buffer.from(sealed).toString('base64') }));
}
