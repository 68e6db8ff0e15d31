import type { Database } from '#db/client.ts';

/** By what the library can be narrowed down: the columns of the view `library_item` of the same names. */
export const LIBRARY_FACETS = ['types', 'themes', 'pillars', 'audiences', 'geography', 'languages', 'years'] as const;
export type LibraryFacet = (typeof LIBRARY_FACETS)[number];

/** All conditions hold; of each list one value. */
export type LibraryFilter = Partial<Record<LibraryFacet, string[]>>;

/** The conditions as SQL over `library_item i`; true when there are none. */
export function libraryCondition(sql: Database, filter: LibraryFilter) {
  return LIBRARY_FACETS.reduce((conditions, facet) => {
    const values = filter[facet];
    return values === undefined ? conditions : sql`${conditions} and i.${sql(facet)} && ${values}::text[]`;
  }, sql`true`);
}
