import type { Database } from '#db/client.ts';
import { inTime } from './in-time.ts';
import type { Matched } from './search-directory.ts';
import { filterCondition } from './search-filter.ts';

/** How many of the matching entries have a code, by facet. */
export interface FacetCount {
  name: string;
  code: string;
  count: number;
}

/**
 * The codes in use among all matches, most frequent first.
 *
 * @throws InputError TOO_COSTLY
 */
export async function readFacets(sql: Database, { query, filter }: Matched): Promise<FacetCount[]> {
  return inTime(sql<FacetCount[]>`
    with q as materialized (select ${query ?? ''}::tsquery as query),
    found as materialized (
      select
        s.state_code,
        s.kind,
        s.pillars,
        s.service_types,
        s.roles,
        s.audiences,
        s.languages
      from q
      cross join entry_search s
      where ${query === null ? sql`true` : sql`s.words @@ q.query`}
        and ${filterCondition(sql, filter)}
    ),
    valued as (
      select 'states' as name, state_code as code from found where state_code is not null
      union all select 'kinds', kind from found
      union all select 'pillars', unnest(pillars) from found
      union all select 'serviceTypes', unnest(service_types) from found
      union all select 'roles', unnest(roles) from found
      union all select 'audiences', unnest(audiences) from found
      union all select 'languages', unnest(languages) from found
    )
    select
      name,
      code,
      count(*)::int as count
    from valued
    group by name, code
    order by name, count(*) desc, code`);
}
