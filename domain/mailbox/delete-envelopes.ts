import { signDeletionReceipt } from '#crypto/deletion-receipt.ts';
import type { SigningKeyPair } from '#crypto/ed25519.ts';
import { toFullHour } from '#crypto/timestamp.ts';
import type { Database } from '#db/client.ts';
import { assertCaseworker } from '../organisations/caseworker.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';

const MOST = 1000;

/**
 * Takes envelopes out of the own mailbox for good. Doing it again changes nothing.
 *
 * @param sql in a session
 * @returns the node's word, a JWS: it names those that were in the mailbox, and only them
 * @throws Refusal NOT_ALLOWED, BAD_ID; UNKNOWN_ENVELOPE when none was
 */
export async function deleteEnvelopes(
  sql: Database,
  ids: readonly string[],
  { signingKey }: SigningKeyPair,
): Promise<string> {
  await assertCaseworker(sql);
  if (ids.length > MOST || !ids.every(isUuid)) {
    throw new Refusal('BAD_ID', `Envelopes are named by UUIDs, at most ${MOST} at once.`);
  }
  const [answer] = await sql<{ organisation: string; deleted: string[] }[]>`
    select gate.current_organisation() as organisation, gate.delete_envelopes(${ids as string[]}::uuid[]) as deleted`;
  if (answer === undefined || answer.deleted.length === 0) {
    throw new Refusal('UNKNOWN_ENVELOPE', 'None of these is in your organisation’s mailbox.');
  }
  const { organisation, deleted } = answer;
  return signDeletionReceipt({ organisation, ids: deleted, hour: toFullHour(new Date()) }, signingKey);
}
