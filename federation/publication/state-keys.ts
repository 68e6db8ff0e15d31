import { toBase64url } from '#crypto/bytes.ts';
import { newSigningKeyPair, type SigningKeyPair } from '#crypto/ed25519.ts';

/** So many of these keys must sign. */
export interface KeyCount {
  threshold: number;
  keys: number;
}

/** All keys of a State. Each belongs to somebody else, or at least into a file of its own. */
export interface StateKeys {
  root: SigningKeyPair[];
  targets: SigningKeyPair[];
  /** At the contact point. */
  duty: SigningKeyPair;
  /** On the node. */
  snapshot: SigningKeyPair;
  /** On the node. */
  timestamp: SigningKeyPair;
}

export async function newStateKeys(counts: { root: KeyCount; targets: KeyCount }): Promise<StateKeys> {
  const [duty, snapshot, timestamp] = await Promise.all([
    newSigningKeyPair(),
    newSigningKeyPair(),
    newSigningKeyPair(),
  ]);
  return { root: await newKeys(counts.root), targets: await newKeys(counts.targets), duty, snapshot, timestamp };
}

/** As the list of organisations names it. */
export function dutyKeyOf({ duty }: Pick<StateKeys, 'duty'>): string {
  return toBase64url(duty.publicKey);
}

export function newKeys({ keys }: KeyCount): Promise<SigningKeyPair[]> {
  return Promise.all(Array.from({ length: keys }, newSigningKeyPair));
}
