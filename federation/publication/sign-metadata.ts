import { createHash, createPrivateKey, sign } from 'node:crypto';
import { Metadata, MetaFile, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models';
import { type Bytes, toUtf8 } from '#crypto/bytes.ts';
import type { SigningKeyPair } from '#crypto/ed25519.ts';
import { toTimestamp } from '#crypto/timestamp.ts';
import { keyIdOf, tufKey } from '#crypto/verify/public-keys.ts';
import type { Role } from '#crypto/verify/root-file.ts';
import { VALID_DAYS } from '#crypto/verify/validity.ts';

const SPECIFICATION = '1.0.31';
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Which public keys sign what, and how many of them must. */
export type RoleKeys = Record<Role, { keys: readonly Bytes[]; threshold: number }>;

export interface Signing {
  version: number;
  now: Date;
  signers: readonly SigningKeyPair[];
}

/**
 * A State's root, valid for three years.
 *
 * @param signers the root keys; for a next root those of the one before as well
 * @returns the JSON text
 */
export async function signRoot(roles: RoleKeys, { version, now, signers }: Signing): Promise<string> {
  const keys: Record<string, Record<string, unknown>> = {};
  const named: Record<string, { keyids: string[]; threshold: number }> = {};
  for (const [role, { keys: publicKeys, threshold }] of Object.entries(roles)) {
    const keyids = await Promise.all(publicKeys.map(keyIdOf));
    publicKeys.forEach((publicKey, place) => {
      keys[keyids[place] ?? ''] = { ...tufKey(publicKey) };
    });
    named[role] = { keyids, threshold };
  }
  const root = Root.fromJSON({
    spec_version: SPECIFICATION,
    version,
    expires: endOf('root', now),
    consistent_snapshot: true,
    keys,
    roles: named,
  } as Parameters<typeof Root.fromJSON>[0]);
  return signed(root, signers);
}

/**
 * What a State publishes, valid for thirteen months.
 *
 * @param parts the content of each target, by name
 * @returns the JSON text
 */
export async function signTargets(
  parts: ReadonlyMap<string, string>,
  { version, now, signers }: Signing,
): Promise<string> {
  const targets = new Targets(common('targets', version, now));
  for (const [path, part] of parts) targets.addTarget(new TargetFile({ path, ...contentOf(part) }));
  return signed(targets, signers);
}

/** @returns the JSON text, valid for seven days */
export async function signSnapshot(targets: string, { version, now, signers }: Signing): Promise<string> {
  const meta = { 'targets.json': metaOf(targets) };
  return signed(new Snapshot({ ...common('snapshot', version, now), meta }), signers);
}

/** @returns the JSON text, valid for seven days */
export async function signTimestamp(snapshot: string, { version, now, signers }: Signing): Promise<string> {
  return signed(new Timestamp({ ...common('timestamp', version, now), snapshotMeta: metaOf(snapshot) }), signers);
}

/** The number of a file of TUF, from its text. */
export function versionOf(text: string): number {
  return (JSON.parse(text) as { signed: { version: number } }).signed.version;
}

export function endOf(file: keyof typeof VALID_DAYS, now: Date): string {
  return toTimestamp(new Date(now.getTime() + VALID_DAYS[file] * DAY_MILLISECONDS));
}

function common(file: Role, version: number, now: Date) {
  return { specVersion: SPECIFICATION, version, expires: endOf(file, now) };
}

function metaOf(text: string): MetaFile {
  return new MetaFile({ version: versionOf(text), ...contentOf(text) });
}

function contentOf(text: string) {
  const bytes = toUtf8(text);
  return { length: bytes.length, hashes: { sha256: createHash('sha256').update(bytes).digest('hex') } };
}

async function signed(content: Root | Targets | Snapshot | Timestamp, signers: readonly SigningKeyPair[]) {
  const metadata = new Metadata(content);
  for (const { signingKey, publicKey } of signers) {
    const keyID = await keyIdOf(publicKey);
    const key = createPrivateKey({ key: Buffer.from(signingKey), format: 'der', type: 'pkcs8' });
    // The models ask for a signature at once, which WebCrypto cannot give. Node's own is the same OpenSSL.
    metadata.sign((bytes) => new Signature({ keyID, sig: sign(null, bytes, key).toString('hex') }));
  }
  return JSON.stringify(metadata.toJSON());
}
