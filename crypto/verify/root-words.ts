import { fingerprint } from '../words.ts';
import { readRoot } from './root-file.ts';

/**
 * Twelve words for a State's root, which two people compare by a second channel. They are of what is signed, so that a
 * signature more or less does not change them.
 *
 * @throws ProofError as `readRoot`
 */
export async function rootWords(text: string): Promise<string> {
  return fingerprint((await readRoot(text)).bytes);
}
