import type { Database } from '#db/client.ts';
import { type Entry, entryColumns, type Phone, type Selection, selected } from './entry.ts';

/** Help that someone offers; where a shelter is never appears. */
export interface Service extends Entry {
  provider: string | null;
  /** Codes of the vocabulary service_type, the main one first. */
  types: string[];
  targetGroups: string[];
  languages: string[];
  phones: Phone[];
  url: string | null;
  description: string | null;
}

export async function readServices(sql: Database, selection: Selection): Promise<Service[]> {
  return sql<Service[]>`
    select
      ${entryColumns(sql)},
      d.provider,
      d.types,
      d.target_groups,
      d.languages,
      d.phones,
      d.url,
      d.description
    from entry e
    join service d on d.entry_id = e.id
    where ${selected(sql, selection)}
    order by e.state_code, e.position`;
}
