import type { StoredEvent } from '#casework/conversation.ts';
import { type Bytes, fromBase64url } from '#crypto/bytes.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { openEnvelope } from '#crypto/envelope.ts';
import type { OpenPeriod } from '#crypto/organisation-keys.ts';
import { type Expected, verifyEvent } from '#crypto/signed-event.ts';
import type { MemberCertificate, Period } from '#crypto/statement.ts';
import { toFullHour } from '#crypto/timestamp.ts';
import { sha256 } from '#crypto/verify/strict-text.ts';
import type { MailboxRecord, StoredEnvelope } from './mailbox-record.ts';

/** What is known of an organisation that writes. */
export interface KnownSender {
  certificates: readonly MemberCertificate[];
  /** Version of the statement that names them. */
  statementVersion: number;
  /** Since when its State has shut it out; null: it has not. */
  revokedSince: string | null;
}

/** What opens the own mailbox. */
export interface MailboxKeys {
  /** UUID */
  organisation: string;
  periods: readonly OpenPeriod[];
  own: KnownSender;
}

/** Of what may be opened when this member is given more keys. What a key that is here does not open stays so. */
export const KEY_MISSING = 'KEY_MISSING';

/** Days after which nothing sealed to a retired period is opened that arrives then. */
const OPENED_AFTER_RETIREMENT = 45;
const DAY = 86_400_000;

/**
 * Opens one envelope and verifies what is in it, wholly or not at all.
 *
 * @param known of the sender; null when it could not be proved
 * @returns null when the sender has to be proved, or proved anew: the event names a newer statement, or an author whom this one does
 *   not name
 */
export async function openStored(
  stored: StoredEnvelope,
  { organisation, periods, own }: MailboxKeys,
  known: KnownSender | null,
): Promise<MailboxRecord | null> {
  const sealed = bytesOf(stored.sealed);
  const { id, sender, receivedHour, period: named } = stored;
  const record = { id, sender, receivedHour, period: named, sha256: await sha256(sealed) };
  try {
    const { content, period } = await openWith(sealed, inOrder(periods, named));
    const isOwnCopy = content.typ === 'nrm-copy';
    if (isOwnCopy && sender !== organisation) throw new CryptoError('WRONG_ENVELOPE', 'Only we keep our own copies.');
    const author = sender === organisation ? own : known;
    if (author === null) return null;
    const expected: Expected = {
      envelope: isOwnCopy ? content.envelope : id,
      sender,
      receiver: isOwnCopy ? content.receiver : organisation,
      certificates: author.certificates,
      receivedHour,
    };
    const verified = await verifyEvent(content.event, expected);
    if (verified.event.statement > author.statementVersion) return null;
    if (author.revokedSince !== null && receivedHour > toFullHour(new Date(author.revokedSince))) {
      return { ...record, event: null, refused: 'SENDER_REVOKED' };
    }
    if (arrivedTooLate(period, receivedHour)) return { ...record, event: null, refused: 'PERIOD_OVER' };
    // Whether others may have had the key is asked whenever it is shown: see doubts.ts.
    const event: StoredEvent = { ...verified, receivedHour, isUnproven: false };
    return { ...record, period: period.id, event, refused: null };
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    if (error.code === 'UNKNOWN_AUTHOR' && sender !== organisation && known !== null) return null;
    const isKeyMissing = error.code === 'NOT_FOR_US' && !periods.some((period) => period.named.id === named);
    return { ...record, event: null, refused: isKeyMissing ? KEY_MISSING : error.code };
  }
}

/** What is not even base64url is opened as nothing, and refused like everything that is no envelope. */
export function bytesOf(sealed: string): Bytes {
  try {
    return fromBase64url(sealed);
  } catch {
    return new Uint8Array();
  }
}

async function openWith(sealed: Bytes, periods: readonly OpenPeriod[]) {
  for (const { named, identity } of periods) {
    try {
      return { content: await openEnvelope(sealed, [identity]), period: named };
    } catch (error) {
      if (!(error instanceof CryptoError) || error.code !== 'NOT_FOR_US') throw error;
    }
  }
  throw new CryptoError('NOT_FOR_US', 'None of the periods that were given to this member opens it.');
}

/** The one that the node names, then the newest first. */
function inOrder(periods: readonly OpenPeriod[], named: string): OpenPeriod[] {
  const newestFirst = [...periods].sort((one, other) => (one.named.from < other.named.from ? 1 : -1));
  return [
    ...newestFirst.filter((period) => period.named.id === named),
    ...newestFirst.filter((period) => period.named.id !== named),
  ];
}

function arrivedTooLate({ retiredOn }: Period, receivedHour: string): boolean {
  return retiredOn !== null && Date.parse(receivedHour) - Date.parse(retiredOn) > OPENED_AFTER_RETIREMENT * DAY;
}
