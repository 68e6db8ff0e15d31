import type { Database } from '#db/client.ts';
import { type Entry, entryColumns, type Selection, selected } from './entry.ts';

/** Something that works in a State and that others may want to try. */
export interface PromisingPractice extends Entry {
  summary: string;
}

export async function readPromisingPractices(sql: Database, selection: Selection): Promise<PromisingPractice[]> {
  return sql<PromisingPractice[]>`
    select
      ${entryColumns(sql)},
      d.summary
    from entry e
    join promising_practice d on d.entry_id = e.id
    where ${selected(sql, selection)}
    order by e.state_code, e.position`;
}
