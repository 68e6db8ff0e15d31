import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromHex, randomBytes, toHex, toUtf8 } from './bytes.ts';
import { someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';
import { deriveKey, unwrap, wrap } from './wrap.ts';

const key = randomBytes(32);
const place = toUtf8('here');

it('unwraps what it wrapped, and never wraps alike', async () => {
  await fc.assert(
    fc.asyncProperty(someBytes(), someBytes(), async (bytes, associatedData) => {
      const wrapped = await wrap(key, bytes, associatedData);
      expect(wrapped).toHaveLength(bytes.length + 28);
      expect(await unwrap(key, wrapped, associatedData)).toEqual(bytes);
      expect(await wrap(key, bytes, associatedData)).not.toEqual(wrapped);
    }),
  );
});

it('refuses another key, another place, and every changed bit', async () => {
  const wrapped = await wrap(key, toUtf8('secret'), place);
  expect(await codeOf(() => unwrap(randomBytes(32), wrapped, place))).toBe('WRONG_KEY');
  expect(await codeOf(() => unwrap(key, wrapped, toUtf8('there')))).toBe('WRONG_KEY');
  for (const [index, byte] of wrapped.entries()) {
    expect(await codeOf(() => unwrap(key, wrapped.with(index, byte ^ 1), place))).toBe('WRONG_KEY');
  }
});

it('refuses any other bytes', async () => {
  await fc.assert(
    fc.asyncProperty(someBytes(), async (bytes) => {
      expect(await codeOf(() => unwrap(key, bytes, place))).toBe('WRONG_KEY');
    }),
  );
});

it('takes keys of 32 bytes only', async () => {
  for (const length of [0, 16, 24, 31, 33]) {
    expect(await codeOf(() => wrap(randomBytes(length), place, place))).toBe('BAD_KEY');
    expect(await codeOf(() => unwrap(randomBytes(length), randomBytes(60), place))).toBe('BAD_KEY');
  }
});

it('opens test case 16 of the GCM specification (McGrew and Viega, appendix B)', async () => {
  const vectorKey = fromHex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308');
  const nonce = 'cafebabefacedbaddecaf888';
  const ciphertext =
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662';
  const tag = '76fc6ece0f4e1768cddf8853bb2d551b';
  const associated = fromHex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
  expect(toHex(await unwrap(vectorKey, fromHex(nonce + ciphertext + tag), associated))).toBe(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  );
});

it('derives what RFC 5869 appendix A.3 does, cut to 32 bytes', async () => {
  const derived = await deriveKey(new Uint8Array(22).fill(0x0b), '');
  expect(toHex(derived)).toBe('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d');
});

it('derives another key for each purpose, secret and salt', async () => {
  const secret = randomBytes(32);
  const derived = await Promise.all([
    deriveKey(secret, 'one'),
    deriveKey(secret, 'two'),
    deriveKey(secret, 'one', Uint8Array.of(1)),
    deriveKey(randomBytes(32), 'one'),
  ]);
  expect(new Set(derived.map(toHex)).size).toBe(4);
  expect(await deriveKey(secret, 'one')).toEqual(derived[0]);
});

it('derives nothing from what can be guessed', async () => {
  expect(await codeOf(() => deriveKey(randomBytes(15), 'one'))).toBe('BAD_KEY');
});
