import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Bytes } from './bytes.ts';

/** The list of BIP 39 has 2048 words, so that each says eleven bits; no two begin with the same four letters. */
const BITS_PER_WORD = 11;
const PASSPHRASE_WORDS = 6;
const FINGERPRINT_WORDS = 12;

/**
 * Six words in small letters with one blank between: 66 bits, drawn evenly.
 *
 * Sixty-six, because whoever copies a node's database and its sign-in file may guess without asking the node, at the price of
 * one Argon2id for each guess.
 */
export function passphrase(): string {
  const drawn = globalThis.crypto.getRandomValues(new Uint16Array(PASSPHRASE_WORDS));
  // 2048 divides 65,536: every word is drawn by 32 of the numbers.
  return Array.from(drawn, (number) => wordlist[number % wordlist.length]).join(' ');
}

/**
 * A passphrase as `passphrase` writes it, however it was typed: in capitals, with hyphens, line breaks or several blanks,
 * with letters of full width or marks that nobody sees.
 */
export function normalisePassphrase(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\s\p{Dash_Punctuation}\u2212]+/gu, ' ')
    .trim();
}

/**
 * Twelve words that two people compare by telephone to know that they have the same public key: the first 132 bits of the
 * SHA-256 of its bytes.
 *
 * To find another key with the same words takes 2¹³² attempts; 2⁶⁶ for two keys of the attacker's own that share theirs, which
 * deceives nobody about a key that is somebody else's.
 */
export async function fingerprint(bytes: Bytes): Promise<string> {
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
  const bits = Array.from(hash, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: FINGERPRINT_WORDS }, (_, index) => {
    const word = bits.slice(index * BITS_PER_WORD, (index + 1) * BITS_PER_WORD);
    return wordlist[Number.parseInt(word, 2)];
  }).join(' ');
}
