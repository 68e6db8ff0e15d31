import { once } from 'node:events';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '#db/client.ts';
import type { Cluster } from '#db/embedded/cluster.ts';
import { openEmbedded } from '#server/database.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { dataFolder, postmasterOf } from '#tests/support/data-folder.ts';
import { type DatabaseDoor, openDatabaseDoor } from '#tests/support/database-door.ts';
import { type Ended, startInVain } from '#tests/support/portal-process.ts';

/** The sentence of a start that was given up in order: nothing else is written, and no database runs on. */
async function refusal(env: Record<string, string>): Promise<string> {
  const dataDir = env.DATA_DIR ?? (await dataFolder());
  const ended = await startInVain({ DATA_DIR: dataDir, ...env });
  expect(await postmasterOf(dataDir).catch(() => null)).toBeNull();
  return sentenceOf(ended);
}

function sentenceOf({ code, output }: Ended): string {
  expect(code).toBe(1);
  expect(output).not.toMatch(/^\s+at |file:|node:|node_modules|\{"level"/m);
  expect(output.trim()).toMatch(/^[A-Z][^\n]*\.$/);
  return output.trim();
}

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function openDoor(cluster: Cluster | null): Promise<DatabaseDoor> {
  const door = await openDatabaseDoor(cluster?.socketFolder ?? '');
  onTestFinished(() => door.close());
  return door;
}

describe('settings', () => {
  it('are all named when they are wrong, and a password is not shown', async () => {
    const said = await refusal({
      PORT: 'eighty',
      PUBLIC_URL: 'portal.example.org',
      DATABASE_URL: 'postgres://portal:se#cret@localhost/nrm',
      LOG_LEVEL: 'loud',
      TRUST_PROXY: 'our-proxy',
    });
    for (const name of ['PORT', 'PUBLIC_URL', 'DATABASE_URL', 'LOG_LEVEL', 'TRUST_PROXY']) {
      expect(said).toMatch(new RegExp(`\\b${name} (must be|is no)`));
    }
    expect(said).not.toMatch(/se#|cret/);
  });

  it.each(['no-such-host.invalid', '203.0.113.1'])('HOST %s is no address of this machine', async (host) => {
    expect(await refusal({ HOST: host })).toContain(`HOST ${host} is no address of this machine`);
  });

  it('of trust that are damaged are named, because nobody would notice a forged registry', async () => {
    const folder = await dataFolder();
    await writeFile(path.join(folder, 'registry-keys.json'), '{"threshold":2,"keys":[]}');
    expect(await refusal({ TRUST_DATA: folder })).toContain('registry-keys.json holds no keys of a registry: ');
  });
});

it('a taken port', async () => {
  const port = await takenPort();
  expect(await refusal({ PORT: String(port) })).toBe(
    `Port ${port} is already in use: stop the other program or set PORT to another number.`,
  );
});

/** One server with the two accounts that a portal needs. */
function settingsFor(place: string) {
  return { DATABASE_URL: `postgres://portal@${place}`, DATABASE_MIGRATE_URL: `postgres://owner@${place}` };
}

describe('a database server', () => {
  it('that is not there', async () => {
    const place = `127.0.0.1:${await closedPort()}/nrm`;
    expect(await refusal(settingsFor(place))).toContain('cannot be reached (ECONNREFUSED): check DATABASE_MIGRATE_URL');
  });

  it('whose host does not exist', async () => {
    const said = await refusal(settingsFor('no-such-host.invalid/nrm'));
    expect(said).toMatch(/cannot be reached \((ENOTFOUND|EAI_AGAIN)\): check DATABASE_MIGRATE_URL/);
  });

  it('with one account for everything, or one that sees past row security', async () => {
    const { cluster } = await openEmbedded(await dataFolder());
    const door = await openDoor(cluster);
    const sentence = /^DATABASE_URL needs an account of its own that owns no table/;
    expect(await refusal({ DATABASE_URL: door.url() })).toMatch(sentence);
    expect(await refusal({ DATABASE_URL: door.url(), DATABASE_MIGRATE_URL: door.url() })).toMatch(sentence);
    const owner = connect({ url: door.url('nrm', 'postgres') }, { max: 1 });
    await owner`create role curious login bypassrls`;
    await owner.end();
    expect(await refusal({ ...door.settings(), DATABASE_URL: door.url('nrm', 'curious') })).toMatch(sentence);
  });

  it('without that database, hung up, silent, or missing for the owner only', async () => {
    const { cluster } = await openEmbedded(await dataFolder());
    const [door, silentDoor] = await Promise.all([openDoor(cluster), openDoor(cluster)]);
    await silentDoor.become('silent');
    const silent = refusal(silentDoor.settings());

    expect(await refusal({ ...door.settings(), DATABASE_URL: door.url('nowhere') })).toBe(
      'The database named in DATABASE_URL does not exist.',
    );
    expect(await refusal(door.settings('nowhere'))).toBe('The database named in DATABASE_MIGRATE_URL does not exist.');
    await door.become('slamming');
    expect(await refusal(door.settings())).toContain('cannot be reached (CONNECTION_CLOSED)');
    expect(await silent).toContain('cannot be reached (CONNECT_TIMEOUT)');
  });
});

describe('a data folder', () => {
  it('that is a file, or lies in one', async () => {
    const file = path.join(await dataFolder(), 'file');
    await writeFile(file, '');
    expect(await refusal({ DATA_DIR: file })).toContain(
      `${file} cannot be used (a file is in its place): set DATA_DIR`,
    );
    const inside = path.join(file, 'inside');
    expect(await refusal({ DATA_DIR: inside })).toContain(`${inside} cannot be used`);
  });

  it('that cannot be written to', async () => {
    const forbidden = path.join(await dataFolder(), 'forbidden');
    await mkdir(forbidden, { mode: 0o500 });
    // Root may write everywhere but where the kernel itself has no place for it.
    const folders = process.getuid?.() === 0 ? ['/sys/nrm', '/proc/nrm'] : [forbidden];
    for (const folder of folders) {
      expect(await refusal({ DATA_DIR: folder })).toContain(`${folder} cannot be used`);
    }
  });
});

it('broken directory files when none was ever loaded: file and reason are named, and the database goes down', async () => {
  const dataDir = await dataFolder();
  const directory = path.join(await dataFolder(), 'directory');
  await cp(path.join(PROJECT_ROOT, 'directory-data'), directory, { recursive: true });
  await writeFile(path.join(directory, 'states', 'RO.json'), '{ "state": "RO", ');

  const { code, output } = await startInVain({ DATA_DIR: dataDir, DIRECTORY_DATA: directory });
  expect(code).toBe(1);
  const [sentence, ...problems] = output.trim().split('\n');
  expect(sentence).toBe('The directory cannot be loaded, and none was loaded before.');
  expect(problems).toEqual([expect.stringMatching(/^states\/RO\.json: The file is not valid JSON: .*\(NOT_JSON\)$/)]);
  expect(await postmasterOf(dataDir)).toBeNull();
});
