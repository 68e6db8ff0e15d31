import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { isAlive } from '#db/embedded/postmaster.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { dataFolder, postmasterFile, postmasterOf, removeDataFolder } from '#tests/support/data-folder.ts';
import { visit } from '#tests/support/page.ts';
import { type PortalProcess, startInVain, startPortalProcess } from '#tests/support/portal-process.ts';

const NOBODY = 65534;
const SOON = { timeout: 20_000, interval: 100 };

/** A data folder that was used before; each test starts its own portal on it and leaves none. */
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'nrm-fault-'));
  const portal = await startPortalProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'info' });
  await copiesMade(portal);
  await portal.stop();
});
afterAll(() => removeDataFolder(dataDir));

async function copiesMade(portal: PortalProcess): Promise<void> {
  await vi.waitUntil(() => portal.output().includes('Copies of the help pages are made.'), { timeout: 40_000 });
}

async function start(env: Record<string, string> = {}): Promise<PortalProcess> {
  const portal = await startPortalProcess({ DATA_DIR: dataDir, ...env });
  onTestFinished(() => portal.stop());
  return portal;
}

async function runningPostmaster(): Promise<number> {
  const pid = await postmasterOf(dataDir);
  if (pid === null || !isAlive(pid)) throw new Error('The database does not run.');
  return pid;
}

/** Ends the database as a power cut or the kernel would: it cannot tidy up. */
async function killPostmaster(): Promise<void> {
  const pid = await runningPostmaster();
  process.kill(pid, 'SIGKILL');
  await vi.waitUntil(() => !isAlive(pid), SOON);
}

async function expectFreshPages({ url }: PortalProcess): Promise<void> {
  // No copy answers an address that leads nowhere: its numbers come from the database.
  const page = await visit(url, `/en/never-asked-${randomUUID()}`);
  expect(page).toMatchObject({ status: 404, notice: null });
  expect(page.numbers.length).toBeGreaterThan(50);
}

/** A living process that has nothing to do with us, of the account under which the database runs. */
async function foreignProcess(): Promise<number> {
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn('sleep', ['600'], { ...account, stdio: 'ignore' });
  await once(child, 'spawn');
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid ?? 0;
}

describe('kill -9 of', () => {
  it('the portal: the next one takes over the database that was left running', async () => {
    const killed = await start();
    const left = await runningPostmaster();
    killed.process.kill('SIGKILL');
    await killed.stop();
    expect(await runningPostmaster()).toBe(left);

    const next = await start();
    await expectFreshPages(next);
    expect(await runningPostmaster()).toBe(left);
    await next.stop();
    expect(isAlive(left)).toBe(false);
  });

  it('the database, twice: every page of help is answered throughout, and soon from the database again', async () => {
    const portal = await start();
    // A page asked for the first time is not in memory.
    const states = await readdir(path.join(PROJECT_ROOT, 'directory-data', 'states'));
    const unasked = states.map((file) => `/en/states/${path.parse(file).name}`);
    const answers: { status: number; numbers: number }[] = [];
    for (const _round of ['first', 'second']) {
      await killPostmaster();
      await vi.waitFor(async () => {
        const { status, numbers } = await visit(portal.url, unasked.pop() ?? '/en/numbers');
        answers.push({ status, numbers: numbers.length });
        await expectFreshPages(portal);
      }, SOON);
    }
    expect(answers.filter(({ status, numbers }) => status !== 200 || numbers === 0)).toEqual([]);
  });

  it('the database while copies are made: they are completed later', async () => {
    await rm(path.join(dataDir, 'copies'), { recursive: true });
    const portal = await start({ LOG_LEVEL: 'info' });
    await killPostmaster();
    expect(portal.output()).not.toContain('Copies of the help pages are made.');
    await copiesMade(portal);
  });

  it('both: the next start works', async () => {
    const portal = await start();
    process.kill(await runningPostmaster(), 'SIGKILL');
    portal.process.kill('SIGKILL');
    await portal.stop();
    await expectFreshPages(await start());
  });
});

describe('SIGTERM', () => {
  it('ends the portal and its database in order', async () => {
    const portal = await start();
    const pid = await runningPostmaster();
    await portal.stop();
    expect(portal.process.exitCode).toBe(0);
    expect(isAlive(pid)).toBe(false);
    expect(await postmasterOf(dataDir)).toBeNull();
  });

  it('during the start leaves no database behind', async () => {
    const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'start'], {
      env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    const pid = await vi.waitFor(runningPostmaster, { ...SOON, interval: 5 });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(isAlive(pid)).toBe(false);
  });
});

describe('a postmaster.pid that a crash left', () => {
  it('with a process id that somebody else has now does not hinder the start', async () => {
    const portal = await start();
    const file = await postmasterFile(dataDir);
    const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
    await portal.stop();
    const foreign = await foreignProcess();
    await writeFile(file, [foreign, ...lines].join('\n'));

    await expectFreshPages(await start());
    expect(isAlive(foreign)).toBe(true);
  });

  it('empty does not hinder the start', async () => {
    const file = await postmasterFile(dataDir);
    await writeFile(file, '');
    await utimes(file, 0, 0);
    await expectFreshPages(await start());
  });
});

describe('two users of one data folder', () => {
  it('two first starts at once: exactly one serves, the other says why it does not', async () => {
    const folder = await dataFolder();
    const outcomes = await Promise.allSettled([start({ DATA_DIR: folder }), start({ DATA_DIR: folder })]);
    const served = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
    expect(served).toHaveLength(1);
    expect(refused).toEqual([
      expect.stringMatching(`ended with 1: Another portal already runs on the data folder ${folder}.\n$`),
    ]);
    for (const portal of served) await expectFreshPages(portal);
  });

  it('after its database fell the first portal still holds the folder', async () => {
    const portal = await start();
    await killPostmaster();
    await vi.waitFor(() => expectFreshPages(portal), SOON);
    const { code, output } = await startInVain({ DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(output).toMatch(/^Another portal already runs on the data folder/);
    await expectFreshPages(portal);
  });

  it('`npm run directory -- load` leaves a running portal and its database alone', async () => {
    const portal = await start();
    const pid = await runningPostmaster();
    const load = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'directory', 'load'], {
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: 'ignore',
    });
    expect(await once(load, 'exit')).toEqual([0, null]);
    expect(await runningPostmaster()).toBe(pid);
    await expectFreshPages(portal);
  });
});
