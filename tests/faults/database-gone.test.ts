import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openCluster } from '#db/embedded/cluster.ts';
import { openEmbedded } from '#server/database.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { dataFolder, removeDataFolder } from '#tests/support/data-folder.ts';
import { type DatabaseDoor, openDatabaseDoor } from '#tests/support/database-door.ts';
import { visit } from '#tests/support/page.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';

const SOON = { timeout: 20_000, interval: 200 };

async function health(portal: PortalProcess) {
  const response = await fetch(new URL('/health', portal.url));
  expect(response.status).toBe(200);
  return (await response.json()) as { status: string; database: string; refusedFiles: string[] };
}

/** An address of the directory, asked of the portal that all tests share: ids are the same everywhere. */
async function firstHotlineOf(code: string): Promise<{ id: string; number: string }> {
  const query = `{state(code:"${code}"){hotlines{id phones{number}}}}`;
  const response = await fetch(new URL(`/graphql?query=${encodeURIComponent(query)}`, inject('portal')));
  const { data } = (await response.json()) as {
    data: { state: { hotlines: { id: string; phones: { number: string }[] }[] } };
  };
  const [line] = data.state.hotlines;
  return { id: line?.id ?? '', number: line?.phones[0]?.number ?? '' };
}

describe('with a database that is not the portal’s to restart', () => {
  let folder: string;
  let databaseFolder: string;
  let door: DatabaseDoor;
  let portal: PortalProcess;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-gone-'));
    databaseFolder = await mkdtemp(path.join(os.tmpdir(), 'nrm-gone-'));
    const { cluster } = await openEmbedded(databaseFolder);
    door = await openDatabaseDoor(cluster?.socketFolder ?? '');
    portal = await startPortalProcess({ DATA_DIR: folder, ...door.settings() });
    const pointer = path.join(folder, 'copies', 'en.current.json');
    await vi.waitUntil(() => readFile(pointer).then(Boolean, () => false), SOON);
  });
  afterAll(async () => {
    await portal?.stop();
    await door?.close();
    await removeDataFolder(databaseFolder);
    await removeDataFolder(folder);
  });

  it.each(['shut', 'slamming', 'silent'] as const)(
    'goes on from copies while it is %s, and without them when it is back',
    async (state) => {
      const line = await firstHotlineOf('RO');
      const csv = await textAt(portal, '/data/hotlines.csv');
      for (const address of ['/en/find', '/en/library']) await visit(portal.url, address);
      await door.become(state);
      await vi.waitUntil(async () => (await health(portal)).database === 'unreachable', SOON);
      expect((await health(portal)).status).toBe('degraded');

      for (const address of ['/', '/en', '/en/states', '/en/states/RO', '/en/numbers', `/en/entries/${line.id}`]) {
        const page = await visit(portal.url, address);
        expect(page.status, address).toBe(200);
        expect(page.notice, address).toMatch(/^This is a copy of \d{1,2} \w+ \d{4} at \d\d:\d\d \(UTC\)/);
        expect(page.numbers.length, address).toBeGreaterThan(address === '/en/states' ? -1 : 0);
      }
      expect((await visit(portal.url, '/en/states/RO')).numbers).toContain(line.number);

      const unknown = await visit(portal.url, '/en/nowhere');
      expect(unknown.status).toBe(503);
      expect(unknown.numbers.length).toBeGreaterThan(50);

      const plain = await textAt(portal, '/en/states/RO.txt');
      expect(plain).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
      expect(plain.text).toMatch(/^This is a copy of [^<]*\n\nServices directory\nRomania/);
      const unknownText = await textAt(portal, '/en/states/XX.txt');
      expect(unknownText).toMatchObject({ status: 503, type: 'text/plain; charset=utf-8' });
      expect(unknownText.text).toContain('0800 800 678');

      // A file that was prepared is still sent; one that nobody asked for before cannot be made now.
      expect(await textAt(portal, '/data/hotlines.csv')).toEqual(csv);
      expect(await textAt(portal, '/data/directory.json')).toEqual({
        status: 503,
        type: 'text/plain; charset=utf-8',
        text: 'The directory cannot be reached right now. Please try again in a few minutes.\n',
      });

      await expectNoAnswerButNumbers(new Request(new URL('/en/library?type=report', portal.url)));
      const body = new URLSearchParams({ text: 'shelter romania' });
      await expectNoAnswerButNumbers(new Request(new URL('/en/find', portal.url), { method: 'POST', body }));

      const form = await fetch(new URL('/en/states?code=RO', portal.url), { redirect: 'manual' });
      expect([form.status, form.headers.get('location')]).toEqual([303, '/en/states/RO']);

      await expectMaskedError(portal);

      await door.become('open');
      await expectBack(portal);
    },
  );

  it('answers a reader who waits in the moment in which it falls silent', async () => {
    const asked = Date.now();
    await door.become('silent');
    const page = await visit(portal.url, '/en/states/IT');
    expect(page).toMatchObject({ status: 200, notice: expect.stringMatching(/^This is a copy/) });
    expect(Date.now() - asked).toBeLessThan(8000);
    await door.become('open');
    await expectBack(portal);
  });

  it('is there again after the server itself was stopped and started', async () => {
    const fresh = await visit(portal.url, '/en/numbers');
    await (await openCluster(databaseFolder)).stop();
    await vi.waitUntil(async () => (await health(portal)).status === 'degraded', SOON);
    const copy = await visit(portal.url, '/en/numbers');
    expect(copy).toMatchObject({ status: 200, numbers: fresh.numbers });
    // What has no copy is answered with the same numbers.
    expect(await visit(portal.url, '/en/nowhere')).toMatchObject({ status: 503, numbers: fresh.numbers });
    await openCluster(databaseFolder);
    await expectBack(portal);
  });

  it('keeps its directory when `npm run directory -- load` refuses another', async () => {
    const broken = path.join(folder, 'broken');
    await cp(path.join(PROJECT_ROOT, 'directory-data'), broken, { recursive: true });
    await writeFile(path.join(broken, 'states', 'RO.json'), '{ "state": "RO", ');
    const load = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'directory', 'load', broken], {
      env: { ...process.env, ...door.settings() },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    load.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
    expect(await once(load, 'close')).toEqual([1, null]);
    expect(said.join('')).toMatch(/^states\/RO\.json: The file is not valid JSON: .*\nNothing was loaded\.\n$/);
    await expectBack(portal);
  });

  it('does not hold up the end of the portal when it is silent', async () => {
    await door.become('silent');
    await portal.stop();
    expect(portal.process.exitCode).toBe(0);
  });
});

async function textAt(portal: PortalProcess, address: string) {
  const response = await fetch(new URL(address, portal.url));
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

/** The copy of a page without its choices would look like an answer to the question: the numbers are shown instead. */
async function expectNoAnswerButNumbers(request: Request): Promise<void> {
  const response = await fetch(request);
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(text).toMatch(/class="copy-notice"/);
  expect(text.match(/href="tel:/g)?.length).toBeGreaterThan(50);
  expect(text).not.toMatch(/class="found"|<form[^>]*action="[^"]*(library|find)"/);
}

/** A question that surprises gets an id that is in the log, and nothing of what is inside. */
async function expectMaskedError(portal: PortalProcess): Promise<void> {
  const answer = await fetch(new URL('/graphql?query={states{code}}', portal.url));
  expect(answer.status).toBeLessThan(500);
  const text = await answer.text();
  const { errors } = JSON.parse(text) as { errors: { extensions: { code: string; id: string } }[] };
  expect(errors[0]?.extensions.code).toBe('UNEXPECTED');
  await vi.waitUntil(() => portal.output().includes(errors[0]?.extensions.id ?? 'an id'), SOON);
  expect(text).not.toMatch(/ECONN|127\.0\.0\.1|postgres|select|node_modules|\.[jt]s\b/i);
}

async function expectBack(portal: PortalProcess): Promise<void> {
  await vi.waitUntil(async () => (await health(portal)).status === 'ok', SOON);
  await vi.waitFor(async () => {
    expect(await visit(portal.url, '/en/states/RO')).toMatchObject({ status: 200, notice: null });
    // What leads nowhere has no copy: here the database itself answers.
    expect(await visit(portal.url, '/en/nowhere')).toMatchObject({ status: 404, notice: null });
  }, SOON);
}

it('goes on with the directory that was up when a file is broken, says which and why, and takes it in when it is mended', async () => {
  const dataDir = await dataFolder();
  const first = await startPortalProcess({ DATA_DIR: dataDir });
  await first.stop();

  const data = path.join(await dataFolder(), 'directory-data');
  await cp(path.join(PROJECT_ROOT, 'directory-data'), data, { recursive: true });
  const file = path.join(data, 'states', 'RO.json');
  const whole = await readFile(file, 'utf8');
  await writeFile(file, whole.replace('"number": "0800800678"', '"number": "call me"'));

  const portal = await startPortalProcess({ DATA_DIR: dataDir, DIRECTORY_DATA: data });
  try {
    expect((await visit(portal.url, '/en/states/RO')).numbers).toContain('0800800678');
    const { status, refusedFiles } = await health(portal);
    expect(status).toBe('degraded');
    expect(refusedFiles[0]).toMatch(/^states\/RO\.json hotlines\[0\]\.phones\[0\]\.number: .*call me/);
    expect(portal.output()).toContain('states/RO.json');

    await writeFile(file, whole.replaceAll('0800800678', '0800800679').replaceAll('0800 800 678', '0800 800 679'));
    await vi.waitUntil(async () => (await health(portal)).status === 'ok', SOON);
    await vi.waitUntil(async () => (await visit(portal.url, '/en/states/RO')).numbers.includes('0800800679'), SOON);
  } finally {
    await portal.stop();
  }
});
