import path from 'node:path';
import { connect, type DatabaseAddress } from '#db/client.ts';
import { CLUSTER_USER, type Cluster, openCluster } from '#db/embedded/cluster.ts';
import { migrate } from '#db/migrate.ts';
import { isServed } from '#db/serving-lock.ts';
import type { Config } from './config.ts';
import { PlainFailure, sentenceFor } from './plain-failure.ts';
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

/** @throws when it cannot be reached, made or migrated; a cluster that was started for it then goes down again */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const opened =
    config.databaseUrl === undefined
      ? await openEmbedded(config.dataDir)
      : await openServer(config.databaseUrl, config.databaseMigrateUrl ?? config.databaseUrl);
  try {
    await migrate(opened.ownerAddress, MIGRATIONS);
    if (config.databaseUrl !== undefined) await letRead(opened);
    return opened;
  } catch (error) {
    await leaveDatabase(opened);
    throw error;
  }
}

async function openServer(url: string, ownerUrl: string): Promise<OpenDatabase> {
  await reach({ url: ownerUrl }, ownerUrl === url ? 'DATABASE_URL' : 'DATABASE_MIGRATE_URL');
  await reach({ url }, 'DATABASE_URL');
  return { address: { url }, ownerAddress: { url: ownerUrl }, cluster: null };
}

/** @throws PlainFailure that names the setting */
async function reach(address: DatabaseAddress, setting: string): Promise<void> {
  const sql = connect(address, { max: 1 });
  try {
    await sql`select 1`;
  } catch (error) {
    throw new PlainFailure(sentenceFor(error, setting));
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The portal's own account may read what the owner made, also when it is another account. */
async function letRead({ address, ownerAddress }: OpenDatabase): Promise<void> {
  const [portal, owner] = [connect(address, { max: 1 }), connect(ownerAddress, { max: 1 })];
  try {
    const [account] = await portal<{ name: string }[]>`select current_user as name`;
    const role = owner(account?.name ?? '');
    await owner`grant usage on schema public to ${role}`;
    await owner`grant select on all tables in schema public to ${role}`;
  } finally {
    await Promise.all([portal.end(), owner.end()]);
  }
}

export async function openEmbedded(dataDir: string): Promise<OpenDatabase> {
  const cluster = await openCluster(dataDir);
  const address = { socketFolder: cluster.socketFolder, user: CLUSTER_USER, database: DATABASE };
  const opened = { address, ownerAddress: address, cluster };
  try {
    await createDatabaseOnce(cluster.socketFolder);
    return opened;
  } catch (error) {
    await leaveDatabase(opened);
    throw error;
  }
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
