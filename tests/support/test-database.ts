import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { connect, type Database, type DatabaseAddress } from '#db/client.ts';
import type { PORTAL_ROLE } from '#server/database-accounts.ts';

/** A test file's own database, and what was asked of it. */
export interface TestDatabase {
  sql: Database;
  address: DatabaseAddress;
  /** The portal's statements since the last call, in the order in which they were sent. */
  takeStatements(): string[];
}

/**
 * Gives a test file its own copy of the migrated database that holds the directory; it goes when the file is done.
 *
 * @param options.as whose account `sql` uses; the owner's unless given
 * @param options.template `empty` copies the bare server's template instead: no tables at all
 */
export function openTestDatabase(
  options: { template?: 'directory' | 'empty'; as?: typeof PORTAL_ROLE } = {},
): TestDatabase {
  const { socketFolder, user } = inject('cluster');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const address = { socketFolder, user, database: name };
  const statements: string[] = [];
  // Each new connection first asks PostgreSQL for its types: not something that a request asked for.
  const keep = (statement: string) => (statement.includes('pg_catalog') ? undefined : statements.push(statement));
  const admin = connect({ socketFolder, user, database: 'postgres' }, { max: 1 });
  const sql = connect({ ...address, user: options.as ?? user }, { max: 5, debug: keep });
  const template = options.template === 'empty' ? 'template1' : 'nrm';

  beforeAll(async () => {
    await admin`create database ${admin(name)} template ${admin(template)}`;
  });
  afterAll(async () => {
    await sql.end({ timeout: 2 });
    await admin`drop database ${admin(name)} with (force)`;
    await admin.end();
  });
  return { sql, address, takeStatements: () => statements.splice(0) };
}
