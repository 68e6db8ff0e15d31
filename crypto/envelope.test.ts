import { expect, it } from 'vitest';
import { generateIdentity, recipientOf, seal } from './age.ts';
import { toBase64url } from './bytes.ts';
import type { CaseEvent } from './case-event.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { type EnvelopeContent, openEnvelope, sealEnvelope } from './envelope.ts';
import { sealedLength } from './envelope-sizes.ts';
import { signEvent, signEventToo, verifyEvent } from './signed-event.ts';
import { codeOf } from './test-support/code-of.ts';
import { certificate, uuidAt } from './test-support/statements.ts';

const identity = await generateIdentity();
const recipient = await recipientOf(identity);
const author = await newSigningKeyPair();
const second = await newSigningKeyPair();
const certificates = [
  certificate(1, { signingKey: toBase64url(author.publicKey) }),
  certificate(2, { signingKey: toBase64url(second.publicKey) }),
];
const expected = {
  envelope: uuidAt(1),
  sender: uuidAt(2),
  receiver: uuidAt(3),
  certificates,
  receivedHour: '2026-11-22T10:00:00Z',
};

function event(changes: Partial<CaseEvent> = {}): CaseEvent {
  return {
    envelope: uuidAt(1),
    sender: uuidAt(2),
    receiver: { scheme: 'period', organisation: uuidAt(3) },
    thread: 'AAAAAAAAAAAAAAAAAAAAAA',
    author: 1,
    statement: 4,
    counter: 1,
    at: '2026-11-22T10:12:13Z',
    after: [],
    kind: 'message',
    body: { text: 'Guten Tag', language: 'de' },
    ...changes,
  };
}

async function contentOf(changes: Partial<CaseEvent> = {}): Promise<EnvelopeContent> {
  return { typ: 'nrm-event', event: await signEvent(event(changes), author.signingKey) };
}

async function codeAgainst(changes: Partial<typeof expected>, signed?: Partial<CaseEvent>) {
  const made = await signEvent(event(signed), author.signingKey);
  return codeOf(() => verifyEvent(made, { ...expected, ...changes }));
}

it('opens what was sealed, and verifies who wrote it', async () => {
  const opened = await openEnvelope(await sealEnvelope(await contentOf(), recipient), [identity]);
  const { event: read, signers, hash } = await verifyEvent(opened.event, expected);
  expect(read).toEqual(event());
  expect(signers).toEqual([1]);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

it.each([
  [16, 5_000],
  [64, 40_000],
  [256, 170_000],
] as const)('makes an envelope of %s KiB of every text that needs it', async (size, length) => {
  const content = await contentOf({ body: { text: 'a'.repeat(length) } });
  expect((await sealEnvelope(content, recipient)).length).toBe(sealedLength(size));
});

it('refuses what is longer than the largest class', async () => {
  const content = await contentOf({ body: { text: 'a'.repeat(200_000) } });
  expect(await codeOf(() => sealEnvelope(content, recipient))).toBe('TOO_LARGE');
});

it('counts two members, and refuses one who signs twice', async () => {
  const once = await signEvent(event(), author.signingKey);
  const twice = await signEventToo(once, second.signingKey);
  const { signers, hash } = await verifyEvent(twice, expected);
  expect(signers).toEqual([1, 2]);
  expect(hash).toBe((await verifyEvent(once, expected)).hash);
  expect(await codeOf(() => signEventToo(once, author.signingKey))).toBe('BAD_EVENT');
  const [only] = once.signatures;
  const repeated = { payload: once.payload, signatures: [only, only] as typeof once.signatures };
  expect(await codeOf(() => verifyEvent(repeated, expected))).toBe('BAD_EVENT');
});

it('refuses an act of two when the second signature is not sound', async () => {
  const twice = await signEventToo(await signEvent(event(), author.signingKey), second.signingKey);
  const broken = structuredClone(twice);
  const last = broken.signatures[1];
  if (last !== undefined) last.signature = twice.signatures[0]?.signature ?? '';
  expect(await codeOf(() => verifyEvent(broken, expected))).toBe('BAD_SIGNATURE');
});

it('refuses an event that was put into another envelope, or comes from or goes to somebody else', async () => {
  expect(await codeAgainst({ envelope: uuidAt(9) })).toBe('WRONG_ENVELOPE');
  expect(await codeAgainst({ sender: uuidAt(9) })).toBe('WRONG_ENVELOPE');
  expect(await codeAgainst({ receiver: uuidAt(9) })).toBe('WRONG_ENVELOPE');
});

it('refuses an author whom the statement does not name, who is no caseworker, or who names another number', async () => {
  expect(await codeAgainst({ certificates: certificates.slice(1) })).toBe('UNKNOWN_AUTHOR');
  const [first] = certificates;
  const administrator = { ...(first as (typeof certificates)[number]), roles: ['administrator' as const] };
  expect(await codeAgainst({ certificates: [administrator] })).toBe('UNKNOWN_AUTHOR');
  expect(await codeAgainst({}, { author: 2 })).toBe('UNKNOWN_AUTHOR');
});

it('refuses what was stored after the hour in which the author was revoked', async () => {
  const [first] = certificates;
  const revoked = [{ ...(first as (typeof certificates)[number]), revoked: '2026-11-22T09:30:00Z' }];
  expect(await codeAgainst({ certificates: revoked })).toBe('AUTHOR_REVOKED');
  expect(await codeAgainst({ certificates: revoked, receivedHour: '2026-11-22T09:00:00Z' })).toBeNull();
});

it('refuses what was padded with something, or sealed in a larger class than it needs', async () => {
  const plain = new Uint8Array(16 * 1024);
  new DataView(plain.buffer).setUint32(0, 2);
  plain.set([0x7b, 0x7d], 4);
  const codeFor = async (bytes: Uint8Array<ArrayBuffer>) => {
    const sealed = await seal(bytes, [recipient]);
    return codeOf(() => openEnvelope(sealed, [identity]));
  };
  expect(await codeFor(plain)).toBe('BAD_ENVELOPE');
  plain[9] = 1;
  expect(await codeFor(plain)).toBe('BAD_PADDING');
  const roomy = new Uint8Array(64 * 1024);
  roomy.set(plain.subarray(0, 6));
  expect(await codeFor(roomy)).toBe('BAD_PADDING');
  new DataView(roomy.buffer).setUint32(0, 70_000);
  expect(await codeFor(roomy)).toBe('BAD_ENVELOPE');
  expect(await codeFor(new Uint8Array(100))).toBe('BAD_ENVELOPE');
});
