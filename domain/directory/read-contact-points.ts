import type { Database } from '#db/client.ts';
import { type Entry, entryColumns, type Phone, type Selection, selected } from './entry.ts';

/** An office that other organisations, at home or abroad, can address. */
export interface ContactPoint extends Entry {
  organisation: string | null;
  /** Codes of the vocabulary contact_role, the main one first. */
  roles: string[];
  phones: Phone[];
  email: string | null;
  url: string | null;
  address: string | null;
}

export async function readContactPoints(sql: Database, selection: Selection): Promise<ContactPoint[]> {
  return sql<ContactPoint[]>`
    select
      ${entryColumns(sql)},
      d.organisation,
      d.roles,
      d.phones,
      d.email,
      d.url,
      d.address
    from entry e
    join contact_point d on d.entry_id = e.id
    where ${selected(sql, selection)}
    order by e.state_code, e.position`;
}
