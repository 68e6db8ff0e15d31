import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { PlainFailure } from './plain-failure.ts';

const FILE = 'sign-in-secret';

/**
 * The node's secret half of every passphrase: a file in the data folder, made at the first start. It is never in the
 * database, so that a copy of one without the other opens nothing and lets nobody guess.
 *
 * @throws PlainFailure when it cannot be read or is damaged: a new one would shut everybody out
 */
export async function openOpaqueSetUp(dataDir: string): Promise<string> {
  const file = path.join(dataDir, FILE);
  await makeOnce(file);
  const text = (await readFile(file, 'utf8')).trim();
  if (/^[A-Za-z0-9_-]{171}$/.test(text)) return text;
  throw new PlainFailure(`The file ${file} is damaged: put it back from a backup, or nobody can sign in.`);
}

/** Whole or not at all, and never over one that another start has just made. */
async function makeOnce(file: string): Promise<void> {
  if (await readFile(file).then(Boolean, (error: NodeJS.ErrnoException) => error.code !== 'ENOENT')) return;
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, `${await newOpaqueSetUp()}\n`, { mode: 0o600 });
  try {
    await link(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}
