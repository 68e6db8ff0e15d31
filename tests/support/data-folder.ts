import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { clusterPlace } from '#db/embedded/place.ts';
import { isAlive, stopPostmaster } from '#db/embedded/postmaster.ts';

/** An empty data folder for the running test. Whatever still runs on it when the test is done is ended. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-fault-'));
  onTestFinished(() => removeDataFolder(folder));
  return folder;
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
