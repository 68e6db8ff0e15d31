import { type KeptEvent, readCheckpoint } from '#casework/checkpoint.ts';
import type { StoredEvent } from '#casework/conversation.ts';
import { unlessMalformed } from '#casework/unless-malformed.ts';
import { fromBase64url } from '#crypto/bytes.ts';
import { parseCanonicalJson } from '#crypto/canonical-json.ts';
import { type CaseEvent, readCaseEvent } from '#crypto/case-event.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { verifyEvent } from '#crypto/signed-event.ts';
import { sha256 } from '#crypto/verify/strict-text.ts';
import type { OpenCheckpoint } from './mailbox-record.ts';
import { bytesOf, type KnownSender } from './open-stored.ts';

/**
 * Verifies what a checkpoint of the own organisation keeps, event by event, as it was verified when it came with an envelope of its own. A
 * colleague says only when that was.
 *
 * @param checkpoint as it was opened and verified
 * @param own UUID of the reader's organisation
 * @param knownSender null when an organisation could not be proved
 */
export async function openCheckpoint(
  checkpoint: StoredEvent,
  own: string,
  knownSender: (organisation: string) => KnownSender | null,
): Promise<OpenCheckpoint> {
  const { events, gone } = unlessMalformed(() => readCheckpoint(checkpoint.event.body)) ?? { events: [], gone: [] };
  const kept: OpenCheckpoint['kept'] = [];
  const unproved = new Set<string>();
  for (const each of events) {
    const opened = await openKept(each, checkpoint, own, knownSender);
    if (typeof opened === 'string') unproved.add(opened);
    else if (opened !== null) kept.push({ event: opened, period: each.period });
  }
  const holds = await Promise.all(events.map(({ signed }) => hashOf(signed.payload)));
  return { kept, gone, holds, unproved: [...unproved] };
}

/** @returns null when it is not what the own organisation can have had; the sender's UUID when that one has to be proved */
async function openKept(
  { signed, receivedHour }: KeptEvent,
  checkpoint: StoredEvent,
  own: string,
  knownSender: (organisation: string) => KnownSender | null,
): Promise<StoredEvent | string | null> {
  const named = unlessCrypto(() => readCaseEvent(parseCanonicalJson(fromBase64url(signed.payload))));
  if (named === null || !isOurs(named, own) || receivedHour > checkpoint.receivedHour) return null;
  const { sender, envelope, receiver } = named;
  const known = knownSender(sender);
  if (known === null || named.statement > known.statementVersion) return sender;
  const { certificates } = known;
  const expected = { envelope, sender, receiver: receiver.organisation, certificates, receivedHour };
  try {
    return { ...(await verifyEvent(signed, expected)), receivedHour, isUnproven: false };
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    return null;
  }
}

/** Of what is signed; of what is not even base64url that of nothing. */
function hashOf(payload: string): Promise<string> {
  return sha256(bytesOf(payload));
}

/** It was sent by the own organisation or to it, and keeps nothing itself. */
function isOurs({ sender, receiver, kind }: CaseEvent, own: string): boolean {
  return (sender === own || receiver.organisation === own) && kind !== 'checkpoint';
}

function unlessCrypto<Read>(read: () => Read): Read | null {
  try {
    return unlessMalformed(read);
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}
