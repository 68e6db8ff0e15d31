import { readBundle as parse } from '#crypto/bundle.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { Refusal } from '../refusal.ts';

/**
 * Looks at the shape of a bundle; the server can look at nothing else.
 *
 * @returns the bundle as JSON
 * @throws Refusal BAD_BUNDLE
 */
export function readBundle(json: string): string {
  try {
    return JSON.stringify(parse(json));
  } catch (error) {
    if (error instanceof CryptoError) throw new Refusal('BAD_BUNDLE', 'These are no sealed keys of an account.');
    throw error;
  }
}
