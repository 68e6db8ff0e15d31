import { base32crockford } from '@scure/base';
import { type Bytes, randomBytes } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { deriveKey } from './wrap.ts';

const SECRET_BYTES = 16;
const SECRET_CHARACTERS = 26;
const GROUP_CHARACTERS = 4;

/** Digits and capitals without I, L, O and U, by value (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * 128 random bits to print: seven groups of four characters, `7ZXK-…`.
 *
 * 26 characters carry the bits and two check them. Read wrongly in one or two places, or with any two places exchanged, it is
 * refused for certain; anything worse passes once in 4096 times.
 */
export function newRecoveryCode(): string {
  return showRecoveryCode(randomBytes(SECRET_BYTES));
}

/** @param secret 16 bytes */
export function showRecoveryCode(secret: Bytes): string {
  const characters = base32crockford.encode(secret);
  const whole = characters + checkOf(characters);
  return Array.from({ length: whole.length / GROUP_CHARACTERS }, (_, index) =>
    whole.slice(index * GROUP_CHARACTERS, (index + 1) * GROUP_CHARACTERS),
  ).join('-');
}

/**
 * The secret of a code typed from paper. Small letters, blanks and hyphens anywhere or nowhere, O for 0, and I or L for 1 are
 * understood.
 *
 * @returns 16 bytes
 * @throws CryptoError BAD_RECOVERY_CODE
 */
export function readRecoveryCode(text: string): Bytes {
  const typed = asShown(text);
  const characters = typed.slice(0, SECRET_CHARACTERS);
  if (![...typed].every((character) => ALPHABET.includes(character))) throw mistyped();
  // The length with it: where one is missing or too many, the rest is not two characters long.
  if (typed.slice(SECRET_CHARACTERS) !== checkOf(characters)) throw mistyped();
  try {
    return Uint8Array.from(base32crockford.decode(characters));
  } catch {
    // 26 characters have two bits more than 16 bytes; ours are nought.
    throw mistyped();
  }
}

/**
 * The last group of a code as it was typed from paper, to see that the paper has it.
 *
 * @param code as it was shown
 */
export function isLastGroup(typed: string, code: string): boolean {
  return asShown(typed) === code.split('-').at(-1);
}

function asShown(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash_Punctuation}\u2212\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/**
 * What the browser sends to prove that it has the code. It tells nothing of the wrapping key.
 *
 * @param secret 16 bytes, of `readRecoveryCode`
 * @returns 32 bytes
 */
export function recoveryAuthenticator(secret: Bytes): Promise<Bytes> {
  return deriveKey(secret, 'nrm-portal recovery authenticator');
}

/**
 * What opens the bundle. It never leaves the browser.
 *
 * @param secret 16 bytes, of `readRecoveryCode`
 * @returns 32 bytes
 */
export function recoveryWrappingKey(secret: Bytes): Promise<Bytes> {
  return deriveKey(secret, 'nrm-portal recovery wrapping key');
}

/**
 * Two check characters: the remainder of a Reed-Solomon code over the 32 characters, generator (x − 2)(x − 4) = x² + 6x + 8.
 * Up to 31 characters, any two codes that are sound differ in at least three places.
 */
function checkOf(characters: string): string {
  let [high, low] = [0, 0];
  for (const character of characters) {
    const carried = ALPHABET.indexOf(character) ^ high;
    [high, low] = [low ^ times(carried, 6), times(carried, 8)];
  }
  return `${ALPHABET[high]}${ALPHABET[low]}`;
}

/** Multiplication in the field of 32 elements, modulo x⁵ + x² + 1. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 4; bit >= 0; bit--) {
    product <<= 1;
    if (product & 0b100000) product ^= 0b100101;
    if ((other >> bit) & 1) product ^= one;
  }
  return product;
}

function mistyped(): CryptoError {
  return new CryptoError(
    'BAD_RECOVERY_CODE',
    'This recovery code is mistyped: compare it with the paper, group by group.',
  );
}
