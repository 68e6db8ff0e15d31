import type { Database } from '#db/client.ts';
import { type Entry, entryColumns, type Selection, selected } from './entry.ts';

/** How something is done in a State. */
export interface Procedure extends Entry {
  /** Code of the vocabulary measure. */
  measure: string;
  summary: string;
  responsible: string | null;
  timeLimit: string | null;
  legalReference: string | null;
}

export async function readProcedures(sql: Database, selection: Selection): Promise<Procedure[]> {
  return sql<Procedure[]>`
    select
      ${entryColumns(sql)},
      d.measure,
      d.summary,
      d.responsible,
      d.time_limit,
      d.legal_reference
    from entry e
    join procedure d on d.entry_id = e.id
    where ${selected(sql, selection)}
    order by e.state_code, e.position`;
}
