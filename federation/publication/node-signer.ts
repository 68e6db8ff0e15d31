import type { SigningKeyPair } from '#crypto/ed25519.ts';
import type { NodeSigner } from '#domain/publications/node-signer.ts';
import { signSnapshot, signTimestamp } from './sign-metadata.ts';

/** Signs with the two keys that a State's signers gave to its node. */
export function nodeSigner(keys: { snapshot: SigningKeyPair; timestamp: SigningKeyPair }): NodeSigner {
  return {
    snapshotKey: keys.snapshot.publicKey,
    timestampKey: keys.timestamp.publicKey,
    async sign(targets, versions, now) {
      const snapshot = await signSnapshot(targets, { version: versions.snapshot, now, signers: [keys.snapshot] });
      const timestamp = await signTimestamp(snapshot, { version: versions.timestamp, now, signers: [keys.timestamp] });
      return { snapshot, timestamp };
    },
  };
}
