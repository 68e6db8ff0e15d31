import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromBase64url, fromHex, toHex } from './bytes.ts';
import {
  assertSoundPublicKey,
  importPublicKey,
  newSigningKeyPair,
  publicKeyOf,
  sign,
  signingKeyFromSeed,
  verify,
} from './ed25519.ts';
import { someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';

/** RFC 8032 §7.1, tests 1 to 3. Ed25519 has one signature for each message, so a slip in copying would be red. */
const VECTORS = [
  {
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
];

it.each(VECTORS)('agrees with RFC 8032 on message "$message"', async (vector) => {
  const message = fromHex(vector.message);
  const signingKey = signingKeyFromSeed(fromHex(vector.seed));
  expect(toHex(await publicKeyOf(signingKey))).toBe(vector.publicKey);
  expect(toHex(await sign(message, signingKey))).toBe(vector.signature);
  expect(await verify(message, fromHex(vector.signature), fromHex(vector.publicKey))).toBe(true);
});

it('agrees with RFC 8037 appendix A.4, the same key as a JWS', async () => {
  const signingKey = signingKeyFromSeed(fromBase64url('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A'));
  const input = 'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc';
  const signature = 'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';
  expect(await sign(new TextEncoder().encode(input), signingKey)).toEqual(fromBase64url(signature));
});

it('signs with a new pair, and refuses other messages, signatures and keys', async () => {
  const { signingKey, publicKey } = await newSigningKeyPair();
  expect(await publicKeyOf(signingKey)).toEqual(publicKey);
  assertSoundPublicKey(publicKey);
  const message = Uint8Array.of(1, 2, 3);
  const signature = await sign(message, signingKey);
  expect(await verify(message, signature, publicKey)).toBe(true);
  expect(await verify(Uint8Array.of(1, 2), signature, publicKey)).toBe(false);
  expect(await verify(message, signature.slice(1), publicKey)).toBe(false);
  expect(await verify(message, signature, (await newSigningKeyPair()).publicKey)).toBe(false);
});

it('refuses what is no key, whatever the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(someBytes({ maxLength: 64 }), async (bytes) => {
      expect([null, 'BAD_KEY']).toContain(await codeOf(() => importPublicKey(bytes)));
      expect(await codeOf(() => publicKeyOf(bytes))).toBe('BAD_KEY');
      expect([null, 'BAD_KEY']).toContain(await codeOf(() => assertSoundPublicKey(bytes)));
    }),
  );
  const { signingKey } = await newSigningKeyPair();
  expect(await codeOf(() => sign(new Uint8Array(), concatBytes(signingKey, Uint8Array.of(0))))).toBe('BAD_KEY');
  expect(await codeOf(() => importPublicKey(new Uint8Array(31)))).toBe('BAD_KEY');
  expect(await codeOf(() => assertSoundPublicKey(new Uint8Array(33)))).toBe('BAD_KEY');
});

describe('at enrolment', () => {
  const P = 2n ** 255n - 19n;

  function power(base: bigint, exponent: bigint): bigint {
    if (exponent === 0n) return 1n;
    const half = power((base * base) % P, exponent / 2n);
    return exponent % 2n === 1n ? (half * base) % P : half;
  }

  /** The curve's constant −121665/121666. */
  const D = ((P - 121665n) * power(121666n, P - 2n)) % P;

  function publicKeyAt(y: bigint, isNegative: boolean): Uint8Array<ArrayBuffer> {
    const number = isNegative ? y + 2n ** 255n : y;
    return fromHex(number.toString(16).padStart(64, '0')).toReversed();
  }

  /**
   * A point doubles to one of order four, whose y is 0, exactly when x² = −y². On the curve −x² + y² = 1 + d·x²·y² that is
   * d·y⁴ + 2·y² − 1 = 0.
   */
  const known = fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
  const eighth = BigInt(`0x${toHex(known.toReversed())}`);

  it('knows the points of order eight', () => {
    expect((D * power(eighth, 4n) + 2n * power(eighth, 2n) - 1n) % P).toBe(0n);
  });

  it.each(
    [0n, 1n, P - 1n, eighth, P - eighth].flatMap((y) => [publicKeyAt(y, false), publicKeyAt(y, true)]).map(toHex),
  )('refuses %s, a point of low order', async (key) => {
    expect(await codeOf(() => assertSoundPublicKey(fromHex(key)))).toBe('BAD_KEY');
  });

  it.each([P, P + 1n, P + 2n, 2n ** 255n - 1n])('refuses the height %d, which has a smaller spelling', async (y) => {
    expect(await codeOf(() => assertSoundPublicKey(publicKeyAt(y, false)))).toBe('BAD_KEY');
    expect(await codeOf(() => assertSoundPublicKey(publicKeyAt(y, true)))).toBe('BAD_KEY');
  });

  it('takes the keys of RFC 8032', () => {
    for (const { publicKey } of VECTORS) assertSoundPublicKey(fromHex(publicKey));
  });

  it('would otherwise take a signature that nobody made', async () => {
    // With the neutral point as key, the neutral point and nought sign everything.
    const neutral = publicKeyAt(1n, false);
    const forged = concatBytes(neutral, new Uint8Array(32));
    expect(await verify(Uint8Array.of(7), forged, neutral)).toBe(true);
  });
});
