import { Encrypter } from 'age-encryption';
import type { Bytes } from './bytes.ts';

/** Rounds of scrypt as a power of two: about a second, and as much as age tools open without being told to. */
const WORK_FACTOR = 18;

/**
 * Seals bytes to a passphrase (age, `age-encryption.org/v1`, the scrypt recipient): what leaves the portal, and any age tool opens.
 *
 * @param passphrase as `passphrase` draws one: it is all that protects them, for as long as somebody keeps a copy
 */
export async function sealWithPassphrase(bytes: Bytes, passphrase: string): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return Uint8Array.from(await encrypter.encrypt(bytes));
}
