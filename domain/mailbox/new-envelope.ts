import { createHash } from 'node:crypto';
import { type Bytes, fromBase64url, toUtf8 } from '#crypto/bytes.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { classOfSealed, SIZE_CLASSES, type SizeClass } from '#crypto/envelope-sizes.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';

/** An envelope as a browser sends it. */
export interface EnvelopeInput {
  id: string;
  /** UUID of the receiving organisation. */
  receiver: string;
  /** UUID of the receiver's period to whose key it is sealed. */
  period: string;
  /** An age file as base64url. */
  sealed: string;
  /** UUIDs of attachments that were uploaded before. */
  blobs: readonly string[];
}

/** The same when it was looked at from outside. */
export interface NewEnvelope {
  id: string;
  receiver: string;
  period: string;
  size: SizeClass;
  sealed: Bytes;
  /** Of the age file, in hex. */
  sha256: string;
  blobs: string[];
}

const MOST_ENVELOPES = 100;
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_BLOBS = 20;
const BEGINNING = toUtf8('age-encryption.org/v1\n');

/**
 * Everything that can be seen of envelopes without opening them.
 *
 * @throws Refusal BAD_ID, BAD_ENVELOPE
 */
export function readNewEnvelopes(asked: readonly EnvelopeInput[]): NewEnvelope[] {
  if (asked.length > MOST_ENVELOPES) throw bad(`At most ${MOST_ENVELOPES} envelopes are posted at once.`);
  const envelopes = asked.map(readNewEnvelope);
  const bytes = envelopes.reduce((sum, { sealed }) => sum + sealed.length, 0);
  if (bytes > MOST_BYTES) throw bad('At most four million bytes are posted at once: please send fewer envelopes.');
  return envelopes;
}

function readNewEnvelope({ id, receiver, period, sealed, blobs }: EnvelopeInput): NewEnvelope {
  if (![id, receiver, period, ...blobs].every(isUuid)) {
    throw new Refusal('BAD_ID', 'Envelopes, organisations, periods and attachments are named by UUIDs.');
  }
  if (blobs.length > MOST_BLOBS) throw bad(`An envelope has at most ${MOST_BLOBS} attachments.`);
  const bytes = bytesOf(sealed);
  const size = classOfSealed(bytes.length);
  if (size === null || !BEGINNING.every((byte, place) => bytes[place] === byte)) {
    throw bad(`An envelope is an age file for one receiver, padded to ${SIZE_CLASSES.join(', ')} KiB.`);
  }
  return {
    id: id.toLowerCase(),
    receiver: receiver.toLowerCase(),
    period: period.toLowerCase(),
    size,
    sealed: bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    blobs: blobs.map((blob) => blob.toLowerCase()),
  };
}

function bytesOf(text: string): Bytes {
  try {
    return fromBase64url(text);
  } catch (error) {
    if (error instanceof CryptoError) throw bad('An envelope is sent as base64url without padding.');
    throw error;
  }
}

function bad(sentence: string): Refusal {
  return new Refusal('BAD_ENVELOPE', sentence);
}
