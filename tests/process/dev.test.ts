import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { dataFolder, postmasterOf } from '#tests/support/data-folder.ts';
import { startPortalProcess } from '#tests/support/portal-process.ts';

/** Longer than changes are gathered for, and shorter than a start takes. */
const SOON = 300;

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

/** Changes something that is watched and that nothing is built from. */
async function change(): Promise<void> {
  const file = path.join(PROJECT_ROOT, 'tests', 'process', 'changed.tmp');
  onTestFinished(() => rm(file, { force: true }));
  await writeFile(file, `${Date.now()}`);
}

it('starts anew after every change, one start after the other, and leaves no database behind', async () => {
  const dataDir = await dataFolder();
  const portal = await startPortalProcess({ DATA_DIR: dataDir, PORT: await freePort() }, 'dev');
  const starts = () => portal.output().match(/^ready /gm)?.length ?? 0;
  for (let times = 0; times < 4; times += 1) {
    await change();
    await after(SOON);
  }
  await expect.poll(starts, { timeout: 60_000 }).toBeGreaterThan(2);
  // The last change may just be making it start once more.
  const health = () =>
    fetch(new URL('/health', portal.url)).then(
      ({ status }) => status,
      () => null,
    );
  await expect.poll(health).toBe(200);

  await change();
  await after(SOON);
  await portal.stop();
  expect(portal.process.exitCode).toBe(0);
  expect(await postmasterOf(dataDir)).toBeNull();
  expect(portal.output()).not.toMatch(/in use|Waiting for the next change/);
}, 120_000);
