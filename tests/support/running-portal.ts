import { mkdir, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareBrowser } from '#demo/browser.mjs';
import { copyDataFolder, removeDataFolder } from './data-folder.ts';
import { startPortalProcess } from './portal-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the portal that all browser tests visit. */
    portal: string;
    /** A data folder as a first start leaves it: the directory is loaded, and nobody has an account. */
    loaded: string;
  }
}

/** One portal for all tests that only read: started as an operator starts it, with the embedded database. */
export default async function setup({ provide }: TestProject) {
  await prepareBrowser();
  const base = await mkdtemp(path.join(os.tmpdir(), 'nrm-portal-'));
  const [loaded, shared] = [path.join(base, 'loaded'), path.join(base, 'shared')];
  await mkdir(loaded);
  await (await startPortalProcess({ DATA_DIR: loaded })).stop();
  await copyDataFolder(loaded, shared);
  const portal = await startPortalProcess({ DATA_DIR: shared });
  provide('portal', portal.url);
  provide('loaded', loaded);
  return async () => {
    await portal.stop();
    for (const folder of [loaded, shared, base]) await removeDataFolder(folder);
  };
}
