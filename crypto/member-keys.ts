import { generateIdentity, isRecipient, recipientOf } from './age.ts';
import { type Bytes, fromBase64url, fromUtf8, toBase64url } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { CryptoError } from './crypto-error.ts';
import { assertSoundPublicKey, newSigningKeyPair, publicKeyOf } from './ed25519.ts';
import { fieldsOf, orNull, text, uuid } from './shape.ts';

/** What makes a person a member. Made in the member's browser; the secret halves leave it only inside the bundle. */
export interface MemberKeys {
  /** `AGE-SECRET-KEY-PQ-1…`. Secret. */
  identity: string;
  /** `age1pq1…` */
  recipient: string;
  /** PKCS #8, 48 bytes. Secret. */
  signingKey: Bytes;
  /** Ed25519, 32 bytes. */
  signingPublicKey: Bytes;
  /** Null for an operator who belongs to no organisation. */
  anchor: Anchor | null;
}

/**
 * The organisation that a member joined, as the member's browser learnt it: from its own hand or from the inviter's link, never
 * from a node. It is sealed with the keys, so that no node can put another organisation in its place.
 */
export interface Anchor {
  /** UUID */
  organisation: string;
  /** The organisation's enrolment key: Ed25519, 32 bytes as base64url. */
  enrolmentKey: string;
}

/** What others know of a member's keys, named as in the member's certificate. */
export interface PublicHalf {
  /** `age1pq1…` */
  recipient: string;
  /** Ed25519, 32 bytes as base64url. */
  signingKey: string;
}

export async function newMemberKeys(anchor: Anchor | null = null): Promise<MemberKeys> {
  const identity = await generateIdentity();
  const { signingKey, publicKey } = await newSigningKeyPair();
  return { identity, recipient: await recipientOf(identity), signingKey, signingPublicKey: publicKey, anchor };
}

export function publicHalf({ recipient, signingPublicKey }: MemberKeys): PublicHalf {
  return { recipient, signingKey: toBase64url(signingPublicKey) };
}

/**
 * What a newcomer sent, and nothing more than that.
 *
 * @throws CryptoError BAD_KEY
 */
export function readPublicHalf(json: string): PublicHalf {
  try {
    const fields = fieldsOf(JSON.parse(json), ['recipient', 'signingKey']);
    const half = { recipient: text(fields.recipient), signingKey: text(fields.signingKey) };
    assertSoundPublicKey(fromBase64url(half.signingKey));
    if (isRecipient(half.recipient)) return half;
  } catch {
    // Refused below.
  }
  throw new CryptoError('BAD_KEY', "These are not a newcomer's keys.");
}

/** The secret halves and the anchor as bytes, for the bundle: canonical JSON. */
export function writeMemberKeys({ identity, signingKey, anchor }: MemberKeys): Bytes {
  return canonicalJson({ anchor, identity, signingKey: toBase64url(signingKey) });
}

/**
 * The public halves are computed anew, so that they always fit the secret ones.
 *
 * @throws CryptoError BAD_KEY
 */
export async function readMemberKeys(bytes: Bytes): Promise<MemberKeys> {
  try {
    const fields = fieldsOf(JSON.parse(fromUtf8(bytes)), ['anchor', 'identity', 'signingKey']);
    const identity = text(fields.identity);
    const signingKey = fromBase64url(text(fields.signingKey));
    return {
      identity,
      recipient: await recipientOf(identity),
      signingKey,
      signingPublicKey: await publicKeyOf(signingKey),
      anchor: orNull(fields.anchor, readAnchor),
    };
  } catch {
    throw new CryptoError('BAD_KEY', "These bytes are not a member's keys.");
  }
}

function readAnchor(value: unknown): Anchor {
  const fields = fieldsOf(value, ['organisation', 'enrolmentKey']);
  const enrolmentKey = text(fields.enrolmentKey);
  assertSoundPublicKey(fromBase64url(enrolmentKey));
  return { organisation: uuid(fields.organisation), enrolmentKey };
}
