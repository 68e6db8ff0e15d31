import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SigningKeyPair } from '#crypto/ed25519.ts';
import { fieldsOf, matching, text } from '#crypto/shape.ts';
import { openKeyFile, readNodeKey, type StateKey, sealKeyFile, writeNodeKey } from './key-file.ts';
import type { RootKeys } from './next-root.ts';
import { readRootFiles } from './publication-folder.ts';
import { signRoot } from './sign-metadata.ts';
import { dutyKeyOf, type KeyCount, newStateKeys } from './state-keys.ts';
import { FolderError, type NewFile, writeWholeFile, writeWholeFolder } from './whole-folder.ts';

/** What everybody may know of a folder of keys. */
export interface KeysFolder {
  state: string;
  dutyKey: string;
  /** From the first to the last. */
  roots: string[];
  /** The names of the files that hold the keys of the last root. */
  files: Record<'root' | 'targets', string[]>;
  /** The folder, within this one, of the node's keys of the last root. */
  nodeFolder: string;
}

/**
 * Makes all keys of a State and its first root. Root, targets and duty keys are each in a file under a passphrase of its own;
 * the node's two keys are in clear, because a node signs without anybody at hand.
 *
 * @param passphraseFor asked once for each file, by its name
 * @throws KeyFileError when a passphrase is too short; FolderError when the folder is there already
 */
export async function makeKeysFolder(
  folder: string,
  { state, counts, now }: { state: string; counts: { root: KeyCount; targets: KeyCount }; now: Date },
  passphraseFor: (file: string) => Promise<string>,
): Promise<void> {
  const keys = await newStateKeys(counts);
  const publicKeys = (pairs: readonly SigningKeyPair[]) => pairs.map(({ publicKey }) => publicKey);
  const roles = {
    root: { keys: publicKeys(keys.root), threshold: counts.root.threshold },
    targets: { keys: publicKeys(keys.targets), threshold: counts.targets.threshold },
    snapshot: { keys: [keys.snapshot.publicKey], threshold: 1 },
    timestamp: { keys: [keys.timestamp.publicKey], threshold: 1 },
  };
  const root = await signRoot(roles, { version: 1, now, signers: keys.root });
  const sealed: NewFile[] = [];
  const held: [string, StateKey['role'], SigningKeyPair][] = [
    ...numbered('root', 1, keys.root),
    ...numbered('targets', 1, keys.targets),
    ['duty.age', 'duty', keys.duty],
  ];
  for (const [name, role, pair] of held) {
    sealed.push({ name, text: await sealKeyFile({ state, role, pair }, await passphraseFor(name)), isSecret: true });
  }
  await writeWholeFolder(folder, [
    { name: 'state.json', text: `${JSON.stringify({ state, dutyKey: dutyKeyOf(keys) })}\n` },
    { name: '1.root.json', text: root },
    ...sealed,
    { name: 'node/snapshot.key', text: writeNodeKey(keys.snapshot), isSecret: true },
    { name: 'node/timestamp.key', text: writeNodeKey(keys.timestamp), isSecret: true },
  ]);
}

/** @returns null when there is no such folder */
export async function readKeysFolder(folder: string): Promise<KeysFolder | null> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return null;
  try {
    const fields = fieldsOf(JSON.parse(await readFile(path.join(folder, 'state.json'), 'utf8')), ['state', 'dutyKey']);
    const roots = await readRootFiles(folder);
    const newest = (file: string) => filesOfNewest(names, roots.length, file);
    return {
      state: matching(fields.state, /^[A-Z]{2}$/, 'the State'),
      dutyKey: text(fields.dutyKey),
      roots,
      files: { root: newest('root-\\d+\\.age'), targets: newest('targets-\\d+\\.age') },
      nodeFolder: newest('node')[0] ?? 'node',
    };
  } catch {
    throw new FolderError(`${folder} is no folder of a State's keys: its state.json is missing or damaged.`);
  }
}

/**
 * @param name of the file below the folder
 * @throws KeyFileError for another passphrase; FolderError when it is the key of another State or for something else
 */
export async function openKey(
  folder: string,
  name: string,
  expected: Pick<StateKey, 'state' | 'role'>,
  passphrase: string,
): Promise<SigningKeyPair> {
  const key = await openKeyFile(await readKey(folder, name), passphrase);
  if (key.state === expected.state && key.role === expected.role) return key.pair;
  throw new FolderError(`${name} is a ${key.role} key of ${key.state}.`);
}

/**
 * @param nodeFolder as `readKeysFolder` names it
 * @throws KeyFileError; FolderError when the file is not there
 */
export async function openNodeKey(
  folder: string,
  nodeFolder: string,
  role: 'snapshot' | 'timestamp',
): Promise<SigningKeyPair> {
  return readNodeKey(await readKey(folder, `${nodeFolder}/${role}.key`));
}

/**
 * Adds a next root with the keys that it brings, each in a file of its own. What stands there of an attempt that was cut off is
 * replaced: without its root it counts nothing.
 *
 * @param passphraseFor asked once for each file, by its name
 * @throws KeyFileError when a passphrase is too short
 */
export async function addRoot(
  folder: string,
  { state, version, root, made }: { state: string; version: number; root: string; made: RootKeys },
  passphraseFor: (file: string) => Promise<string>,
): Promise<void> {
  const files: NewFile[] = [];
  for (const [name, role, pair] of [
    ...numbered('root', version, made.root),
    ...numbered('targets', version, made.targets),
  ]) {
    files.push({ name, text: await sealKeyFile({ state, role, pair }, await passphraseFor(name)), isSecret: true });
  }
  if (made.node !== null) {
    for (const role of ['snapshot', 'timestamp'] as const) {
      files.push({ name: `${version}.node/${role}.key`, text: writeNodeKey(made.node[role]), isSecret: true });
    }
  }
  for (const file of files) await writeWholeFile(folder, file);
  // The last of all: from here on the new keys count.
  await writeWholeFile(folder, { name: `${version}.root.json`, text: root });
}

/** Keys are named after the root that brought them: `2.root-1.age`; those of the first have no number before them. */
function filesOfNewest(names: readonly string[], lastRoot: number, file: string): string[] {
  const pattern = new RegExp(`^(?:(\\d+)\\.)?${file}$`);
  const found = names.flatMap((name) => {
    const match = pattern.exec(name);
    const version = Number(match?.[1] ?? 1);
    return match === null || version > lastRoot ? [] : [{ name, version }];
  });
  const newest = Math.max(0, ...found.map(({ version }) => version));
  return found
    .filter(({ version }) => version === newest)
    .map(({ name }) => name)
    .sort();
}

async function readKey(folder: string, name: string): Promise<string> {
  try {
    return await readFile(path.join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new FolderError(`${path.join(folder, name)} is not there: who holds this key must be at hand to sign.`);
  }
}

function numbered(role: 'root' | 'targets', version: number, pairs: readonly SigningKeyPair[]) {
  return pairs.map((pair, place): [string, StateKey['role'], SigningKeyPair] => [
    `${version === 1 ? '' : `${version}.`}${role}-${place + 1}.age`,
    role,
    pair,
  ]);
}
