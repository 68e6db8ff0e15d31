import { type KeptEvent, readCheckpoint, wordingOf } from '#casework/checkpoint.ts';
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
  const opened: OpenCheckpoint = { kept: [], gone, holds: [], unproved: [] };
  for (const each of events) {
    const named = readOurs(each, own);
    if (named === null || each.receivedHour > checkpoint.receivedHour) continue;
    // Whether it can be verified here and now is another question.
    const { signatures, payload } = each.signed;
    opened.holds.push(wordingOf(await sha256(bytesOf(payload)), { ...each, signatures }));
    const known = knownSender(named.sender);
    if (known === null || named.statement > known.statementVersion) {
      opened.unproved.push({ organisation: named.sender, statement: named.statement });
      continue;
    }
    const event = await verifiedKept(each, named, known);
    if (event !== null) opened.kept.push({ event, period: each.period });
  }
  return opened;
}

/** @returns null when it is not what the own organisation can have had */
function readOurs({ signed }: KeptEvent, own: string): CaseEvent | null {
  const event = unlessCrypto(() => readCaseEvent(parseCanonicalJson(fromBase64url(signed.payload))));
  return event !== null && isOurs(event, own) ? event : null;
}

/** @returns null when its author did not sign it, or was not entitled to */
async function verifiedKept(
  { signed, receivedHour }: KeptEvent,
  { envelope, sender, receiver }: CaseEvent,
  { certificates }: KnownSender,
): Promise<StoredEvent | null> {
  const expected = { envelope, sender, receiver: receiver.organisation, certificates, receivedHour };
  try {
    return { ...(await verifyEvent(signed, expected)), receivedHour, isUnproven: false };
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    return null;
  }
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
