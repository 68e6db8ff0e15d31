import path from 'node:path';
import { connect, type DatabaseAddress } from '#db/client.ts';
import { CLUSTER_USER, type Cluster, openCluster } from '#db/embedded/cluster.ts';
import { migrate } from '#db/migrate.ts';
import { isServed } from '#db/serving-lock.ts';
import type { Config } from './config.ts';
import { PROJECT_ROOT } from './project-root.ts';

const DATABASE = 'nrm';
export const MIGRATIONS = path.join(PROJECT_ROOT, 'db', 'migrations');

/** A database in its newest form: the embedded one, or the server of `DATABASE_URL`. */
export interface OpenDatabase {
  /** For the portal. */
  address: DatabaseAddress;
  /** For migrations and loading. */
  ownerAddress: DatabaseAddress;
  cluster: Cluster | null;
}

/** @throws when it cannot be reached, made or migrated */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const opened =
    config.databaseUrl === undefined ? await openEmbedded(config.dataDir) : openServer(config, config.databaseUrl);
  await migrate(opened.ownerAddress, MIGRATIONS);
  return opened;
}

function openServer({ databaseMigrateUrl }: Config, url: string): OpenDatabase {
  return { address: { url }, ownerAddress: { url: databaseMigrateUrl ?? url }, cluster: null };
}

export async function openEmbedded(dataDir: string): Promise<OpenDatabase> {
  const cluster = await openCluster(dataDir);
  const address = { socketFolder: cluster.socketFolder, user: CLUSTER_USER, database: DATABASE };
  await createDatabaseOnce(cluster.socketFolder);
  return { address, ownerAddress: address, cluster };
}

async function createDatabaseOnce(socketFolder: string): Promise<void> {
  const sql = connect({ socketFolder, user: CLUSTER_USER, database: 'postgres' }, { max: 1 });
  try {
    const [existing] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (existing === undefined) await sql`create database ${sql(DATABASE)}`;
  } catch (error) {
    const made = ['42P04', '23505'];
    // Another process made it in the same moment.
    if (!made.includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await sql.end();
  }
}

/** Ends a command's use of the database: what it started itself goes down again, unless a portal has since come to use it. */
export async function leaveDatabase({ cluster, address }: OpenDatabase): Promise<void> {
  if (cluster?.startedHere === true && !(await isServed(address))) await cluster.stop();
}
