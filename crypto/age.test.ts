import { armor, Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as vectors from 'cctv-age';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateIdentity, isRecipient, open, recipientOf, seal } from './age.ts';
import { type Bytes, concatBytes, equalBytes, fromUtf8, toHex, toUtf8 } from './bytes.ts';
import { anyText, someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';

const ours = await generateIdentity();
const theirs = await generateIdentity();
const recipient = await recipientOf(ours);
const classical = await generateX25519Identity();

it('opens what was sealed to one of several', async () => {
  await fc.assert(
    fc.asyncProperty(someBytes({ maxLength: 2000 }), async (bytes) => {
      const sealed = await seal(bytes, [await recipientOf(theirs), recipient]);
      expect(await open(sealed, [ours])).toEqual(bytes);
      expect(await open(sealed, [await generateIdentity(), theirs])).toEqual(bytes);
    }),
    { numRuns: 5 },
  );
});

it('seals more than one chunk', async () => {
  const bytes = new Uint8Array(3 * 64 * 1024 + 1).fill(7);
  expect(equalBytes(await open(await seal(bytes, [recipient]), [ours]), bytes)).toBe(true);
});

it('writes keys of a certain length', async () => {
  expect(recipient).toMatch(/^age1pq1[0-9a-z]{1952}$/);
  expect(ours).toMatch(/^AGE-SECRET-KEY-PQ-1[0-9A-Z]{58}$/);
  expect(isRecipient(recipient)).toBe(true);
});

it('seals to hybrid recipients only, and never to a mixture', async () => {
  const refused = [
    await identityToRecipient(classical),
    ours,
    recipient.toUpperCase(),
    `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`,
    recipient.slice(0, -7),
    'age1tag1qwe0kafsjrar4txm6heqnhpfuggzr0gvznz7fvygxrlq90u5mq2pysxtw6h',
    '',
  ];
  for (const text of refused) {
    expect(isRecipient(text)).toBe(false);
    expect(await codeOf(() => seal(new Uint8Array(), [text]))).toBe('BAD_RECIPIENT');
    expect(await codeOf(() => seal(new Uint8Array(), [recipient, text]))).toBe('BAD_RECIPIENT');
  }
});

it('seals to somebody, and to nobody twice', async () => {
  expect(await codeOf(() => seal(new Uint8Array(), []))).toBe('BAD_RECIPIENT');
  expect(await codeOf(() => seal(new Uint8Array(), [recipient, recipient]))).toBe('BAD_RECIPIENT');
});

it('opens with hybrid identities only', async () => {
  const sealed = await seal(new Uint8Array(), [recipient]);
  for (const identity of [classical, recipient, ours.toLowerCase(), `${ours} `]) {
    expect(await codeOf(() => open(sealed, [ours, identity]))).toBe('BAD_IDENTITY');
    expect(await codeOf(() => recipientOf(identity))).toBe('BAD_IDENTITY');
  }
});

it('tells what is for others from what was changed', async () => {
  const sealed = await seal(toUtf8('For one only'), [recipient]);
  expect(await codeOf(() => open(sealed, [theirs]))).toBe('NOT_FOR_US');
  expect(await codeOf(() => open(sealed, []))).toBe('NOT_FOR_US');
  const last = sealed.length - 1;
  expect(await codeOf(() => open(sealed.with(last, (sealed[last] ?? 0) ^ 1), [ours]))).toBe('BAD_CIPHERTEXT');
  expect(await codeOf(() => open(sealed.slice(0, last), [ours]))).toBe('BAD_CIPHERTEXT');
  expect(await codeOf(() => open(concatBytes(sealed, sealed), [ours]))).toBe('BAD_CIPHERTEXT');
});

it('refuses more recipients than the caller expects before it tries any', async () => {
  const sealed = await seal(new Uint8Array(), [recipient, await recipientOf(theirs)]);
  expect(await codeOf(() => open(sealed, [ours], 1))).toBe('BAD_CIPHERTEXT');
  expect(await codeOf(() => open(sealed, [ours], 2))).toBeNull();
});

it('takes any bytes and any text for what they are', async () => {
  const start = toUtf8('age-encryption.org/v1\n-> mlkem768x25519 ');
  await fc.assert(
    fc.asyncProperty(someBytes(), fc.boolean(), async (bytes, isBegun) => {
      const file = isBegun ? concatBytes(start, bytes) : bytes;
      expect(['BAD_CIPHERTEXT', 'NOT_FOR_US']).toContain(await codeOf(() => open(file, [ours])));
    }),
  );
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      expect(isRecipient(text)).toBe(false);
      expect(await codeOf(() => recipientOf(text))).toBe('BAD_IDENTITY');
      expect(await codeOf(() => seal(new Uint8Array(), [text]))).toBe('BAD_RECIPIENT');
    }),
  );
});

interface Vector {
  name: string;
  expect: string;
  payload: string | undefined;
  identities: string[];
  passphrases: string[];
  isArmored: boolean;
  isCompressed: boolean;
  file: Bytes;
}

/** The file format of https://github.com/C2SP/CCTV/tree/main/age: "key: value" lines, an empty line, the age file. */
function readVector([name, bytes]: [string, Uint8Array]): Vector {
  const end = bytes.findIndex((byte, index) => byte === 10 && bytes[index + 1] === 10);
  const lines = fromUtf8(Uint8Array.from(bytes.subarray(0, end))).split('\n');
  const all = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
  return {
    name,
    expect: all('expect')[0] ?? '',
    payload: all('payload')[0],
    identities: all('identity'),
    passphrases: all('passphrase'),
    isArmored: all('armored').length > 0,
    isCompressed: all('compressed').length > 0,
    file: Uint8Array.from(bytes.subarray(end + 2)),
  };
}

async function fileOf({ file, isCompressed }: Vector): Promise<Bytes> {
  if (!isCompressed) return file;
  const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function sha256(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes)));
}

async function openByLibrary(vector: Vector): Promise<Bytes> {
  const decrypter = new Decrypter();
  for (const identity of vector.identities) decrypter.addIdentity(identity);
  for (const passphrase of vector.passphrases) decrypter.addPassphrase(passphrase);
  const file = await fileOf(vector);
  const binary = vector.isArmored ? armor.decode(new TextDecoder().decode(file)) : file;
  return Uint8Array.from(await decrypter.decrypt(binary));
}

const CODES: Record<string, string | null> = {
  success: null,
  'no match': 'NOT_FOR_US',
  'header failure': 'BAD_CIPHERTEXT',
  'HMAC failure': 'BAD_CIPHERTEXT',
  'payload failure': 'BAD_CIPHERTEXT',
};

describe('the vectors of cctv-age', () => {
  const all = Object.entries(vectors).map(readVector);
  const isOurs = ({ identities, isArmored }: Vector) =>
    !isArmored && identities.length > 0 && identities.every((identity) => identity.startsWith('AGE-SECRET-KEY-PQ-'));
  const hybrid = all.filter(isOurs);
  const others = all.filter((vector) => !isOurs(vector));

  it('are all there', () => {
    expect({ hybrid: hybrid.length, others: others.length }).toEqual({ hybrid: 17, others: 126 });
  });

  it.each(hybrid)('$name: $expect', async (vector) => {
    const file = await fileOf(vector);
    expect(await codeOf(() => open(file, vector.identities))).toBe(CODES[vector.expect]);
    if (vector.expect === 'success') expect(await sha256(await open(file, vector.identities))).toBe(vector.payload);
  });

  it.each(others)('$name: $expect, by the library alone', async (vector) => {
    if (vector.expect === 'success') expect(await sha256(await openByLibrary(vector))).toBe(vector.payload);
    else await expect(openByLibrary(vector)).rejects.toThrow();
  });
});
