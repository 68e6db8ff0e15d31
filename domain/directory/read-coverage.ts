import type { Database } from '#db/client.ts';

/** The ways of looking at what a State's part of the directory holds; the facets of a search have the same names. */
export const COVERAGE_NAMES = ['pillars', 'serviceTypes', 'languages', 'audiences'] as const;
export type CoverageName = (typeof COVERAGE_NAMES)[number];

/** How many of a State's lines, contact points and services carry a code. */
export interface CoverageCount {
  stateCode: string;
  name: CoverageName;
  /** null: the entries that carry no code at all, such as lines whose languages no source states */
  code: string | null;
  count: number;
}

/**
 * Counts who is known in each State. A procedure or practice is nobody whom one could ask and is not counted; of contact
 * points no source says languages or target groups, so they count for their pillars alone.
 */
export async function readCoverage(sql: Database, states: readonly string[]): Promise<CoverageCount[]> {
  return sql<CoverageCount[]>`
    with someone as (
      select
        e.state_code,
        e.pillars,
        array['helpline'] as service_types,
        h.languages,
        h.target_groups as audiences
      from hotline h
      join entry e on e.id = h.entry_id
      where e.state_code = any(${states as string[]}::text[])
      union all
      select
        e.state_code,
        e.pillars,
        s.types,
        s.languages,
        s.target_groups
      from service s
      join entry e on e.id = s.entry_id
      where e.state_code = any(${states as string[]}::text[])
      union all
      select
        e.state_code,
        e.pillars,
        null,
        null,
        null
      from contact_point c
      join entry e on e.id = c.entry_id
      where e.state_code = any(${states as string[]}::text[])
    ),
    codes as (
      select state_code, 'pillars' as name, pillars as codes from someone
      union all select state_code, 'serviceTypes', service_types from someone
      union all select state_code, 'languages', languages from someone
      union all select state_code, 'audiences', audiences from someone
    )
    select
      codes.state_code,
      codes.name,
      code,
      count(*)::int as count
    from codes
    left join lateral unnest(codes.codes) as code on true
    where codes.codes is not null
    group by codes.state_code, codes.name, code
    order by codes.state_code, codes.name, count(*) desc, code`;
}
