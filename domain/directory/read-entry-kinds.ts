import type { Database } from '#db/client.ts';
import type { EntryKind } from './entry.ts';

/** Of which kind the entries with these ids are; unknown ids are not among the answers. */
export async function readEntryKinds(
  sql: Database,
  ids: readonly string[],
): Promise<{ id: string; kind: EntryKind }[]> {
  return sql<{ id: string; kind: EntryKind }[]>`
    select
      id,
      kind
    from entry
    where id = any(${ids as string[]}::uuid[])`;
}
