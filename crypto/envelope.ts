import { open, seal } from './age.ts';
import { type Bytes, concatBytes } from './bytes.ts';
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts';
import { CryptoError } from './crypto-error.ts';
import { classOfSealed, plainLength, SIZE_CLASSES, type SizeClass } from './envelope-sizes.ts';
import { fieldsOf, ShapeError, uuid } from './shape.ts';
import { readSignedEvent, type SignedEvent } from './signed-event.ts';

/** What stands inside an envelope when it is opened. Nothing in it is certain before `verifyEvent`. */
export type EnvelopeContent =
  | { typ: 'nrm-event'; event: SignedEvent }
  /** The sender's own copy of what it sent to another organisation: that envelope's id and receiver, and the event in it. */
  | { typ: 'nrm-copy'; envelope: string; receiver: string; event: SignedEvent };

/** Before the content: its length in bytes, big-endian. */
const LENGTH_BYTES = 4;

/**
 * Seals to one organisation, in the smallest class that holds it.
 *
 * @param recipient of the receiver's current period, `age1pq1…`
 * @throws CryptoError TOO_LARGE for more than the largest class; BAD_RECIPIENT
 */
export async function sealEnvelope(content: EnvelopeContent, recipient: string): Promise<Bytes> {
  return seal(padded(canonicalJson(content)), [recipient]);
}

/** In which class it would be sealed. @throws CryptoError TOO_LARGE */
export function classOf(content: EnvelopeContent): SizeClass {
  return classFor(canonicalJson(content).length);
}

/**
 * @param identities of the receiver's periods, the newest first
 * @throws CryptoError BAD_ENVELOPE for another length than that of a class, or a content that is none; NOT_FOR_US,
 *   BAD_CIPHERTEXT, BAD_PADDING, BAD_IDENTITY
 */
export async function openEnvelope(sealed: Bytes, identities: readonly string[]): Promise<EnvelopeContent> {
  const size = classOfSealed(sealed.length);
  if (size === null) throw badEnvelope('it has the length of no class');
  // One hybrid recipient has one length in an age file: what is left holds the bytes of its class.
  const plain = await open(sealed, identities, 1);
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  const end = LENGTH_BYTES + length;
  if (end > plain.length) throw badEnvelope('it is shorter than it says');
  // One content has one sealed form: nothing travels behind it, and no class is larger than need be.
  if (plain.subarray(end).some((byte) => byte !== 0) || classFor(length) !== size) {
    throw new CryptoError('BAD_PADDING', 'The envelope holds more than it says.');
  }
  return readContent(plain.slice(LENGTH_BYTES, end));
}

function padded(content: Bytes): Bytes {
  const front = new Uint8Array(LENGTH_BYTES);
  new DataView(front.buffer).setUint32(0, content.length);
  const padding = new Uint8Array(plainLength(classFor(content.length)) - LENGTH_BYTES - content.length);
  return concatBytes(front, content, padding);
}

function classFor(contentLength: number): SizeClass {
  const size = SIZE_CLASSES.find((each) => LENGTH_BYTES + contentLength <= plainLength(each));
  if (size === undefined) throw new CryptoError('TOO_LARGE', 'This is too long for one message.');
  return size;
}

function readContent(bytes: Bytes): EnvelopeContent {
  try {
    const value = parseCanonicalJson(bytes) as { typ?: unknown } | null;
    if (value?.typ === 'nrm-event') {
      const { event } = fieldsOf(value, ['typ', 'event']);
      return { typ: 'nrm-event', event: readSignedEvent(event) };
    }
    if (value?.typ === 'nrm-copy') {
      const { envelope, receiver, event } = fieldsOf(value, ['typ', 'envelope', 'receiver', 'event']);
      return { typ: 'nrm-copy', envelope: uuid(envelope), receiver: uuid(receiver), event: readSignedEvent(event) };
    }
    throw new ShapeError('it is neither an event nor a copy of one');
  } catch (error) {
    throw badEnvelope(error instanceof ShapeError ? error.message : 'it is no canonical JSON');
  }
}

function badEnvelope(fault: string): CryptoError {
  return new CryptoError('BAD_ENVELOPE', `This is no envelope of ours: ${fault}.`);
}
