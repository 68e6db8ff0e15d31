import type { Database } from '#db/client.ts';
import { assertCaseworker } from '../organisations/caseworker.ts';
import { type EnvelopeInput, readNewEnvelopes } from './new-envelope.ts';
import { rowsOf } from './post-envelopes.ts';
import { assertReceivers } from './receivers.ts';
import { type Answer, assertStored } from './refused.ts';
import { readSentEnvelopes, type SentEnvelope } from './sent-envelopes.ts';

/**
 * Puts what the own organisation has sealed again in the place of what it sent under the same ids, all or none: as long as nobody
 * has opened it, and to a newer key. It comes to the mailbox anew; its attachments stay.
 *
 * @param sql in a session
 * @param asked at most 100, at most 4 MiB together
 * @returns in the order of the envelopes
 * @throws Refusal NOT_ALLOWED, BAD_ID, BAD_ENVELOPE, UNKNOWN_RECEIVER, RECEIVER_CLOSED, PERIOD_OVER, UNKNOWN_ENVELOPE,
 *   NOT_SEALED_AGAIN, BLOCKED
 */
export async function sealAgain(sql: Database, asked: readonly EnvelopeInput[]): Promise<SentEnvelope[]> {
  await assertCaseworker(sql);
  const envelopes = readNewEnvelopes(asked);
  await assertReceivers(sql, envelopes);
  assertStored(await sql<Answer[]>`select * from gate.seal_again(${sql.json(rowsOf(envelopes))})`);
  return readSentEnvelopes(
    sql,
    envelopes.map(({ id }) => id),
  );
}
