import { type Bytes, concatBytes, randomBytes, toUtf8 } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Below this a secret can be guessed. */
const LEAST_SECRET_BYTES = 16;

/**
 * HKDF (RFC 5869) with SHA-256: a key for one purpose from a secret that serves several.
 *
 * @param secret 16 bytes or more, hard to guess already: HKDF adds nothing to a weak one
 * @param info names the purpose; keys of different purposes tell nothing of each other
 * @returns 32 bytes
 * @throws CryptoError BAD_KEY when the secret is too short
 */
export async function deriveKey(secret: Bytes, info: string, salt: Bytes = new Uint8Array()): Promise<Bytes> {
  if (secret.length < LEAST_SECRET_BYTES) throw new CryptoError('BAD_KEY', 'This secret is too short for a key.');
  const key = await globalThis.crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt, info: toUtf8(info) };
  return new Uint8Array(await globalThis.crypto.subtle.deriveBits(parameters, key, KEY_BYTES * 8));
}

/**
 * AES-256-GCM (NIST SP 800-38D).
 *
 * The nonce is random, so one key may wrap some four thousand million times at most (SP 800-38D §8.3). Ours wrap a few.
 *
 * @param key 32 bytes
 * @param associatedData where the bytes belong: not kept, but needed again to unwrap them
 * @returns nonce (12 bytes), ciphertext, tag (16 bytes)
 * @throws CryptoError BAD_KEY when the key is not 32 bytes long
 */
export async function wrap(key: Bytes, bytes: Bytes, associatedData: Bytes): Promise<Bytes> {
  const nonce = randomBytes(NONCE_BYTES);
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: associatedData };
  const sealed = await globalThis.crypto.subtle.encrypt(parameters, await importKey(key, 'encrypt'), bytes);
  return concatBytes(nonce, new Uint8Array(sealed));
}

/**
 * @param key 32 bytes
 * @param wrapped as `wrap` returns it
 * @throws CryptoError WRONG_KEY for another key, other associated data, and bytes that were changed: these cannot be told apart;
 *   BAD_KEY when the key is not 32 bytes long
 */
export async function unwrap(key: Bytes, wrapped: Bytes, associatedData: Bytes): Promise<Bytes> {
  const imported = await importKey(key, 'decrypt');
  if (wrapped.length < NONCE_BYTES + TAG_BYTES) throw wrongKey();
  const parameters = { name: 'AES-GCM', iv: wrapped.slice(0, NONCE_BYTES), additionalData: associatedData };
  try {
    return new Uint8Array(await globalThis.crypto.subtle.decrypt(parameters, imported, wrapped.slice(NONCE_BYTES)));
  } catch {
    throw wrongKey();
  }
}

function importKey(key: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  // WebCrypto would take 16 and 24 bytes as well.
  if (key.length !== KEY_BYTES) throw new CryptoError('BAD_KEY', 'An AES-256 key is 32 bytes long.');
  return globalThis.crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]);
}

function wrongKey(): CryptoError {
  return new CryptoError('WRONG_KEY', 'This key does not open these bytes, or they were changed.');
}
