import type { Database } from '#db/client.ts';
import type { EntryKind, Pillar } from '../entry.ts';

/** What is looked among: all conditions hold, and of each list one value. */
export interface SearchFilter {
  states?: string[] | null | undefined;
  kinds?: EntryKind[] | null | undefined;
  pillars?: Pillar[] | null | undefined;
  serviceTypes?: string[] | null | undefined;
  roles?: string[] | null | undefined;
  audiences?: string[] | null | undefined;
  languages?: string[] | null | undefined;
  /** YYYY-MM-DD */
  checkedSince?: string | null | undefined;
}

/** The conditions as SQL over `entry_search s`; true when there are none. */
export function filterCondition(sql: Database, filter: SearchFilter) {
  const oneOf = (column: string, values: readonly string[] | null | undefined) =>
    values == null ? sql`` : sql`and s.${sql(column)} = any(${values as string[]}::text[])`;
  const overlaps = (column: string, values: readonly string[] | null | undefined) =>
    values == null ? sql`` : sql`and s.${sql(column)} && ${values as string[]}::text[]`;
  return sql`
    true
    ${oneOf('state_code', filter.states)}
    ${oneOf('kind', filter.kinds)}
    ${overlaps('pillars', filter.pillars)}
    ${overlaps('service_types', filter.serviceTypes)}
    ${overlaps('roles', filter.roles)}
    ${overlaps('audiences', filter.audiences)}
    ${overlaps('languages', filter.languages)}
    ${filter.checkedSince == null ? sql`` : sql`and s.checked_on >= ${filter.checkedSince}::date`}`;
}
