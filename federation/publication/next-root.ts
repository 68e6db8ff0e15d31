import type { Bytes } from '#crypto/bytes.ts';
import { newSigningKeyPair, type SigningKeyPair } from '#crypto/ed25519.ts';
import type { Root } from '#crypto/verify/root-file.ts';
import type { SignedFile, Signers } from '#crypto/verify/signed-file.ts';
import { type RoleKeys, signRoot } from './sign-metadata.ts';
import { type KeyCount, newKeys } from './state-keys.ts';

/** Whose keys are to be new ones; null and false: they stay. */
export interface RootChanges {
  root: KeyCount | null;
  targets: KeyCount | null;
  node: boolean;
}

/** Keys that a root brings. */
export interface RootKeys {
  root: SigningKeyPair[];
  targets: SigningKeyPair[];
  node: Record<'snapshot' | 'timestamp', SigningKeyPair> | null;
}

/** A next root before anybody has signed it. */
export interface PreparedRoot {
  version: number;
  made: RootKeys;
  roles: RoleKeys;
  now: Date;
}

/** The root after the last one, with new keys in the place of those that change. */
export async function prepareRoot(
  { signed }: SignedFile<Root>,
  changes: RootChanges,
  now: Date,
): Promise<PreparedRoot> {
  const made: RootKeys = {
    root: changes.root === null ? [] : await newKeys(changes.root),
    targets: changes.targets === null ? [] : await newKeys(changes.targets),
    node: changes.node ? { snapshot: await newSigningKeyPair(), timestamp: await newSigningKeyPair() } : null,
  };
  const { root, targets, snapshot, timestamp } = signed.roles;
  const roles = {
    root: changes.root === null ? kept(root) : fresh(made.root, changes.root.threshold),
    targets: changes.targets === null ? kept(targets) : fresh(made.targets, changes.targets.threshold),
    snapshot: made.node === null ? kept(snapshot) : fresh([made.node.snapshot], 1),
    timestamp: made.node === null ? kept(timestamp) : fresh([made.node.timestamp], 1),
  };
  return { version: signed.version + 1, made, roles, now };
}

/**
 * @param before root keys of the root before; none for a text that only shows what would be signed
 * @returns the JSON text; what is signed is the same whoever signs
 */
export function signPreparedRoot(
  { version, made, roles, now }: PreparedRoot,
  before: readonly SigningKeyPair[],
): Promise<string> {
  return signRoot(roles, { version, now, signers: [...before, ...made.root] });
}

function kept({ keys, threshold }: Signers): { keys: Bytes[]; threshold: number } {
  return { keys: [...keys.values()], threshold };
}

function fresh(pairs: readonly SigningKeyPair[], threshold: number): { keys: Bytes[]; threshold: number } {
  return { keys: pairs.map(({ publicKey }) => publicKey), threshold };
}
