import { bech32 } from '@scure/base';
import { recipientOf } from '#crypto/age.ts';
import { type Bytes, toBase64url } from '#crypto/bytes.ts';
import type { CaseEvent } from '#crypto/case-event.ts';
import { publicKeyOf, signingKeyFromSeed } from '#crypto/ed25519.ts';
import { type SignedEvent, signEvent, signEventToo } from '#crypto/signed-event.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import type { Certificate, Keys } from '../shapes.ts';

/** A seed is one byte, 32 times. */
const SEEDS = { author: 1, second: 2, stranger: 3, administrator: 4, dismissed: 5 };
export type Member = keyof typeof SEEDS;

export const signingKeys = Object.fromEntries(
  Object.entries(SEEDS).map(([name, byte]) => [name, signingKeyFromSeed(new Uint8Array(32).fill(byte))]),
) as Record<Member, Bytes>;
export const publicKeys = Object.fromEntries(
  await Promise.all(
    Object.entries(signingKeys).map(async ([name, key]) => [name, toBase64url(await publicKeyOf(key))]),
  ),
) as Record<Member, string>;

export const certificates: Certificate[] = [
  { number: 1, signingKey: publicKeys.author, roles: ['caseworker'], revoked: null },
  { number: 2, signingKey: publicKeys.second, roles: ['administrator', 'caseworker'], revoked: null },
  { number: 4, signingKey: publicKeys.administrator, roles: ['administrator'], revoked: null },
  { number: 5, signingKey: publicKeys.dismissed, roles: ['caseworker'], revoked: '2026-11-22T09:30:00Z' },
];

function identityAt(byte: number): string {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', new Uint8Array(32).fill(byte)).toUpperCase();
}

export const identities = { newest: identityAt(17), older: identityAt(18), elsewhere: identityAt(19) };
export const expected = {
  envelope: uuidAt(1),
  sender: uuidAt(2),
  receiver: uuidAt(3),
  receivedHour: '2026-11-22T10:00:00Z',
};

export const keys: Keys = {
  seeds: Object.fromEntries(
    Object.entries(SEEDS).map(([name, byte]) => [name, byte.toString(16).padStart(2, '0').repeat(32)]),
  ),
  certificates,
  expected,
  identities: await Promise.all(
    [identities.newest, identities.older].map(async (identity) => ({
      identity,
      recipient: await recipientOf(identity),
    })),
  ),
};

export async function signedBy(event: CaseEvent, author: Member, second?: Member): Promise<SignedEvent> {
  const signed = await signEvent(event, signingKeys[author]);
  return second === undefined ? signed : signEventToo(signed, signingKeys[second]);
}
