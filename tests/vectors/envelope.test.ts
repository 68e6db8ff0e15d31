import { expect, it } from 'vitest';
import { open, recipientOf, seal } from '#crypto/age.ts';
import { type Bytes, fromBase64url, fromHex, fromUtf8, toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import { publicKeyOf, signingKeyFromSeed } from '#crypto/ed25519.ts';
import { openEnvelope, sealEnvelope } from '#crypto/envelope.ts';
import { plainLength } from '#crypto/envelope-sizes.ts';
import { signEvent, signEventToo, signedAgain, verifyEvent } from '#crypto/signed-event.ts';
import { codeOf } from '#crypto/test-support/code-of.ts';
import framesFile from './envelope/frames.json';
import keysFile from './envelope/keys.json';
import refusedFile from './envelope/refused-events.json';
import sealedFile from './envelope/sealed.json';
import signedFile from './envelope/signed-events.json';
import {
  asCertificates,
  type FrameVector,
  type Keys,
  type RefusedEvent,
  type SealedVector,
  type SignedVector,
} from './shapes.ts';

const keys = keysFile as Keys;
const certificates = asCertificates(keys.certificates);
const signingKeyOf = (name: string) => signingKeyFromSeed(fromHex(keys.seeds[name] ?? ''));

it('names keys that belong together', async () => {
  const publicKeys = await Promise.all(
    Object.keys(keys.seeds).map(async (name) => toBase64url(await publicKeyOf(signingKeyOf(name)))),
  );
  for (const { signingKey } of keys.certificates) expect(publicKeys).toContain(signingKey);
  for (const { identity, recipient } of keys.identities) expect(await recipientOf(identity)).toBe(recipient);
});

it.each(signedFile as SignedVector[])('signs and verifies $name', async (vector) => {
  const { event, payload, signedBy, signed, hash, signers } = vector;
  const [first, second] = signedBy.map(signingKeyOf);
  const once = await signEvent(event, first as Bytes);
  expect(second === undefined ? once : await signEventToo(once, second)).toEqual(signed);
  expect(fromUtf8(fromBase64url(signed.payload))).toBe(payload);
  const verified = await verifyEvent(signed, { ...keys.expected, certificates });
  expect(verified).toEqual({ event, hash, signers, signatures: signed.signatures });
  expect(signedAgain(verified)).toEqual(signed);
});

it.each(refusedFile as RefusedEvent[])('refuses an event: $name', async ({ signed, expected, code }) => {
  expect(await codeOf(() => verifyEvent(signed, { ...expected, certificates }))).toBe(code);
});

const { identity = '', recipient = '' } = keys.identities[0] ?? {};

function frameOf({ size, length, content, behind }: FrameVector): Bytes {
  const frame = new Uint8Array(plainLength(size));
  new DataView(frame.buffer).setUint32(0, length);
  const bytes = toUtf8(content);
  frame.set(bytes, 4);
  frame.set(fromHex(behind), 4 + bytes.length);
  return frame;
}

it.each(framesFile as FrameVector[])('judges a frame: $name', async (vector) => {
  const frame = frameOf(vector);
  const sealed = await seal(frame, [recipient]);
  expect(await codeOf(() => openEnvelope(sealed, [identity]))).toBe(vector.code);
  if (vector.code !== null) return;
  const again = await sealEnvelope(await openEnvelope(sealed, [identity]), recipient);
  expect(await open(again, [identity])).toEqual(frame);
});

it.each(sealedFile as SealedVector[])('opens what was sealed: $name', async ({ sealed, opens, refused }) => {
  const file = fromBase64url(sealed);
  for (const { identities, content } of opens) {
    const opened = await openEnvelope(file, identities);
    expect(canonicalJson(opened)).toEqual(canonicalJson(content));
    expect(await codeOf(() => verifyEvent(opened.event, { ...keys.expected, certificates }))).toBeNull();
  }
  for (const { identities, xor, cut, code } of refused) {
    const changed = file.slice(0, file.length - (cut ?? 0));
    if (xor !== undefined) changed[xor.at] = (changed[xor.at] ?? 0) ^ xor.with;
    expect(await codeOf(() => openEnvelope(changed, identities))).toBe(code);
  }
});
