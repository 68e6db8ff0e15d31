import type { Bytes } from '#crypto/bytes.ts';
import type { Root } from '#crypto/verify/root-file.ts';
import type { Signers } from '#crypto/verify/signed-file.ts';

/** The two keys by which a node says, day by day, which publication of a State is the latest. */
export interface NodeSigner {
  /** Public, 32 bytes. */
  snapshotKey: Bytes;
  /** Public, 32 bytes. */
  timestampKey: Bytes;
  /** Signs both files anew over these targets. */
  sign(
    targets: string,
    versions: { snapshot: number; timestamp: number },
    now: Date,
  ): Promise<{ snapshot: string; timestamp: string }>;
}

/** Whether the State's root lets these keys sign alone. */
export function maySignFor({ snapshotKey, timestampKey }: NodeSigner, { roles }: Root): boolean {
  return signsAlone(snapshotKey, roles.snapshot) && signsAlone(timestampKey, roles.timestamp);
}

function signsAlone(key: Bytes, { keys, threshold }: Signers): boolean {
  return threshold === 1 && [...keys.values()].some((known) => known.join() === key.join());
}
