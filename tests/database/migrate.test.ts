import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runner } from 'node-pg-migrate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SOCKET_PORT } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { MIGRATIONS } from '#server/database.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { schemaOf } from './schema-of.ts';

const { sql, address } = openTestDatabase({ template: 'empty' });

it('is done once by processes that start together, and again only when there is something to do', async () => {
  const runs = await Promise.all(Array.from({ length: 5 }, () => migrate(address, MIGRATIONS)));
  const ran = runs.filter((names) => names.length > 0);
  expect(ran).toHaveLength(1);
  expect(ran[0]).toContain('0001_directory');
  expect(await migrate(address, MIGRATIONS)).toEqual([]);
  const [{ tables } = { tables: 0 }] = await sql<{ tables: number }[]>`
    select count(*)::int as tables from pg_tables where schemaname = 'public'`;
  expect(tables).toBeGreaterThan(10);
});

it('leaves nothing of a migration that fails', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(MIGRATIONS, folder, { recursive: true });
  await writeFile(path.join(folder, '9999_broken.sql'), 'create table half_made (id integer); select broken();');
  await expect(migrate(address, folder)).rejects.toThrow('function broken() does not exist');
  expect(await sql`select to_regclass('half_made') as made`).toEqual([{ made: null }]);
  expect(await migrate(address, MIGRATIONS)).toEqual([]);
});

describe('step by step', () => {
  const { sql: stepped, address: steppedAddress } = openTestDatabase({ template: 'empty' });

  /** @returns the name of the migration that was done or undone */
  async function step(direction: 'up' | 'down'): Promise<string> {
    if (!('socketFolder' in steppedAddress)) throw new Error('The databases of tests are behind a socket.');
    const { socketFolder, user, database } = steppedAddress;
    const [done] = await runner({
      databaseUrl: { host: socketFolder, port: SOCKET_PORT, user, database },
      dir: path.join(MIGRATIONS, '*.sql'),
      useGlob: true,
      direction,
      count: 1,
      migrationsTable: 'migration',
      singleTransaction: true,
      verbose: false,
      log: () => undefined,
    });
    return done?.name ?? '';
  }

  it('goes up, down to nothing, and up again; each way back leads to what was there before', {
    timeout: 120_000,
  }, async () => {
    const names = (await readdir(MIGRATIONS)).sort().map((name) => path.basename(name, '.sql'));
    const before: string[][] = [];
    for (const name of names) {
      before.push(await schemaOf(stepped));
      expect(await step('up')).toBe(name);
    }
    const newest = await schemaOf(stepped);
    for (const [place, name] of [...names.entries()].reverse()) {
      expect(await step('down')).toBe(name);
      expect.soft(differences(before[place] ?? [], await schemaOf(stepped)), name).toEqual([]);
    }
    expect(await migrate(steppedAddress, MIGRATIONS)).toEqual(names);
    expect(differences(newest, await schemaOf(stepped))).toEqual([]);
  });
});

/** Lines that are only in the one or only in the other. */
function differences(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `gone: ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `left: ${line}`),
  ];
}
