import { base64urlnopad } from '@scure/base';
import { CryptoError } from './crypto-error.ts';

/** Bytes in memory that nobody else can write to meanwhile: what WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** RFC 4648 §5, without padding. */
export function toBase64url(bytes: Bytes): string {
  return base64urlnopad.encode(bytes);
}

/**
 * Reads only what `toBase64url` writes: no padding, no blanks, no bits behind the end. So two different texts are never the
 * same bytes.
 *
 * @throws CryptoError BAD_ENCODING
 */
export function fromBase64url(text: string): Bytes {
  try {
    return Uint8Array.from(base64urlnopad.decode(text));
  } catch {
    throw new CryptoError('BAD_ENCODING', 'This is not base64url without padding.');
  }
}

/** Small letters. */
export function toHex(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @throws CryptoError BAD_ENCODING for anything but pairs of digits and small letters */
export function fromHex(text: string): Bytes {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new CryptoError('BAD_ENCODING', 'This is not hexadecimal.');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Half a character, which UTF-8 cannot say and `TextEncoder` would silently replace. */
const LONE_SURROGATE = /\p{Surrogate}/u;

export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** @throws CryptoError BAD_ENCODING for half a character */
export function toUtf8(text: string): Bytes {
  if (!isWellFormed(text)) throw new CryptoError('BAD_ENCODING', 'This text holds half a character.');
  return new TextEncoder().encode(text);
}

/**
 * Every byte counts: a byte order mark stays in the text.
 *
 * @throws CryptoError BAD_ENCODING
 */
export function fromUtf8(bytes: Bytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CryptoError('BAD_ENCODING', 'These bytes are not UTF-8.');
  }
}

export function concatBytes(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * Looks at every byte, whatever the first ones are, so that the time taken tells nothing of where two secrets differ. Their
 * lengths are not secret.
 */
export function equalBytes(one: Bytes, other: Bytes): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index++) difference |= (one[index] ?? 0) ^ (other[index] ?? 0);
  return difference === 0;
}

export function randomBytes(length: number): Bytes {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
