import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, generateHybridIdentity, type Identity, identityToRecipient } from 'age-encryption';
import type { Bytes } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';

/** As many as an organisation may have members. */
const MOST_RECIPIENTS = 500;

/** ML-KEM-768 and X25519 side by side: 1184 and 32 bytes. */
const RECIPIENT_BYTES = 1216;
const IDENTITY_BYTES = 32;

/** @returns a new secret key: `AGE-SECRET-KEY-PQ-1…`, 77 characters */
export function generateIdentity(): Promise<string> {
  return generateHybridIdentity();
}

/**
 * @returns the public half, `age1pq1…`, 1959 characters
 * @throws CryptoError BAD_IDENTITY
 */
export async function recipientOf(identity: string): Promise<string> {
  assertIdentity(identity);
  return identityToRecipient(identity);
}

/**
 * Whether this is a recipient as we write them: hybrid post-quantum, in small letters, with a sound checksum.
 *
 * A text may pass although nobody can seal to it (ML-KEM refuses some numbers); `seal` says so then.
 */
export function isRecipient(text: string): boolean {
  return text === text.toLowerCase() && holds(text, 'age1pq', RECIPIENT_BYTES);
}

/**
 * Seals bytes to one or more recipients (age, `age-encryption.org/v1`). Whoever reads the result sees how many they are and
 * the length, and nothing else.
 *
 * Hybrid recipients only: one classical recipient beside them would take the post-quantum protection from all. The age
 * library would allow it.
 *
 * @param recipients `age1pq1…`, 1 to 500, none twice
 * @throws CryptoError BAD_RECIPIENT
 */
export async function seal(bytes: Bytes, recipients: readonly string[]): Promise<Bytes> {
  if (recipients.length < 1 || recipients.length > MOST_RECIPIENTS || new Set(recipients).size < recipients.length) {
    throw new CryptoError('BAD_RECIPIENT', `Bytes are sealed to 1 to ${MOST_RECIPIENTS} different recipients.`);
  }
  if (!recipients.every(isRecipient)) throw badRecipient();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  try {
    return Uint8Array.from(await encrypter.encrypt(bytes));
  } catch {
    throw badRecipient();
  }
}

/**
 * Opens what was sealed to one of these identities, wholly or not at all. They are tried in their order.
 *
 * A file that names classical recipients too is opened all the same: what its sender did cannot be undone by refusing it.
 *
 * @param identities `AGE-SECRET-KEY-PQ-1…`
 * @param mostRecipients refuses a file for more than these before anything is tried: each costs about ten milliseconds for
 *   each identity, and a stranger chooses how many there are
 * @throws CryptoError BAD_IDENTITY, NOT_FOR_US when it opens with none of them, BAD_CIPHERTEXT when it is no age file or was
 *   changed
 */
export async function open(
  bytes: Bytes,
  identities: readonly string[],
  mostRecipients = MOST_RECIPIENTS,
): Promise<Bytes> {
  for (const identity of identities) assertIdentity(identity);
  let isForUs = true;
  const before: Identity = {
    unwrapFileKey: (stanzas) => {
      if (stanzas.length > mostRecipients) throw badCiphertext();
      return null;
    },
  };
  // Asked last, and only when all others had nothing: the library's error says this in words alone, which may change.
  const after: Identity = {
    unwrapFileKey: () => {
      isForUs = false;
      return null;
    },
  };
  const decrypter = new Decrypter();
  for (const identity of [before, ...identities, after]) decrypter.addIdentity(identity);
  try {
    return Uint8Array.from(await decrypter.decrypt(bytes));
  } catch {
    if (!isForUs) throw new CryptoError('NOT_FOR_US', 'This was not sealed to any of these keys.');
    throw badCiphertext();
  }
}

function assertIdentity(identity: string): void {
  if (identity === identity.toUpperCase() && holds(identity, 'age-secret-key-pq-', IDENTITY_BYTES)) return;
  throw new CryptoError('BAD_IDENTITY', 'This is not a hybrid post-quantum age identity.');
}

function holds(text: string, prefix: string, length: number): boolean {
  try {
    // Bech32 stops at 90 characters unless told not to; age has no such limit.
    const decoded = bech32.decode(text as `${string}1${string}`, false);
    return decoded.prefix === prefix && bech32.fromWords(decoded.words).length === length;
  } catch {
    return false;
  }
}

function badRecipient(): CryptoError {
  return new CryptoError('BAD_RECIPIENT', 'A recipient is not a sound hybrid post-quantum age key (age1pq…).');
}

function badCiphertext(): CryptoError {
  return new CryptoError('BAD_CIPHERTEXT', 'This is not a sealed file, or it was changed.');
}
