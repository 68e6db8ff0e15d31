import type { Database } from '#db/client.ts';

/**
 * Runs work in one transaction as nrm_jobs, which nobody connects as: some doors are open to this role alone.
 *
 * @param sql that may become nrm_jobs
 */
export function asJobs<T>(sql: Database, work: (sql: Database) => Promise<T>): Promise<T> {
  return sql.begin(async (transaction) => {
    const own = transaction as unknown as Database;
    await own`set local role nrm_jobs`;
    return work(own);
  }) as Promise<T>;
}
