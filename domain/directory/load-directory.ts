import type { TransactionSql } from 'postgres';
import type { Database } from '#db/client.ts';
import { checkDirectory } from './checks/check-directory.ts';
import type { Problem } from './files/problem.ts';
import { type DirectoryFiles, readDirectoryFiles } from './files/read-directory-files.ts';
import { directoryRows } from './files/to-rows.ts';

export type LoadOutcome =
  | { outcome: 'loaded'; entries: number }
  | { outcome: 'unchanged' }
  | { outcome: 'refused'; problems: Problem[] };

/** Counted up when the same files must give other rows, so that an upgrade loads them again. */
const ROW_FORMAT = 6;

/** The channel on which processes tell each other that another directory is up. */
export const DIRECTORY_CHANGED = 'directory_changed';

/**
 * Loads the folder `directory-data` in one transaction: wholly or not at all, and only when its content differs from
 * what is up. Readers see the old directory until the new one is complete.
 *
 * @param today the day against which dates are judged, YYYY-MM-DD
 * @returns `refused` with every problem when a file is broken; the directory that was up stays
 */
export async function loadDirectory(sql: Database, folder: string, today: string): Promise<LoadOutcome> {
  const { files, problems } = await readDirectoryFiles(folder);
  if (files === null) return { outcome: 'refused', problems };
  const objections = checkDirectory(files, today);
  if (objections.length > 0) return { outcome: 'refused', problems: objections };
  return replaceDirectory(sql, files);
}

async function replaceDirectory(sql: Database, files: DirectoryFiles): Promise<LoadOutcome> {
  const contentHash = `${ROW_FORMAT}-${files.contentHash}`;
  return sql.begin(async (tx): Promise<LoadOutcome> => {
    await tx`set local statement_timeout = '120s'`;
    await tx`lock table directory_version in exclusive mode`;
    const [current] = await tx<{ contentHash: string }[]>`select content_hash from directory_version`;
    if (current?.contentHash === contentHash) return { outcome: 'unchanged' };

    const rows = directoryRows(files);
    await tx`delete from state`;
    await tx`delete from entry`;
    await tx`delete from source`;
    await tx`delete from standard`;
    await tx`delete from term`;
    await tx`delete from lexicon`;
    for (const [table, tableRows] of Object.entries(rows)) {
      for (const batch of inBatches(tableRows, 500)) await tx`insert into ${tx(table)} ${tx(batch)}`;
    }
    await readyForSearch(tx);
    await tx`
      insert into directory_version (content_hash, loaded_at, entries)
      values (${contentHash}, now(), ${rows.entry.length})
      on conflict (only_row) do update
      set content_hash = excluded.content_hash,
          loaded_at = excluded.loaded_at,
          entries = excluded.entries`;
    // Told with the commit and not before: `tx.notify` would take another connection.
    await tx`select pg_notify(${DIRECTORY_CHANGED}, ${contentHash})`;
    return { outcome: 'loaded', entries: rows.entry.length };
  });
}

/**
 * Rows are first put beside the indexes of words and only then sorted into them all at once, which is ten times as fast.
 * PostgreSQL would do both of this later by itself; until then searches would be slow.
 */
async function readyForSearch(tx: TransactionSql): Promise<void> {
  await tx`select gin_clean_pending_list('entry_search_by_word'), gin_clean_pending_list('lexicon_by_likeness')`;
  await tx`analyze entry_search, lexicon`;
}

function inBatches<T>(rows: T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < rows.length; start += size) batches.push(rows.slice(start, start + size));
  return batches;
}
