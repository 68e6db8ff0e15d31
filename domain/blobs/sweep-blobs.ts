import type { Database } from '#db/client.ts';
import { asJobs } from '../as-jobs.ts';
import type { BlobFiles } from './blob-files.ts';

/** So many ids are asked for at once. */
const BATCH = 1000;

/**
 * Takes away attachments that nobody sent for two days, those that no envelope names any more, and files of which nothing is
 * written down: what was cut off between the two.
 *
 * @param sql that may become nrm_jobs
 */
export async function sweepBlobs(sql: Database, files: BlobFiles, now: Date): Promise<void> {
  const [swept] = await asJobs(sql, (own) => own<{ ids: string[] }[]>`select gate.sweep_blobs() as ids`);
  for (const id of swept?.ids ?? []) await files.remove(id);
  const settled = await files.tidy(now);
  for (let from = 0; from < settled.length; from += BATCH) {
    const ids = settled.slice(from, from + BATCH);
    const [unknown] = await asJobs(
      sql,
      (own) => own<{ ids: string[] }[]>`select gate.unknown_blobs(${ids}::uuid[]) as ids`,
    );
    for (const id of unknown?.ids ?? []) await files.remove(id);
  }
}
