import { fieldsOf, ordinal, ShapeError, sha256Hex } from '../shape.ts';
import type { Timestamp } from '../timestamp.ts';
import { readCommon, recordOf } from './root-file.ts';
import { readSignedFile, type SignedFile } from './signed-file.ts';

/** A file as another one names it. */
export interface NamedContent {
  /** Bytes. */
  length: number;
  /** Hexadecimal. */
  sha256: string;
}

export interface NamedVersion extends NamedContent {
  version: number;
}

/** Which snapshot is the latest. */
export interface TimestampFile {
  version: number;
  expires: Timestamp;
  snapshot: NamedVersion;
}

/** Which targets belong together: one file, since nothing is delegated. */
export interface SnapshotFile {
  version: number;
  expires: Timestamp;
  targets: NamedVersion;
}

/** What the State publishes. */
export interface TargetsFile {
  version: number;
  expires: Timestamp;
  /** By name. */
  targets: ReadonlyMap<string, NamedContent>;
}

const MOST_CHARACTERS = { timestamp: 16 * 1024, snapshot: 16 * 1024, targets: 256 * 1024 };
const MOST_TARGETS = 200;
/** Far more than any part of the directory has. */
const MOST_BYTES = 64 * 1024 * 1024;

const TARGET_NAME = /^[a-z0-9][a-z0-9._-]{0,99}$/;

/** @throws ProofError TOO_LARGE, MALFORMED */
export function readTimestampFile(text: string): Promise<SignedFile<TimestampFile>> {
  return readSignedFile('timestamp', text, MOST_CHARACTERS.timestamp, (value) => {
    const fields = fieldsOf(value, ['_type', 'spec_version', 'version', 'expires', 'meta']);
    const snapshot = readNamedVersion(fieldsOf(fields.meta, ['snapshot.json'])['snapshot.json']);
    return { ...readCommon(fields, 'timestamp'), snapshot };
  });
}

/** @throws ProofError TOO_LARGE, MALFORMED */
export function readSnapshotFile(text: string): Promise<SignedFile<SnapshotFile>> {
  return readSignedFile('snapshot', text, MOST_CHARACTERS.snapshot, (value) => {
    const fields = fieldsOf(value, ['_type', 'spec_version', 'version', 'expires', 'meta']);
    const targets = readNamedVersion(fieldsOf(fields.meta, ['targets.json'])['targets.json']);
    return { ...readCommon(fields, 'snapshot'), targets };
  });
}

/** @throws ProofError TOO_LARGE, MALFORMED */
export function readTargetsFile(text: string): Promise<SignedFile<TargetsFile>> {
  return readSignedFile('targets', text, MOST_CHARACTERS.targets, (value) => {
    const fields = fieldsOf(value, ['_type', 'spec_version', 'version', 'expires', 'targets']);
    const entries = recordOf(fields.targets, MOST_TARGETS, TARGET_NAME, 'the name of a target');
    const targets = entries.map(
      ([name, target]) => [name, readNamedContent(fieldsOf(target, ['length', 'hashes']))] as const,
    );
    return { ...readCommon(fields, 'targets'), targets: new Map(targets) };
  });
}

function readNamedVersion(value: unknown): NamedVersion {
  const fields = fieldsOf(value, ['version', 'length', 'hashes']);
  return { version: ordinal(fields.version), ...readNamedContent(fields) };
}

function readNamedContent({ length, hashes }: Record<'length' | 'hashes', unknown>): NamedContent {
  const { sha256 } = fieldsOf(hashes, ['sha256']);
  if (ordinal(length) > MOST_BYTES) throw new ShapeError(`a target is larger than ${MOST_BYTES} bytes`);
  return { length: ordinal(length), sha256: sha256Hex(sha256) };
}
