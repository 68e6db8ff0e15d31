import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generateIdentity, open, recipientOf, seal } from './age.ts';
import { openAttachment, type SealedAttachment, sealAttachment } from './attachment.ts';
import { MOST_ATTACHMENT_BYTES, MOST_SEALED_BYTES } from './attachment-sizes.ts';
import { type Bytes, concatBytes, equalBytes, randomBytes, toUtf8 } from './bytes.ts';
import { padmeLength } from './padme.ts';
import { someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';
import { sha256 } from './verify/strict-text.ts';

const { sealed, attachment } = await sealAttachment(toUtf8('A photograph of a passport'));
const opens = (bytes: Bytes, said: Partial<SealedAttachment> = {}) =>
  codeOf(() => openAttachment(bytes, { ...attachment, ...said }));

/** Sealed by somebody who does not keep to the rules. */
async function sealedOtherwise(padded: Bytes, length: number) {
  const key = await generateIdentity();
  const bytes = await seal(padded, [await recipientOf(key)]);
  return { bytes, said: { key, length, sha256: await sha256(bytes) } };
}

it('opens what it sealed, and seals the same file never alike', async () => {
  await fc.assert(
    fc.asyncProperty(someBytes({ maxLength: 3000 }), async (bytes) => {
      const [one, other] = [await sealAttachment(bytes), await sealAttachment(bytes)];
      expect(await openAttachment(one.sealed, one.attachment)).toEqual(bytes);
      expect(one.attachment).toEqual({
        key: expect.stringMatching(/^AGE-SECRET-KEY-PQ-1/),
        length: bytes.length,
        sha256: await sha256(one.sealed),
      });
      expect(one.attachment.key).not.toBe(other.attachment.key);
      expect(equalBytes(one.sealed, other.sealed)).toBe(false);
    }),
    { numRuns: 5 },
  );
});

it('gives files of similar length the same sealed length', async () => {
  const lengths = await Promise.all(
    [60_000, 60_001, 60_300].map(async (length) => (await sealAttachment(randomBytes(length))).sealed.length),
  );
  expect(new Set(lengths).size).toBe(1);
  expect((await open(sealed, [attachment.key])).length).toBe(padmeLength(attachment.length));
});

it('takes 50 MB and not a byte more', async () => {
  const longest = new Uint8Array(MOST_ATTACHMENT_BYTES + 1).fill(7);
  expect(await codeOf(() => sealAttachment(longest))).toBe('TOO_LONG');
  const whole = await sealAttachment(longest.slice(1));
  expect(whole.sealed.length).toBeLessThanOrEqual(MOST_SEALED_BYTES);
  expect(whole.sealed.length).toBeGreaterThan(MOST_SEALED_BYTES - 4096);
  expect((await openAttachment(whole.sealed, whole.attachment)).length).toBe(MOST_ATTACHMENT_BYTES);
}, 60_000);

it('is not made to open more than that', async () => {
  expect(await opens(new Uint8Array(MOST_SEALED_BYTES + 1))).toBe('TOO_LONG');
  expect(await opens(sealed, { length: MOST_ATTACHMENT_BYTES + 1 })).toBe('TOO_LONG');
});

it('refuses bytes that the event does not name', async () => {
  const last = sealed.length - 1;
  expect(await opens(sealed.with(last, (sealed[last] ?? 0) ^ 1))).toBe('BAD_CIPHERTEXT');
  expect(await opens(sealed.slice(0, last))).toBe('BAD_CIPHERTEXT');
  expect(await opens(concatBytes(sealed, Uint8Array.of(0)))).toBe('BAD_CIPHERTEXT');
  for (const text of ['', attachment.sha256.toUpperCase(), `${attachment.sha256}0`, '0'.repeat(64)]) {
    expect(await opens(sealed, { sha256: text })).toBe('BAD_CIPHERTEXT');
  }
});

it('refuses another key, and what was sealed to more than one', async () => {
  expect(await opens(sealed, { key: await generateIdentity() })).toBe('NOT_FOR_US');
  expect(await opens(sealed, { key: 'none' })).toBe('BAD_IDENTITY');
  const recipients = [await recipientOf(attachment.key), await recipientOf(await generateIdentity())];
  const forTwo = await seal(new Uint8Array(8), recipients);
  expect(await opens(forTwo, { length: 8, sha256: await sha256(forTwo) })).toBe('BAD_CIPHERTEXT');
});

it('refuses another length than the true one', async () => {
  for (const length of [-1, 0.5, Number.NaN, -Number.MAX_VALUE, 0, attachment.length + 100]) {
    expect(await opens(sealed, { length })).toBe('BAD_PADDING');
  }
});

it('refuses what hides something behind its end', async () => {
  const padded = new Uint8Array(padmeLength(9));
  const clean = await sealedOtherwise(padded, 9);
  expect(await opens(clean.bytes, clean.said)).toBeNull();
  const hidden = await sealedOtherwise(padded.with(9, 1), 9);
  expect(await opens(hidden.bytes, hidden.said)).toBe('BAD_PADDING');
  const unpadded = await sealedOtherwise(new Uint8Array(9), 9);
  expect(await opens(unpadded.bytes, unpadded.said)).toBe('BAD_PADDING');
});

it('takes any bytes for what they are', async () => {
  await fc.assert(
    fc.asyncProperty(someBytes(), fc.integer(), async (bytes, length) => {
      expect(['BAD_CIPHERTEXT', 'TOO_LONG']).toContain(await opens(bytes, { length, sha256: await sha256(bytes) }));
    }),
  );
});
