import path from 'node:path';
import { runner } from 'node-pg-migrate';
import type { ClientConfig } from 'pg';
import { type DatabaseAddress, SOCKET_PORT } from './client.ts';

/**
 * Brings a database to the newest form. Processes that start together wait for each other: the first migrates, the
 * others find nothing left to do.
 *
 * @param folder the folder of the SQL files
 * @returns names of the migrations that ran
 */
export async function migrate(address: DatabaseAddress, folder: string): Promise<string[]> {
  const databaseUrl: ClientConfig =
    'url' in address
      ? { connectionString: address.url }
      : { host: address.socketFolder, port: SOCKET_PORT, user: address.user, database: address.database };
  const migrations = await runner({
    databaseUrl,
    dir: path.join(folder, '*.sql'),
    useGlob: true,
    direction: 'up',
    migrationsTable: 'migration',
    advisoryLockMode: 'wait',
    singleTransaction: true,
    verbose: false,
    log: () => undefined,
  });
  return migrations.map(({ name }) => name);
}
