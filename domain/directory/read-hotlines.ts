import type { Database } from '#db/client.ts';
import {
  type Channel,
  type Entry,
  entryColumns,
  type OperatorType,
  type Phone,
  type Selection,
  selected,
} from './entry.ts';

/** A line that a person in need, or someone beside them, can call. */
export interface Hotline extends Entry {
  operator: string | null;
  operatorType: OperatorType | null;
  phones: Phone[];
  channels: Channel[];
  hours: string | null;
  /** BCP 47 tags */
  languages: string[];
  /** Codes of the vocabulary target_group; empty means everyone. */
  targetGroups: string[];
  callableFromAbroad: boolean;
  scope: string;
  /** The part of the State for which the line is; null: all of it. */
  area: string | null;
  url: string | null;
}

export async function readHotlines(sql: Database, selection: Selection): Promise<Hotline[]> {
  return sql<Hotline[]>`
    select
      ${entryColumns(sql)},
      d.operator,
      d.operator_type,
      d.phones,
      d.channels,
      d.hours,
      d.languages,
      d.target_groups,
      d.callable_from_abroad,
      d.scope,
      d.area,
      d.url
    from entry e
    join hotline d on d.entry_id = e.id
    where ${selected(sql, selection)}
    order by e.state_code, e.position`;
}
