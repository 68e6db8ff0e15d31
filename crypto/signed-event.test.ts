import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Bytes, fromBase64url, fromUtf8, toBase64url, toUtf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import type { CaseEvent } from './case-event.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { signJws } from './jws.ts';
import { ShapeError } from './shape.ts';
import { readSignedEvent, type SignedEvent, signEvent, signEventToo, verifyEvent } from './signed-event.ts';
import { anyText, flipped } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';
import { caseEvent } from './test-support/events.ts';
import { certificate, uuidAt } from './test-support/statements.ts';
import { sha256 } from './verify/strict-text.ts';

const author = await newSigningKeyPair();
const second = await newSigningKeyPair();
const third = await newSigningKeyPair();
const certificates = [
  certificate(1, { signingKey: toBase64url(author.publicKey) }),
  certificate(2, { signingKey: toBase64url(second.publicKey) }),
];
const [first, other] = certificates as [(typeof certificates)[number], (typeof certificates)[number]];
const expected = {
  envelope: uuidAt(1),
  sender: uuidAt(2),
  receiver: uuidAt(3),
  certificates,
  receivedHour: '2026-11-22T10:00:00Z',
};

const once = await signEvent(caseEvent(), author.signingKey);
const twice = await signEventToo(once, second.signingKey);

async function codeAgainst(changes: Partial<typeof expected>, signed: SignedEvent = once) {
  return codeOf(() => verifyEvent(signed, { ...expected, ...changes }));
}

/** Signed soundly by the author, whatever it says. */
async function signedAs(typ: `nrm-${string}`, payload: unknown, key = author): Promise<SignedEvent> {
  const jws = await signJws({ typ, kid: toBase64url(key.publicKey), payload, signingKey: key.signingKey });
  const [header = '', body = '', signature = ''] = jws.split('.');
  return { payload: body, signatures: [{ protected: header, signature }] };
}

it('verifies who wrote it, and names it by the hash of what is signed', async () => {
  const { event, signers, hash } = await verifyEvent(once, expected);
  expect(event).toEqual(caseEvent());
  expect(signers).toEqual([1]);
  expect(hash).toBe(await sha256(canonicalJson(caseEvent())));
});

it('counts two members under one hash, the author first', async () => {
  const { signers, hash } = await verifyEvent(twice, expected);
  expect(signers).toEqual([1, 2]);
  expect(hash).toBe((await verifyEvent(once, expected)).hash);
});

it('is not signed twice by one member, nor by three', async () => {
  expect(await codeOf(() => signEventToo(once, author.signingKey))).toBe('BAD_EVENT');
  expect(await codeOf(() => signEventToo(twice, third.signingKey))).toBe('BAD_EVENT');
  const repeated = { payload: once.payload, signatures: [...once.signatures, ...once.signatures] };
  expect(await codeAgainst({}, repeated)).toBe('BAD_EVENT');
});

it('is not believed when nobody signed it', async () => {
  expect(await codeAgainst({}, { payload: once.payload, signatures: [] })).toBe('BAD_EVENT');
});

it.each([
  ['what is not base64url', '=', 'BAD_ENCODING'],
  ['no JSON', toBase64url(toUtf8('{')), 'BAD_JSON'],
  ['what is not canonical', toBase64url(toUtf8(JSON.stringify(caseEvent(), null, 1))), 'BAD_JSON'],
  ['no event', toBase64url(toUtf8('{}')), 'BAD_EVENT'],
])('adds no second signature to %s', async (_, payload, code) => {
  expect(await codeOf(() => signEventToo({ ...once, payload }, second.signingKey))).toBe(code);
});

it('refuses an act of two when either signature is not sound', async () => {
  const [one, two] = twice.signatures as [SignedEvent['signatures'][number], SignedEvent['signatures'][number]];
  const firstBroken = { ...twice, signatures: [{ ...one, signature: two.signature }, two] };
  const secondBroken = { ...twice, signatures: [one, { ...two, signature: one.signature }] };
  expect(await codeAgainst({}, firstBroken)).toBe('BAD_SIGNATURE');
  expect(await codeAgainst({}, secondBroken)).toBe('BAD_SIGNATURE');
});

it('refuses an act of two when the second may not sign', async () => {
  expect(await codeAgainst({ certificates: [first] }, twice)).toBe('UNKNOWN_AUTHOR');
  expect(await codeAgainst({ certificates: [first, { ...other, roles: ['administrator'] }] }, twice)).toBe(
    'UNKNOWN_AUTHOR',
  );
  expect(await codeAgainst({ certificates: [first, { ...other, revoked: '2026-11-22T09:30:00Z' }] }, twice)).toBe(
    'AUTHOR_REVOKED',
  );
});

it('refuses an act of two when the second stands in the place of the author', async () => {
  expect(await codeAgainst({}, { ...twice, signatures: twice.signatures.toReversed() })).toBe('UNKNOWN_AUTHOR');
});

it('refuses an event that was put into another envelope, or comes from or goes to somebody else', async () => {
  expect(await codeAgainst({ envelope: uuidAt(9) })).toBe('WRONG_ENVELOPE');
  expect(await codeAgainst({ sender: uuidAt(9) })).toBe('WRONG_ENVELOPE');
  expect(await codeAgainst({ receiver: uuidAt(9) })).toBe('WRONG_ENVELOPE');
});

it('refuses an author whom the statement does not name, who is no caseworker, or who names another number', async () => {
  expect(await codeAgainst({ certificates: [other] })).toBe('UNKNOWN_AUTHOR');
  expect(await codeAgainst({ certificates: [{ ...first, roles: ['administrator'] }] })).toBe('UNKNOWN_AUTHOR');
  const foreign = await signEvent(caseEvent({ author: 2 }), author.signingKey);
  expect(await codeAgainst({}, foreign)).toBe('UNKNOWN_AUTHOR');
});

it('refuses what was stored after the hour in which the author was revoked, and what no node says to have stored', async () => {
  const revoked = [{ ...first, revoked: '2026-11-22T09:30:00Z' }];
  expect(await codeAgainst({ certificates: revoked })).toBe('AUTHOR_REVOKED');
  expect(await codeAgainst({ certificates: revoked, receivedHour: '2026-11-22T09:00:00Z' })).toBeNull();
  const unsaid = { ...expected, certificates: revoked, receivedHour: null };
  expect(await codeOf(() => verifyEvent(once, unsaid))).toBe('AUTHOR_REVOKED');
  expect(await codeOf(() => verifyEvent(once, { ...unsaid, certificates }))).toBeNull();
});

it('refuses what was signed as something else, or is no event although it was signed as one', async () => {
  expect(await codeAgainst({}, await signedAs('nrm-statement', caseEvent()))).toBe('WRONG_TYP');
  expect(await codeAgainst({}, await signedAs('nrm-event', { ...caseEvent(), subject: 'x' }))).toBe('BAD_EVENT');
});

it.each([
  ['BAD_EVENT', { counter: 0 }],
  ['BAD_JSON', { body: undefined }],
  ['BAD_JSON', { body: { text: '\ud800' } }],
  ['BAD_JSON', { body: new Date(0) }],
] as const)('signs nothing that others would refuse: %s', async (code, changes) => {
  expect(await codeOf(() => signEvent(caseEvent(changes), author.signingKey))).toBe(code);
  expect(await codeOf(() => signEvent(caseEvent(), new Uint8Array(48)))).toBe('BAD_KEY');
});

it.each([
  ['a list', []],
  ['a member more', { ...once, header: {} }],
  ['no signature', { ...once, signatures: [] }],
  ['three signatures', { ...once, signatures: [...twice.signatures, ...once.signatures] }],
  ['an unprotected header', { ...once, signatures: [{ ...once.signatures[0], header: {} }] }],
  ['a payload that is no text', { ...once, payload: caseEvent() }],
  ['a signature that is no text', { ...once, signatures: [{ protected: '', signature: null }] }],
])('reads no signed event from %s', (_, value) => {
  expect(() => readSignedEvent(value)).toThrow(ShapeError);
});

const anyEvent: fc.Arbitrary<CaseEvent> = fc
  .record({
    counter: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    statement: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    after: fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{64}$/), { maxLength: 5 }).map((hashes) => hashes.sort()),
    kind: fc.stringMatching(/^[a-z][a-z_]{0,39}$/),
    body: fc.jsonValue(),
  })
  .map(caseEvent);

it('gives back any event as it was signed, by one or two', async () => {
  await fc.assert(
    fc.asyncProperty(anyEvent, fc.boolean(), async (event, isOfTwo) => {
      const byOne = await signEvent(event, author.signingKey);
      const signed = isOfTwo ? await signEventToo(byOne, second.signingKey) : byOne;
      const read = await verifyEvent(readSignedEvent(JSON.parse(JSON.stringify(signed))), expected);
      expect(fromUtf8(canonicalJson(read.event))).toBe(fromUtf8(canonicalJson(event)));
      expect(read.signers).toEqual(isOfTwo ? [1, 2] : [1]);
    }),
    { numRuns: 30 },
  );
});

/** The texts of which a signed event is made, each of which somebody else may have changed. */
function textsOf({ payload, signatures }: SignedEvent): string[] {
  return [payload, ...signatures.flatMap((each) => [each.protected, each.signature])];
}

function eventOf([payload = '', ...rest]: readonly string[]): SignedEvent {
  const signatures = Array.from({ length: rest.length / 2 }, (_, index) => ({
    protected: rest[2 * index] ?? '',
    signature: rest[2 * index + 1] ?? '',
  }));
  return { payload, signatures };
}

it('refuses any flipped bit of payload, header or signature', async () => {
  const texts = textsOf(twice);
  await fc.assert(
    fc.asyncProperty(fc.nat(texts.length - 1), fc.nat(), async (place, bit) => {
      const changed = toBase64url(flipped(fromBase64url(texts[place] ?? ''), bit));
      expect(await codeAgainst({}, eventOf(texts.with(place, changed)))).not.toBeNull();
    }),
  );
});

it('refuses any other text in their place with a code', async () => {
  const texts = textsOf(twice);
  await fc.assert(
    fc.asyncProperty(fc.nat(texts.length - 1), anyText, async (place, text) => {
      expect(await codeAgainst({}, eventOf(texts.with(place, text)))).not.toBeNull();
      expect(await codeOf(() => signEventToo({ ...once, payload: text }, second.signingKey))).not.toBeNull();
    }),
  );
});

it('gives back nothing that its signers did not sign, however parts are put together', async () => {
  const sound = await Promise.all([
    signEvent(caseEvent({ counter: 2 }), author.signingKey),
    signEvent(caseEvent({ author: 2 }), second.signingKey),
    signEvent(caseEvent({ author: 3 }), third.signingKey),
    signEvent(caseEvent({ envelope: uuidAt(9) }), author.signingKey),
    signedAs('nrm-other', caseEvent({ counter: 3 })),
    signedAs('nrm-event', { ...caseEvent(), more: 1 }),
  ]);
  const made = [twice, ...sound];
  const signedBy = new Map<string, Set<string>>();
  for (const { payload, signatures } of made) {
    const headers = signatures.map((each) => each.protected);
    signedBy.set(payload, new Set([...(signedBy.get(payload) ?? []), ...headers]));
  }
  const payloads = made.map(({ payload }) => payload);
  const headers = made.flatMap(({ signatures }) => signatures.map((each) => each.protected));
  const signatures = made.flatMap((each) => each.signatures.map(({ signature }) => signature));
  const part = fc.record({ protected: fc.constantFrom(...headers), signature: fc.constantFrom(...signatures) });
  const whole = fc.constantFrom(...made.flatMap((each) => each.signatures));
  const mixture = fc.record({
    payload: fc.constantFrom(...payloads),
    signatures: fc.array(fc.oneof(whole, part), { minLength: 1, maxLength: 2 }),
  });
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(mixture, async (mixed) => {
      if ((await codeAgainst({}, mixed)) !== null) return;
      taken += 1;
      const { event } = await verifyEvent(mixed, expected);
      expect(canonicalJson(event)).toEqual(fromBase64url(mixed.payload) as Bytes);
      for (const each of mixed.signatures) expect(signedBy.get(mixed.payload)).toContain(each.protected);
    }),
    { numRuns: 300 },
  );
  expect(taken).toBeGreaterThan(0);
});
