import { expect, it } from 'vitest';
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
