import type { SigningKeyPair } from '#crypto/ed25519.ts';
import { type Receipt, signReceipt } from '#crypto/receipt.ts';
import { toFullHour } from '#crypto/timestamp.ts';
import type { Database } from '#db/client.ts';
import { assertCaseworker } from '../organisations/caseworker.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';

/** An envelope that the own organisation sent, as far as its node tells a sender. */
export interface SentEnvelope {
  id: string;
  receiver: string;
  sha256: string;
  /** The beginning of the hour. */
  receivedHour: Date;
  /** UUID of the receiver's period to which it was said to be sealed. */
  period: string;
  /** Whether a caseworker of the receiver says to have opened it. */
  acknowledged: boolean;
  /** Whether the receiver has taken it away. */
  isGone: boolean;
  sender: string;
}

const MOST = 1000;

/**
 * @param sql in a session
 * @returns those that the own organisation sent and that have not expired, in the order of the ids
 * @throws Refusal NOT_ALLOWED, BAD_ID
 */
export async function readSentEnvelopes(sql: Database, ids: readonly string[]): Promise<SentEnvelope[]> {
  await assertCaseworker(sql);
  if (ids.length > MOST || !ids.every(isUuid)) {
    throw new Refusal('BAD_ID', `Envelopes are named by UUIDs, at most ${MOST} at once.`);
  }
  const found = await sql<SentEnvelope[]>`
    select id, receiver, sha256, received_hour, period_id as period, acknowledged, is_gone, gate.current_organisation() as sender
    from gate.sent_envelopes(${ids as string[]}::uuid[])`;
  const byId = new Map(found.map((envelope) => [envelope.id, envelope]));
  return ids.flatMap((id) => byId.get(id.toLowerCase()) ?? []);
}

/** The node's word that it stored an envelope: the same each time. @returns JWS */
export function receiptFor(
  {
    id,
    sha256,
    sender,
    receiver,
    receivedHour,
  }: Pick<SentEnvelope, 'id' | 'sha256' | 'sender' | 'receiver' | 'receivedHour'>,
  { signingKey }: SigningKeyPair,
): Promise<string> {
  const receipt: Receipt = { envelope: id, sha256, sender, receiver, hour: toFullHour(receivedHour) };
  return signReceipt(receipt, signingKey);
}
