import { generateIdentity, open, recipientOf, seal } from './age.ts';
import { MOST_ATTACHMENT_BYTES, MOST_SEALED_BYTES } from './attachment-sizes.ts';
import type { Bytes } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { padmeLength } from './padme.ts';
import { sha256 } from './verify/strict-text.ts';

/** What an event says of a sealed file that lies beside it. */
export interface SealedAttachment {
  /** The only key that opens it, `AGE-SECRET-KEY-PQ-1…`, made for this file and this receiver. Secret. */
  key: string;
  /** Of the file itself, in bytes. */
  length: number;
  /** Of the sealed bytes: 64 small letters of hexadecimal. */
  sha256: string;
}

/**
 * Seals a file to a key made for it alone, its length padded. Done anew for each receiver, so that nobody who sees two of them
 * knows that they are the same file.
 *
 * @throws CryptoError TOO_LONG
 */
export async function sealAttachment(bytes: Bytes): Promise<{ sealed: Bytes; attachment: SealedAttachment }> {
  const { length } = bytes;
  if (length > MOST_ATTACHMENT_BYTES) throw tooLong();
  const padded = new Uint8Array(padmeLength(length));
  padded.set(bytes);
  const key = await generateIdentity();
  const sealed = await seal(padded, [await recipientOf(key)]);
  return { sealed, attachment: { key, length, sha256: await sha256(sealed) } };
}

/**
 * Opens a file, wholly or not at all.
 *
 * @param sealed as the node hands it out
 * @param attachment as the event says
 * @throws CryptoError TOO_LONG, BAD_CIPHERTEXT when these are not the bytes that the event names or nothing sealed, BAD_IDENTITY,
 *   NOT_FOR_US when the key is of something else, BAD_PADDING when what is inside has another length or hides something behind
 *   its end
 */
export async function openAttachment(
  sealed: Bytes,
  { key, length, sha256: expected }: SealedAttachment,
): Promise<Bytes> {
  if (sealed.length > MOST_SEALED_BYTES || length > MOST_ATTACHMENT_BYTES) throw tooLong();
  if ((await sha256(sealed)) !== expected) {
    throw new CryptoError('BAD_CIPHERTEXT', 'These are not the bytes that the event names.');
  }
  const padded = await open(sealed, [key], 1);
  const isPadded = Number.isSafeInteger(length) && length >= 0 && padded.length === padmeLength(length);
  if (!isPadded || padded.subarray(length).some((byte) => byte !== 0)) {
    throw new CryptoError('BAD_PADDING', 'The file is not padded as its length demands.');
  }
  return padded.slice(0, length);
}

function tooLong(): CryptoError {
  return new CryptoError('TOO_LONG', 'An attachment has at most 50 MB.');
}
