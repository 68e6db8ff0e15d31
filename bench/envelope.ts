import { Decrypter, Encrypter } from 'age-encryption';
import { generateIdentity, recipientOf } from '#crypto/age.ts';
import { type Bytes, randomBytes, toBase64url } from '#crypto/bytes.ts';
import type { CaseEvent } from '#crypto/case-event.ts';
import { importPublicKey, importSigningKey, newSigningKeyPair } from '#crypto/ed25519.ts';
import { openEnvelope, sealEnvelope } from '#crypto/envelope.ts';
import { plainLength } from '#crypto/envelope-sizes.ts';
import { signEvent, verifyEvent } from '#crypto/signed-event.ts';

/** Milliseconds that the middle one of many took. */
export interface EnvelopeTimes {
  /** A message of 1 KB signed, sealed, opened and verified. */
  ours: number;
  /** The same number of bytes sealed and opened by the age library alone, and 1 KB signed and verified by WebCrypto. */
  bare: number;
}

const WARM_UP = 20;

/** Runs in Node and in a page. In turns, so that both meet the same noise. */
export async function measureEnvelope(rounds: number): Promise<EnvelopeTimes> {
  const ways = { ours: await ourWay(), bare: await bareWay() };
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const started = performance.now();
      await ways[name]();
      if (round >= 0) times[name].push(performance.now() - started);
    }
  }
  return { ours: median(times.ours), bare: median(times.bare) };
}

async function ourWay(): Promise<() => Promise<unknown>> {
  const identity = await generateIdentity();
  const recipient = await recipientOf(identity);
  const author = await newSigningKeyPair();
  const [envelope, sender, receiver] = ['1', '2', '3'].map((last) => `3f1c2d4e-0000-4000-8000-00000000000${last}`);
  const event = {
    envelope,
    sender,
    receiver: { scheme: 'period', organisation: receiver },
    thread: toBase64url(randomBytes(16)),
    author: 1,
    statement: 1,
    counter: 1,
    at: '2026-11-22T10:12:13Z',
    after: [],
    kind: 'message',
    body: { text: 'Guten Tag '.repeat(100), language: 'de' },
  } as CaseEvent;
  const certificate = {
    number: 1,
    signingKey: toBase64url(author.publicKey),
    recipient,
    roles: ['caseworker' as const],
    from: '2026-11-01T00:00:00Z',
    revoked: null,
  };
  const expected = { envelope, sender, receiver, certificates: [certificate], receivedHour: null } as never;
  return async () => {
    const signed = await signEvent(event, author.signingKey);
    const sealed = await sealEnvelope({ typ: 'nrm-event', event: signed }, recipient);
    return verifyEvent((await openEnvelope(sealed, [identity])).event, expected);
  };
}

async function bareWay(): Promise<() => Promise<unknown>> {
  const identity = await generateIdentity();
  const recipient = await recipientOf(identity);
  const pair = await newSigningKeyPair();
  const [signingKey, publicKey] = await Promise.all([
    importSigningKey(pair.signingKey),
    importPublicKey(pair.publicKey),
  ]);
  const message: Bytes = randomBytes(1000);
  const padded = new Uint8Array(plainLength(16));
  padded.set(message);
  const { subtle } = globalThis.crypto;
  return async () => {
    const signature = await subtle.sign('Ed25519', signingKey, message);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const sealed = await encrypter.encrypt(padded);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    await decrypter.decrypt(sealed);
    return subtle.verify('Ed25519', publicKey, signature, message);
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
