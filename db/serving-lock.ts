import { connect, type DatabaseAddress } from './client.ts';

/** Any number that nothing else in this database uses; "NRM" on a telephone's keys. */
const LOCK = 676_001;
const LOOK_EVERY = 2000;

/** Says to everyone that a portal serves a database, until it is released. */
export interface ServingLock {
  release(): Promise<void>;
}

/**
 * Says to everyone that a portal serves this database: one embedded cluster has one portal, which stops it when it ends.
 * The lock goes with its connection, so a killed portal leaves none; after a fall of the database it is taken again.
 *
 * @returns null when another portal holds it
 */
export async function takeServingLock(address: DatabaseAddress, waitMilliseconds = 2000): Promise<ServingLock | null> {
  const sql = connect(address, { max: 1 });
  const takeUnlessHeld = () => sql<{ taken: boolean }[]>`
    select pg_try_advisory_lock(${LOCK}) as taken
    where not exists (select from pg_locks where locktype = 'advisory' and objid = ${LOCK} and pid = pg_backend_pid())`;
  const end = Date.now() + waitMilliseconds;
  // A portal that was just killed may still be counted as connected for a moment.
  do {
    const [answer] = await takeUnlessHeld();
    if (answer?.taken === true) {
      const look = setInterval(() => takeUnlessHeld().catch(() => undefined), LOOK_EVERY).unref();
      return {
        async release() {
          clearInterval(look);
          await sql.end({ timeout: 1 });
        },
      };
    }
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
