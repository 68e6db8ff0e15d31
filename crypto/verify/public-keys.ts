import { type Bytes, fromBase64url, fromHex, toHex, toUtf8 } from '../bytes.ts';
import { assertSoundPublicKey } from '../ed25519.ts';
import { fieldsOf, matching, text } from '../shape.ts';
import { canonicalTuf } from './canonical-tuf.ts';
import { ProofError, type ProofFile } from './proof-error.ts';
import { sha256 } from './strict-text.ts';

/** A public key as TUF writes it. */
export interface TufKey {
  keytype: 'ed25519';
  scheme: 'ed25519';
  /** 32 bytes in hexadecimal. */
  keyval: { public: string };
}

/** @param publicKey 32 bytes */
export function tufKey(publicKey: Bytes): TufKey {
  return { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: toHex(publicKey) } };
}

/**
 * The name of a key: the SHA-256 of the key as canonical JSON (TUF 1.0.31 §4.2). Since a key has one spelling only, one key
 * never has two names and is never counted twice.
 *
 * @param publicKey 32 bytes
 */
export function keyIdOf(publicKey: Bytes): Promise<string> {
  return sha256(toUtf8(canonicalTuf(tufKey(publicKey))));
}

/**
 * @returns 32 bytes
 * @throws ShapeError; ProofError UNKNOWN_SCHEME, BAD_KEY
 */
export function readTufKey(file: ProofFile, value: unknown): Bytes {
  const { keytype, scheme, keyval } = fieldsOf(value, ['keytype', 'scheme', 'keyval']);
  if (keytype !== 'ed25519' || scheme !== 'ed25519') {
    throw new ProofError('UNKNOWN_SCHEME', file, `The ${file} file names a signature scheme other than Ed25519.`);
  }
  const written = matching(fieldsOf(keyval, ['public']).public, /^[0-9a-f]{64}$/, 'a public key');
  return sound(file, fromHex(written));
}

/**
 * @param value 32 bytes as base64url
 * @returns the text
 * @throws ShapeError; ProofError BAD_KEY
 */
export function readPublicKey(file: ProofFile, value: unknown): string {
  const written = text(value);
  let bytes: Bytes;
  try {
    bytes = fromBase64url(written);
  } catch {
    throw badKey(file);
  }
  sound(file, bytes);
  return written;
}

function sound(file: ProofFile, publicKey: Bytes): Bytes {
  try {
    assertSoundPublicKey(publicKey);
    return publicKey;
  } catch {
    throw badKey(file);
  }
}

function badKey(file: ProofFile): ProofError {
  return new ProofError('BAD_KEY', file, `The ${file} file holds a key that is not a sound Ed25519 key.`);
}
