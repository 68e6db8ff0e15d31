import type { Database } from '#db/client.ts';
import { LIBRARY_FACETS, type LibraryFacet, type LibraryFilter, libraryCondition } from './library-filter.ts';

export interface LibraryFacetCount {
  facet: LibraryFacet;
  code: string;
  count: number;
}

/**
 * How many items each value would give: it counts what fits all other conditions, not those of its own facet, so that a
 * reader sees what changing one choice brings.
 */
export async function readLibraryFacets(sql: Database, filter: LibraryFilter): Promise<LibraryFacetCount[]> {
  const counts = LIBRARY_FACETS.map(
    (facet) => sql`
      select
        ${facet} as facet,
        code,
        count(*)::int as count
      from library_item i
      cross join unnest(i.${sql(facet)}) as code
      where ${libraryCondition(sql, { ...filter, [facet]: undefined })}
      group by code`,
  );
  return sql<LibraryFacetCount[]>`
    ${counts.reduce((all, one) => sql`${all} union all ${one}`)}
    order by facet, count desc, code`;
}
