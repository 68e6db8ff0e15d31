import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  concatBytes,
  equalBytes,
  fromBase64url,
  fromHex,
  fromUtf8,
  randomBytes,
  toBase64url,
  toHex,
  toUtf8,
} from './bytes.ts';
import { anyText, someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';

it('writes bytes and reads them back', () => {
  fc.assert(
    fc.property(someBytes(), (bytes) => {
      expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }),
  );
});

it('reads of each text only the one spelling that it would write', async () => {
  const spellings: [(text: string) => unknown, (bytes: never) => string][] = [
    [fromBase64url, toBase64url],
    [fromHex, toHex],
  ];
  const likely = fc.oneof(anyText, fc.base64String(), fc.string({ unit: fc.constantFrom(...'aF0-_=') }));
  await fc.assert(
    fc.asyncProperty(likely, fc.constantFrom(...spellings), async (text, [read, write]) => {
      if ((await codeOf(() => read(text))) === null) expect(write(read(text) as never)).toBe(text);
    }),
  );
});

it.each(['AA==', 'AB', 'A', 'AA\n', '+/+/', 'AAA A'])('refuses %j as base64url', async (text) => {
  expect(await codeOf(() => fromBase64url(text))).toBe('BAD_ENCODING');
});

it.each(['FF', 'a', 'abc', '0x', ' 00', '00\n', 'é0'])('refuses %j as hexadecimal', async (text) => {
  expect(await codeOf(() => fromHex(text))).toBe('BAD_ENCODING');
});

it('gives RFC 4648 its bytes', () => {
  expect(toBase64url(toUtf8('foob'))).toBe('Zm9vYg');
  expect(toBase64url(Uint8Array.of(0xfb, 0xff))).toBe('-_8');
});

it('keeps every character of a text and refuses half ones', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      if ((await codeOf(() => toUtf8(text))) === null) expect(fromUtf8(toUtf8(text))).toBe(text);
      else expect(text).toMatch(/[\ud800-\udfff]/);
    }),
  );
  expect(fromUtf8(toUtf8('\ufeffx'))).toBe('\ufeffx');
  expect(await codeOf(() => toUtf8('a\ud800'))).toBe('BAD_ENCODING');
  expect(await codeOf(() => fromUtf8(Uint8Array.of(0xc0, 0x80)))).toBe('BAD_ENCODING');
});

it('puts bytes together', () => {
  expect(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
});

it('compares bytes', () => {
  fc.assert(
    fc.property(someBytes(), someBytes(), (one, other) => {
      expect(equalBytes(one, Uint8Array.from(one))).toBe(true);
      expect(equalBytes(one, other)).toBe(toHex(one) === toHex(other));
    }),
  );
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false);
});

it('draws other bytes each time', () => {
  expect(randomBytes(32)).toHaveLength(32);
  expect(randomBytes(32)).not.toEqual(randomBytes(32));
});
