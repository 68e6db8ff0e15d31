import { randomUUID } from 'node:crypto';
import { toBase64url } from '#crypto/bytes.ts';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import type { Wish } from '../organisations-changes.ts';
import { signRoot } from '../sign-metadata.ts';
import { newStateKeys, type StateKeys } from '../state-keys.ts';

export const NOW = new Date('2026-11-22T12:00:00Z');

export const keys: StateKeys = await newStateKeys({
  root: { threshold: 2, keys: 3 },
  targets: { threshold: 1, keys: 2 },
});

/** The first root of these keys. */
export function rootOf({ root, targets, snapshot, timestamp }: StateKeys): Promise<string> {
  const role = (pairs: readonly { publicKey: Uint8Array<ArrayBuffer> }[], threshold: number) => ({
    keys: pairs.map(({ publicKey }) => publicKey),
    threshold,
  });
  return signRoot(
    { root: role(root, 2), targets: role(targets, 1), snapshot: role([snapshot], 1), timestamp: role([timestamp], 1) },
    { version: 1, now: NOW, signers: root },
  );
}

/** An organisation that nobody has enrolled yet, with a key that somebody holds. */
export async function newWish(name: string, changes: Partial<Wish> = {}): Promise<Wish> {
  const { publicKey } = await newSigningKeyPair();
  return {
    id: randomUUID(),
    name,
    kind: 'ngo',
    address: `${name.toLowerCase().replace(/[^a-z]+/g, '-')}@node.example`,
    node: randomUUID(),
    enrolmentKey: toBase64url(publicKey),
    standing: 'active',
    ...changes,
  };
}
