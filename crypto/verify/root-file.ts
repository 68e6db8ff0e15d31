import type { Bytes } from '../bytes.ts';
import { fieldsOf, listOf, matching, oneOf, ordinal, ShapeError } from '../shape.ts';
import { type Timestamp, timestamp } from '../timestamp.ts';
import type { ProofFile } from './proof-error.ts';
import { keyIdOf, readTufKey } from './public-keys.ts';
import { KEY_ID, readSignedFile, type SignedFile, type Signers } from './signed-file.ts';
import { malformed } from './strict-text.ts';

export const ROLES = ['root', 'targets', 'snapshot', 'timestamp'] as const;

export type Role = (typeof ROLES)[number];

/** What a State's root says: which keys sign what. */
export interface Root {
  version: number;
  expires: Timestamp;
  roles: Record<Role, Signers>;
}

const MOST_CHARACTERS = 64 * 1024;
const MOST_KEYS = 64;

/**
 * @throws ProofError TOO_LARGE, MALFORMED, UNKNOWN_SCHEME, BAD_KEY
 */
export async function readRoot(text: string): Promise<SignedFile<Root>> {
  const root = await readSignedFile('root', text, MOST_CHARACTERS, readSigned);
  for (const { keys } of Object.values(root.signed.roles)) {
    for (const [name, key] of keys) {
      if ((await keyIdOf(key)) !== name) throw malformed('root', 'a key has the name of another');
    }
  }
  return root;
}

function readSigned(value: unknown): Root {
  const names = ['_type', 'spec_version', 'version', 'expires', 'consistent_snapshot', 'keys', 'roles'] as const;
  const fields = fieldsOf(value, names);
  if (fields.consistent_snapshot !== true) throw new ShapeError('its publications do not have names of their own');
  const keys = readKeys(fields.keys);
  const written = fieldsOf(fields.roles, ROLES);
  const roles = {
    root: readRole(written.root, keys),
    targets: readRole(written.targets, keys),
    snapshot: readRole(written.snapshot, keys),
    timestamp: readRole(written.timestamp, keys),
  };
  assertApart(roles);
  return { ...readCommon(fields, 'root'), roles };
}

function readKeys(value: unknown): Map<string, Bytes> {
  const entries = recordOf(value, MOST_KEYS, KEY_ID, 'the name of a key');
  return new Map(entries.map(([name, key]) => [name, readTufKey('root', key)]));
}

function readRole(value: unknown, known: ReadonlyMap<string, Bytes>): Signers {
  const fields = fieldsOf(value, ['keyids', 'threshold']);
  const names = listOf(fields.keyids, MOST_KEYS, (name) => matching(name, KEY_ID, 'the name of a key'));
  const keys = new Map<string, Bytes>();
  for (const name of names) {
    const key = known.get(name);
    if (key === undefined) throw new ShapeError('a role names a key that is not there');
    keys.set(name, key);
  }
  if (keys.size < names.length) throw new ShapeError('a role names a key twice');
  const threshold = ordinal(fields.threshold);
  if (threshold > keys.size) throw new ShapeError('a role needs more signatures than it has keys');
  return { keys, threshold };
}

/** The keys that a node holds must not sign what only the State may. */
function assertApart({ root, targets, snapshot, timestamp: latest }: Record<Role, Signers>): void {
  const online = [...snapshot.keys.keys(), ...latest.keys.keys()];
  if (online.some((name) => root.keys.has(name) || targets.keys.has(name))) {
    throw new ShapeError("a node's key is also one of the State's own");
  }
}

/** What all four files of TUF begin with. */
export function readCommon(
  fields: Record<'_type' | 'spec_version' | 'version' | 'expires', unknown>,
  type: Role & ProofFile,
): { version: number; expires: Timestamp } {
  oneOf(fields._type, [type]);
  // TUF 1.0.31 §4.3: the first number tells whether the file can be understood.
  matching(fields.spec_version, /^1\.\d{1,4}(?:\.\d{1,4})?$/, 'the version of the specification');
  return { version: ordinal(fields.version), expires: timestamp(fields.expires) };
}

/** The members of an object whose names the file chose. */
export function recordOf(value: unknown, most: number, name: RegExp, description: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShapeError('an object is missing');
  const entries = Object.entries(value);
  if (entries.length > most) throw new ShapeError(`an object must have at most ${most} members`);
  for (const [found] of entries) matching(found, name, description);
  return entries;
}
