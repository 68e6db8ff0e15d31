import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toUtf8 } from './bytes.ts';
import { anyText, someBytes } from './test-support/arbitrary.ts';
import { fingerprint, normalisePassphrase, passphrase } from './words.ts';

it('draws six words, other ones each time', () => {
  const drawn = Array.from({ length: 100 }, passphrase);
  for (const words of drawn) expect(words).toMatch(/^[a-z]{3,8}( [a-z]{3,8}){5}$/);
  expect(new Set(drawn).size).toBe(100);
});

it('draws all words, none much more often than another', () => {
  const counts = new Map<string, number>();
  for (let turn = 0; turn < 20_000; turn++) {
    for (const word of passphrase().split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  expect(counts.size).toBe(2048);
  const expected = (20_000 * 6) / 2048;
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // Mean 2047, standard deviation 64: eight of them away, not once in a thousand million runs.
  expect(chiSquare).toBeGreaterThan(2047 - 8 * 64);
  expect(chiSquare).toBeLessThan(2047 + 8 * 64);
});

it.each([
  'abandon ability able about above absent',
  '  Abandon ABILITY\table\nabout  above\u00a0absent ',
  'abandon-ability-able-about-above-absent',
  'abandon – ability — able - about \u2212 above\u3000absent',
  'ａｂａｎｄｏｎ ability able a\u00adbout above absent\ufeff',
  'abandon ability able about above absent\u200e',
])('reads %j as the words that were meant', (typed) => {
  expect(normalisePassphrase(typed)).toBe('abandon ability able about above absent');
});

it('leaves a passphrase as it was drawn, and any text as it was normalised', () => {
  const words = passphrase();
  expect(normalisePassphrase(words)).toBe(words);
  fc.assert(
    fc.property(anyText, (text) => {
      const once = normalisePassphrase(text);
      expect(normalisePassphrase(once)).toBe(once);
    }),
    { numRuns: 1000 },
  );
});

it('takes no two words for the same', () => {
  expect(normalisePassphrase('able about')).not.toBe(normalisePassphrase('ableabout'));
});

it('gives the words of a known hash', async () => {
  // SHA-256 of "abc" begins ba7816bf 8f01cfea (FIPS 180-4); the words were computed apart, by another program.
  expect(await fingerprint(toUtf8('abc'))).toBe(
    'risk scheme quiz bulk brother vivid agree chimney tattoo uniform mass electric',
  );
});

it('gives twelve words, other ones for other bytes', async () => {
  await fc.assert(
    fc.asyncProperty(someBytes(), async (bytes) => {
      const words = await fingerprint(bytes);
      expect(words.split(' ')).toHaveLength(12);
      expect(await fingerprint(Uint8Array.of(...bytes, 0))).not.toBe(words);
    }),
  );
});
