import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromUtf8, toBase64url, toUtf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { newSigningKeyPair, sign } from './ed25519.ts';
import { readUnverifiedKid, signJws, verifyJws } from './jws.ts';
import { anyText } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';

const { signingKey, publicKey } = await newSigningKeyPair();
const other = await newSigningKeyPair();
const expected = { typ: 'nrm-test', publicKey } as const;
const valid = await signJws({ typ: 'nrm-test', kid: 'me', payload: { a: 1 }, signingKey });

const codeFor = (text: string) => codeOf(() => verifyJws(text, expected));
const part = (text: string) => toBase64url(toUtf8(text));

/** Signed soundly, whatever it says. */
async function signed(header: string, payload = '{}'): Promise<string> {
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${toBase64url(await sign(toUtf8(input), signingKey))}`;
}

it('signs any JSON value and reads it back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.string(), async (payload, kid) => {
      const text = await signJws({ typ: 'nrm-test', kid, payload, signingKey });
      const canonical: unknown = JSON.parse(fromUtf8(canonicalJson(payload)));
      expect(await verifyJws(text, expected)).toEqual({ kid, payload: canonical });
      expect(readUnverifiedKid(text)).toBe(kid);
    }),
    { numRuns: 50 },
  );
});

it('writes the header that is documented', () => {
  expect(atob(valid.split('.')[0] ?? '')).toBe('{"alg":"EdDSA","kid":"me","typ":"nrm-test"}');
});

it('refuses another kind, another key and another text', async () => {
  expect(await codeOf(() => verifyJws(valid, { ...expected, typ: 'nrm-other' }))).toBe('WRONG_TYP');
  expect(await codeOf(() => verifyJws(valid, { ...expected, publicKey: other.publicKey }))).toBe('BAD_SIGNATURE');
  const [header, , signature] = valid.split('.');
  expect(await codeFor(`${header}.${part('{"a":2}')}.${signature}`)).toBe('BAD_SIGNATURE');
});

it('takes the header that the next test breaks', async () => {
  expect(await codeFor(await signed('{"alg":"EdDSA","kid":"me","typ":"nrm-test"}'))).toBeNull();
});

it.each([
  ['no algorithm at all', '{"alg":"none","kid":"me","typ":"nrm-test"}'],
  ['an algorithm with a shared key', '{"alg":"HS256","kid":"me","typ":"nrm-test"}'],
  ['the newer name of the algorithm', '{"alg":"Ed25519","kid":"me","typ":"nrm-test"}'],
  ['no kid', '{"alg":"EdDSA","typ":"nrm-test"}'],
  ['no typ', '{"alg":"EdDSA","kid":"me"}'],
  ['a kid that is no text', '{"alg":"EdDSA","kid":1,"typ":"nrm-test"}'],
  ['crit', '{"alg":"EdDSA","crit":["b64"],"b64":true,"kid":"me","typ":"nrm-test"}'],
  ['a key in the header', '{"alg":"EdDSA","jwk":{},"kid":"me","typ":"nrm-test"}'],
  ['a member that stands twice', '{"alg":"EdDSA","kid":"you","kid":"me","typ":"nrm-test"}'],
  ['another order', '{"kid":"me","alg":"EdDSA","typ":"nrm-test"}'],
  ['blanks', '{"alg":"EdDSA", "kid":"me","typ":"nrm-test"}'],
  ['a list', '["alg","kid","typ"]'],
])('refuses %s', async (_, header) => {
  expect(await codeFor(await signed(header))).toBe('BAD_JWS');
});

it.each([
  ['a member that stands twice', '{"a":1,"a":2}'],
  ['blanks', '{ "a":1}'],
  ['no JSON', 'a'],
  ['nesting without end', '['.repeat(50_000) + ']'.repeat(50_000)],
])('refuses a signed payload with %s', async (_, payload) => {
  expect(await codeFor(await signed('{"alg":"EdDSA","kid":"me","typ":"nrm-test"}', payload))).toBe('BAD_JWS');
});

it('refuses the example of RFC 8037, whose header says neither kid nor typ', async () => {
  const example =
    'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';
  expect(await codeFor(example)).toBe('BAD_JWS');
});

it.each([
  ['four parts', `${valid}.`],
  ['two parts', valid.slice(0, valid.lastIndexOf('.'))],
  ['padding', `${valid}==`],
  ['a short signature', valid.slice(0, -2)],
])('refuses %s', async (_, text) => {
  expect(await codeFor(text)).toBe('BAD_JWS');
});

it('neither signs nor reads more than four million characters', async () => {
  const payload = 'a'.repeat(3_200_000);
  const long = await signed('{"alg":"EdDSA","kid":"me","typ":"nrm-test"}', JSON.stringify(payload));
  expect(await codeFor(long)).toBe('BAD_JWS');
  expect(await codeOf(() => signJws({ typ: 'nrm-test', kid: 'me', payload, signingKey }))).toBe('BAD_JWS');
});

it('refuses any text, and any change of a character', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      expect(await codeFor(text)).toBe('BAD_JWS');
      expect(await codeOf(() => readUnverifiedKid(text))).toBe('BAD_JWS');
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(valid.length - 1), fc.constantFrom(...'aZ09-_.= é'), async (place, character) => {
      fc.pre(valid[place] !== character);
      expect(await codeFor(valid.slice(0, place) + character + valid.slice(place + 1))).not.toBeNull();
    }),
  );
});

it('signs nothing that JSON cannot say', async () => {
  expect(await codeOf(() => signJws({ typ: 'nrm-test', kid: 'me', payload: Number.NaN, signingKey }))).toBe('BAD_JSON');
  expect(await codeOf(() => signJws({ typ: 'nrm-test', kid: 'me', payload: 1, signingKey: new Uint8Array(48) }))).toBe(
    'BAD_KEY',
  );
});
