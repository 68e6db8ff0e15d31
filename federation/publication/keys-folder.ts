import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SigningKeyPair } from '#crypto/ed25519.ts';
import { fieldsOf, matching, text } from '#crypto/shape.ts';
import { openKeyFile, readNodeKey, type StateKey, sealKeyFile, writeNodeKey } from './key-file.ts';
import { readRootFiles } from './publication-folder.ts';
import { signRoot } from './sign-metadata.ts';
import { dutyKeyOf, type KeyCount, newStateKeys } from './state-keys.ts';
import { FolderError, type NewFile, writeWholeFolder } from './whole-folder.ts';

/** What everybody may know of a folder of keys. */
export interface KeysFolder {
  state: string;
  dutyKey: string;
  /** From the first to the last. */
  roots: string[];
  /** The names of the files that hold targets keys. */
  targetsFiles: string[];
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
    ...numbered('root', keys.root),
    ...numbered('targets', keys.targets),
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
    return {
      state: matching(fields.state, /^[A-Z]{2}$/, 'the State'),
      dutyKey: text(fields.dutyKey),
      roots: await readRootFiles(folder),
      targetsFiles: names.filter((name) => /^targets-\d+\.age$/.test(name)).sort(),
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

/** @throws KeyFileError; FolderError when the file is not there */
export async function openNodeKey(folder: string, role: 'snapshot' | 'timestamp'): Promise<SigningKeyPair> {
  return readNodeKey(await readKey(folder, `node/${role}.key`));
}

async function readKey(folder: string, name: string): Promise<string> {
  try {
    return await readFile(path.join(folder, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new FolderError(`${path.join(folder, name)} is not there: who holds this key must be at hand to sign.`);
  }
}

function numbered(role: 'root' | 'targets', pairs: readonly SigningKeyPair[]) {
  return pairs.map((pair, place): [string, StateKey['role'], SigningKeyPair] => [
    `${role}-${place + 1}.age`,
    role,
    pair,
  ]);
}
