import { connect, type Database, type DatabaseAddress } from './client.ts';

/** Any number that nothing else in this database uses; "NRM" on a telephone's keys. */
const LOCK = 676_001;

/**
 * Says to everyone that a portal serves this database: one embedded cluster has one portal, which stops it when it ends.
 * The lock goes with its connection, so a killed portal leaves none.
 *
 * @returns the connection that holds it, or null when another portal does
 */
export async function takeServingLock(address: DatabaseAddress, waitMilliseconds = 5000): Promise<Database | null> {
  const sql = connect(address, { max: 1 });
  const end = Date.now() + waitMilliseconds;
  // A portal that was just killed may still be counted as connected for a moment.
  do {
    const [answer] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as taken`;
    if (answer?.taken === true) return sql;
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (Date.now() < end);
  await sql.end();
  return null;
}

export async function isServed(address: DatabaseAddress): Promise<boolean> {
  const sql = connect(address, { max: 1 });
  try {
    const holders = await sql`select 1 from pg_locks where locktype = 'advisory' and objid = ${LOCK}`;
    return holders.length > 0;
  } catch {
    return false;
  } finally {
    await sql.end();
  }
}
