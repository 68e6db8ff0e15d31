import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareBrowser } from '#demo/browser.mjs';
import { startPortalProcess } from './portal-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the portal that all browser tests visit. */
    portal: string;
  }
}

/** One portal for all tests that only read: started as an operator starts it, with the embedded database. */
export default async function setup({ provide }: TestProject) {
  await prepareBrowser();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'nrm-portal-'));
  const portal = await startPortalProcess({ DATA_DIR: dataDir });
  provide('portal', portal.url);
  return async () => {
    await portal.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
