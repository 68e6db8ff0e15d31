import { expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { databaseName } from './database.ts';

it.each([
  [{ DATA_DIR: '/var/lib/portal' }, 'the embedded database in /var/lib/portal (DATA_DIR)'],
  [
    { DATABASE_URL: 'postgres://portal:secret@db.example:5433/nrm' },
    'the database nrm on db.example:5433 (DATABASE_URL)',
  ],
  [{ DATABASE_URL: 'postgres:///nrm?host=/run/postgresql' }, 'the database nrm on this machine (DATABASE_URL)'],
])('the database of %j is called %s', (settings, name) =>
  expect(databaseName(readConfig(settings as unknown as NodeJS.ProcessEnv))).toBe(name),
);
