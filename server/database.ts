import path from 'node:path';
import { connect, type DatabaseAddress } from '#db/client.ts';
import { CLUSTER_USER, type Cluster, openCluster } from '#db/embedded/cluster.ts';
import { migrate } from '#db/migrate.ts';
import { isServed } from '#db/serving-lock.ts';
import type { Config } from './config.ts';
import { accountIn, letPortalIn, makePortalAccount, PORTAL_ROLE, TWO_ACCOUNTS } from './database-accounts.ts';
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

/** As an operator knows it, without its password: a load into another one than the portal's must be noticed. */
export function databaseName({ databaseUrl, dataDir }: Config): string {
  if (databaseUrl === undefined) return `the embedded database in ${dataDir} (DATA_DIR)`;
  const { host, pathname } = new URL(databaseUrl);
  return `the database ${pathname.slice(1)} on ${host || 'this machine'} (DATABASE_URL)`;
}

/** @throws when it cannot be reached, made or migrated; a cluster that was started for it then goes down again */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const { databaseUrl, databaseMigrateUrl } = config;
  if (databaseUrl === undefined) {
    const opened = await openEmbedded(config.dataDir);
    await orLeave(opened, () => bringUp(opened));
    return opened;
  }
  return openServer(databaseUrl, databaseMigrateUrl);
}

async function openServer(url: string, ownerUrl: string | undefined): Promise<OpenDatabase> {
  if (ownerUrl === undefined || accountIn(ownerUrl) === accountIn(url)) throw new PlainFailure(TWO_ACCOUNTS);
  const opened = { address: { url }, ownerAddress: { url: ownerUrl }, cluster: null };
  await reach(opened.ownerAddress, 'DATABASE_MIGRATE_URL');
  await makePortalAccount(opened.ownerAddress, url);
  await reach(opened.address, 'DATABASE_URL');
  await bringUp(opened);
  return opened;
}

/** Migrates, and lets the portal's own account do what a portal may. */
export async function bringUp({ address, ownerAddress }: OpenDatabase): Promise<void> {
  await migrate(ownerAddress, MIGRATIONS);
  await letPortalIn(address, ownerAddress);
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

/** The embedded cluster with its database, which may be empty. */
export async function openEmbedded(dataDir: string): Promise<OpenDatabase> {
  const cluster = await openCluster(dataDir);
  const { socketFolder } = cluster;
  const opened = {
    address: { socketFolder, user: PORTAL_ROLE, database: DATABASE },
    ownerAddress: { socketFolder, user: CLUSTER_USER, database: DATABASE },
    cluster,
  };
  await orLeave(opened, () => createDatabaseOnce(socketFolder));
  return opened;
}

async function orLeave(opened: OpenDatabase, step: () => Promise<void>): Promise<void> {
  try {
    await step();
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
export async function leaveDatabase({ cluster, ownerAddress }: OpenDatabase): Promise<void> {
  if (cluster?.startedHere === true && !(await isServed(ownerAddress))) await cluster.stop();
}
