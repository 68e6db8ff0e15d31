import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromHex, randomBytes, toHex } from './bytes.ts';
import {
  newRecoveryCode,
  readRecoveryCode,
  recoveryAuthenticator,
  recoveryWrappingKey,
  showRecoveryCode,
} from './recovery-code.ts';
import { anyText, someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const secrets = someBytes({ minLength: 16, maxLength: 16 });
const codeFor = (text: string) => codeOf(() => readRecoveryCode(text));
const replaced = (text: string, place: number, character: string) =>
  text.slice(0, place) + character + text.slice(place + 1);

it('is seven groups of four, other ones each time', () => {
  expect(newRecoveryCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/);
  expect(newRecoveryCode()).not.toBe(newRecoveryCode());
});

it('is printed alike for ever', () => {
  const secret = fromHex('000102030405060708090a0b0c0d0e0f');
  // The check characters were found apart, as the only two that make 2 and 4 zeros of the polynomial.
  expect(showRecoveryCode(secret)).toBe('000G-40R4-0M30-E209-185G-R38E-1WEC');
});

it('is read as it was shown, however it was typed', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const code = showRecoveryCode(secret);
      const sloppy = code
        .toLowerCase()
        .replaceAll('-', ' ')
        .replaceAll('0', 'o')
        .replace('1', 'l')
        .replaceAll('1', 'i');
      for (const typed of [code, code.replaceAll('-', ''), ` ${sloppy}\n`, code.replaceAll('-', ' – ')]) {
        expect(readRecoveryCode(typed)).toEqual(secret);
      }
    }),
  );
});

it('notices every single character that is wrong', async () => {
  await fc.assert(
    fc.asyncProperty(secrets, async (secret) => {
      const code = showRecoveryCode(secret).replaceAll('-', '');
      for (let place = 0; place < code.length; place++) {
        for (const character of ALPHABET) {
          if (character === code[place]) continue;
          expect(await codeFor(replaced(code, place, character))).toBe('BAD_RECOVERY_CODE');
        }
      }
    }),
    { numRuns: 5 },
  );
});

it('notices any two characters that are exchanged, neighbours or not', async () => {
  await fc.assert(
    fc.asyncProperty(secrets, async (secret) => {
      const code = showRecoveryCode(secret).replaceAll('-', '');
      for (let first = 0; first < code.length; first++) {
        for (let second = first + 1; second < code.length; second++) {
          const [a, b] = [code[first] ?? '', code[second] ?? ''];
          if (a === b) continue;
          expect(await codeFor(replaced(replaced(code, first, b), second, a))).toBe('BAD_RECOVERY_CODE');
        }
      }
    }),
    { numRuns: 5 },
  );
});

it('notices any two characters that are wrong', async () => {
  const place = fc.nat(27);
  const character = fc.constantFrom(...ALPHABET);
  await fc.assert(
    fc.asyncProperty(secrets, place, place, character, character, async (secret, first, second, one, other) => {
      const code = showRecoveryCode(secret).replaceAll('-', '');
      const typed = replaced(replaced(code, first, one), second, other);
      fc.pre(typed !== code);
      expect(await codeFor(typed)).toBe('BAD_RECOVERY_CODE');
    }),
    { numRuns: 2000 },
  );
});

it('notices a character that is missing or too many', async () => {
  const code = newRecoveryCode();
  for (let place = 0; place < code.length; place++) {
    if (code[place] === '-') continue;
    expect(await codeFor(replaced(code, place, ''))).toBe('BAD_RECOVERY_CODE');
    expect(await codeFor(replaced(code, place, `${code[place]}7`))).toBe('BAD_RECOVERY_CODE');
  }
});

it('refuses the two bits that no code uses, though the check fits', async () => {
  // All 26 characters are Z: 130 bits, all of them set.
  const refused = [...ALPHABET].flatMap((first) => [...ALPHABET].map((second) => `${'Z'.repeat(26)}${first}${second}`));
  for (const text of refused) expect(await codeFor(text)).toBe('BAD_RECOVERY_CODE');
});

it('refuses any other text', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      expect(await codeFor(text)).toBe('BAD_RECOVERY_CODE');
    }),
  );
});

it('gives the server and the bundle keys that tell nothing of each other', async () => {
  const secret = randomBytes(16);
  const [authenticator, wrappingKey] = [await recoveryAuthenticator(secret), await recoveryWrappingKey(secret)];
  expect(authenticator).toHaveLength(32);
  expect(wrappingKey).toHaveLength(32);
  expect(toHex(authenticator)).not.toBe(toHex(wrappingKey));
  expect(await recoveryAuthenticator(secret)).toEqual(authenticator);
});
