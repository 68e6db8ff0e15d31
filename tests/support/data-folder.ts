import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { inject, onTestFinished } from 'vitest';
import { clusterPlace } from '#db/embedded/place.ts';
import { isAlive, stopPostmaster } from '#db/embedded/postmaster.ts';

/** An empty data folder for the running test. Whatever still runs on it when the test is done is ended. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-fault-'));
  onTestFinished(() => removeDataFolder(folder));
  return folder;
}

/** A data folder with which somebody has started once and stopped: most tests are about what comes after the first start. */
export async function loadedDataFolder(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), name));
  await copyDataFolder(inject('loaded'), folder);
  return folder;
}

/** Of a portal that has stopped. */
export async function copyDataFolder(from: string, to: string): Promise<void> {
  await copyWithOwners(from, to);
  const [before, after] = [await clusterPlace(from), await clusterPlace(to)];
  // As root the database may lie elsewhere.
  if (!before.folder.startsWith(from)) await copyWithOwners(before.folder, after.folder);
}

/** As root the database belongs to another account, which `fs.cp` would not keep. */
async function copyWithOwners(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await promisify(execFile)('cp', ['-a', `${from}/.`, to]);
}

export async function removeDataFolder(folder: string): Promise<void> {
  const pid = await postmasterOf(folder);
  if (pid !== null && isAlive(pid)) await stopPostmaster(pid);
  const place = await clusterPlace(folder);
  for (const each of [place.folder, folder]) await rm(each, { recursive: true, force: true });
}

/** Where PostgreSQL says which process runs on the cluster of a data folder. */
export async function postmasterFile(folder: string): Promise<string> {
  return path.join((await clusterPlace(folder)).folder, 'cluster', 'postmaster.pid');
}

/** The process id in that file, whoever has it now; null when there is no file. */
export async function postmasterOf(folder: string): Promise<number | null> {
  const text = await readFile(await postmasterFile(folder), 'utf8').catch(() => null);
  return text === null ? null : Number(text.split('\n')[0]);
}
