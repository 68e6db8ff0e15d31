import { type Bytes, concatBytes, equalBytes, fromBase64url, fromHex, toHex } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';

/** An Ed25519 key pair (RFC 8032). */
export interface SigningKeyPair {
  /** PKCS #8, 48 bytes. Secret. */
  signingKey: Bytes;
  /** 32 bytes. */
  publicKey: Bytes;
}

const PUBLIC_KEY_BYTES = 32;
const SEED_BYTES = 32;

/** What RFC 8410 §7 puts in front of the 32 secret bytes. */
const PKCS8_FRONT = fromHex('302e020100300506032b657004220420');

export async function newSigningKeyPair(): Promise<SigningKeyPair> {
  const pair = (await globalThis.crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  return {
    signingKey: new Uint8Array(await globalThis.crypto.subtle.exportKey('pkcs8', pair.privateKey)),
    publicKey: new Uint8Array(await globalThis.crypto.subtle.exportKey('raw', pair.publicKey)),
  };
}

/**
 * A secret key that WebCrypto will use but not give out again.
 *
 * @param signingKey PKCS #8
 * @throws CryptoError BAD_KEY
 */
export function importSigningKey(signingKey: Bytes): Promise<CryptoKey> {
  return importPkcs8(signingKey, false);
}

/**
 * @param publicKey 32 bytes
 * @throws CryptoError BAD_KEY
 */
export async function importPublicKey(publicKey: Bytes): Promise<CryptoKey> {
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw badPublicKey('is not 32 bytes long');
  try {
    return await globalThis.crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  } catch {
    throw badPublicKey('is not one');
  }
}

/**
 * @param signingKey PKCS #8
 * @returns 32 bytes
 * @throws CryptoError BAD_KEY
 */
export async function publicKeyOf(signingKey: Bytes): Promise<Bytes> {
  // WebCrypto tells the public half of a secret key only as a JSON Web Key (RFC 8037), and only of one it may give out.
  const jwk = await globalThis.crypto.subtle.exportKey('jwk', await importPkcs8(signingKey, true));
  return fromBase64url(jwk.x ?? '');
}

/**
 * @param signingKey PKCS #8
 * @returns the signature, 64 bytes
 * @throws CryptoError BAD_KEY
 */
export async function sign(message: Bytes, signingKey: Bytes): Promise<Bytes> {
  return new Uint8Array(await globalThis.crypto.subtle.sign('Ed25519', await importSigningKey(signingKey), message));
}

/**
 * @param publicKey 32 bytes
 * @returns false for a signature by another key, over another message, or of another length
 * @throws CryptoError BAD_KEY
 */
export async function verify(message: Bytes, signature: Bytes, publicKey: Bytes): Promise<boolean> {
  return globalThis.crypto.subtle.verify('Ed25519', await importPublicKey(publicKey), signature, message);
}

/**
 * For enrolment: refuses a key for which a signature can be made without its secret, or that has a second spelling.
 *
 * It does not prove that anybody holds the secret; a signature does.
 *
 * @throws CryptoError BAD_KEY
 */
export function assertSoundPublicKey(publicKey: Bytes): void {
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw badPublicKey('is not 32 bytes long');
  const y = heightOf(publicKey);
  // RFC 8032 §5.1.3: the height is a number below p.
  if (y >= P) throw badPublicKey('is not written canonically');
  if (LOW_ORDER_HEIGHTS.includes(y)) throw badPublicKey('is a point of low order');
}

/** The prime of the field, RFC 8032 §5.1. */
const P = 2n ** 255n - 19n;

/** The y coordinate: little-endian, without the highest bit, which is the sign of x. */
function heightOf(publicKey: Bytes): bigint {
  return BigInt(`0x${toHex(publicKey.toReversed())}`) & (2n ** 255n - 1n);
}

/** The y coordinate of the points of order eight, up to its sign: d·y⁴ + 2·y² = 1, which the test proves. */
const EIGHTH = heightOf(fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'));

/** All eight points whose order divides eight: orders 4, 1, 2 and 8. Each height is refused with either sign. */
const LOW_ORDER_HEIGHTS = [0n, 1n, P - 1n, EIGHTH, P - EIGHTH];

async function importPkcs8(signingKey: Bytes, extractable: boolean): Promise<CryptoKey> {
  const front = signingKey.slice(0, PKCS8_FRONT.length);
  // One spelling only: PKCS #8 may carry attributes and a public key of its own, and runtimes differ in what they take.
  if (signingKey.length !== PKCS8_FRONT.length + SEED_BYTES || !equalBytes(front, PKCS8_FRONT)) throw badSigningKey();
  try {
    return await globalThis.crypto.subtle.importKey('pkcs8', signingKey, 'Ed25519', extractable, ['sign']);
  } catch {
    throw badSigningKey();
  }
}

/** @param seed the 32 bytes that RFC 8032 calls the private key */
export function signingKeyFromSeed(seed: Bytes): Bytes {
  return concatBytes(PKCS8_FRONT, seed);
}

function badSigningKey(): CryptoError {
  return new CryptoError('BAD_KEY', 'This is not the secret half of an Ed25519 key.');
}

function badPublicKey(fault: string): CryptoError {
  return new CryptoError('BAD_KEY', `This public Ed25519 key ${fault}.`);
}
