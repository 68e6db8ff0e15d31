import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '#db/migrate.ts';
import { MIGRATIONS } from '#server/database.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';

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
