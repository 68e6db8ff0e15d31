import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ORGANISATIONS_TARGET } from '#crypto/verify/organisations.ts';
import type { StatePublication } from './publication-texts.ts';
import { versionOf } from './sign-metadata.ts';
import { FolderError, type NewFile, writeWholeFolder } from './whole-folder.ts';

/** Above what any text of a publication may have. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * The files of a publication under the names by which TUF clients fetch them ("consistent snapshots"): below `metadata` the
 * signed files, below `targets` each part under its own hash; the revocation list beside them.
 */
export function filesOf(texts: StatePublication): NewFile[] {
  const hash = createHash('sha256').update(texts.organisations).digest('hex');
  return [
    ...texts.roots.map((text) => ({ name: `metadata/${versionOf(text)}.root.json`, text })),
    { name: 'metadata/timestamp.json', text: texts.timestamp },
    { name: `metadata/${versionOf(texts.snapshot)}.snapshot.json`, text: texts.snapshot },
    { name: `metadata/${versionOf(texts.targets)}.targets.json`, text: texts.targets },
    { name: `targets/${hash}.${ORGANISATIONS_TARGET}`, text: texts.organisations },
    { name: 'revocations.jws', text: texts.revocations },
  ];
}

/** @throws FolderError when the folder is there already */
export function writePublication(folder: string, texts: StatePublication): Promise<void> {
  return writeWholeFolder(folder, filesOf(texts));
}

/**
 * Nothing is verified.
 *
 * @throws FolderError when a file is missing or stands there twice
 */
export async function readPublication(folder: string): Promise<StatePublication> {
  const one = async (place: string, name: RegExp) => {
    const [file, ...more] = await named(folder, place, name);
    if (file === undefined || more.length > 0) {
      throw new FolderError(`${path.join(folder, place)} needs exactly one file like ${name.source}.`);
    }
    return readText(file);
  };
  return {
    roots: await readRootFiles(path.join(folder, 'metadata')),
    timestamp: await one('metadata', /^timestamp\.json$/),
    snapshot: await one('metadata', /^\d+\.snapshot\.json$/),
    targets: await one('metadata', /^\d+\.targets\.json$/),
    organisations: await one('targets', /^[0-9a-f]{64}\.organisations\.json$/),
    revocations: await one('.', /^revocations\.jws$/),
  };
}

/** `1.root.json`, `2.root.json` and so on, in their order. */
export async function readRootFiles(folder: string): Promise<string[]> {
  const files = await named(folder, '.', /^\d+\.root\.json$/);
  const inOrder = files.sort(
    (one, other) => Number.parseInt(path.basename(one), 10) - Number.parseInt(path.basename(other), 10),
  );
  return Promise.all(inOrder.map(readText));
}

/** The number of the newest folder below one in which each publication has its number; 0 when there is none. */
export async function lastNumber(folder: string): Promise<number> {
  const numbers = (await namesIn(folder)).filter((name) => /^[1-9]\d{0,8}$/.test(name)).map(Number);
  return Math.max(0, ...numbers);
}

async function named(folder: string, place: string, name: RegExp): Promise<string[]> {
  const names = await namesIn(path.join(folder, place));
  return names.filter((found) => name.test(found)).map((found) => path.join(folder, place, found));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file);
  if (bytes.length > MOST_BYTES) throw new FolderError(`${file} is too large.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FolderError(`${file} is not UTF-8.`);
  }
}
