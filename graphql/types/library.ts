import { InputError } from '#domain/directory/input-error.ts';
import type { LibraryFacet, LibraryFilter } from '#domain/directory/library/library-filter.ts';
import { countLibrary, readLibrary } from '#domain/directory/library/read-library.ts';
import { readLibraryFacets } from '#domain/directory/library/read-library-facets.ts';
import { languageOf } from '#domain/directory/names.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { assertCodes } from '../known-codes.ts';
import { DirectoryEntryInterface } from './directory-entry.ts';
import { FacetValueType } from './facet.ts';
import { PillarEnum } from './pillar.ts';

const LibraryFilterInput = builder.inputType('LibraryFilter', {
  description: 'All conditions hold; of each list one value.',
  fields: (t) => ({
    types: t.stringList({ description: 'Codes of library_type' }),
    themes: t.stringList({ description: 'Codes of library_theme' }),
    pillars: t.field({ type: [PillarEnum] }),
    audiences: t.stringList({ description: 'Codes of library_audience' }),
    geography: t.stringList({ description: 'Codes of library_geography or of States' }),
    languages: t.stringList({ description: 'BCP 47' }),
    years: t.intList(),
  }),
});

/** The name by which a facet's codes get their labels: a vocabulary, or a facet of the search. */
const LABELLED_BY: Record<LibraryFacet, string> = {
  types: 'library_type',
  themes: 'library_theme',
  pillars: 'pillars',
  audiences: 'library_audience',
  geography: 'library_geography',
  languages: 'languages',
  years: 'years',
};

interface FacetShape {
  name: LibraryFacet;
  values: { code: string; count: number }[];
}

const LibraryFacetType = builder.objectRef<FacetShape>('LibraryFacet').implement({
  description: 'What each value would give together with all other conditions.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As the filter calls it.' }),
    values: t.field({
      type: [FacetValueType],
      resolve: ({ name, values }) =>
        values.map((value) => ({ ...value, facet: isState(name, value.code) ? 'states' : LABELLED_BY[name] })),
    }),
  }),
});

interface Shelf {
  filter: LibraryFilter;
  entryIds: string[];
  hasMore: boolean;
}

const LibraryPageType = builder.objectRef<Shelf>('LibraryPage').implement({
  description: 'A page of the library, guidance before promising practices.',
  fields: (t) => ({
    nodes: t.field({
      type: [DirectoryEntryInterface],
      complexity: { multiplier: 100 },
      resolve: async ({ entryIds }, _args, { load }) => {
        const entries = await Promise.all(entryIds.map((id) => load.entry.load(id)));
        return entries.filter((entry) => entry !== null);
      },
    }),
    hasNextPage: t.exposeBoolean('hasMore'),
    endCursor: t.string({ nullable: true, resolve: ({ entryIds }) => entryIds.at(-1) ?? null }),
    totalCount: t.int({ resolve: ({ filter }, _args, { sql }) => countLibrary(sql, filter) }),
    facets: t.field({
      type: [LibraryFacetType],
      complexity: { multiplier: 7 },
      resolve: ({ filter }, _args, { sql }) => facetsOf(filter, sql),
    }),
  }),
});

builder.queryField('library', (t) =>
  t.field({
    type: LibraryPageType,
    description: 'Guidance and promising practices.',
    args: {
      filter: t.arg({ type: LibraryFilterInput }),
      first: t.arg.int({ defaultValue: 30 }),
      after: t.arg.string({ description: 'The endCursor of the page before.' }),
    },
    complexity: { field: 20, multiplier: 1 },
    resolve: async (_root, { filter, first, after }, { sql, load }) => {
      const asked = await filterOf(filter ?? {}, load);
      return {
        filter: asked,
        ...(await readLibrary(sql, { filter: asked, first: first ?? 30, after: after ?? null })),
      };
    },
  }),
);

/** @throws InputError BAD_CODE for a code that no vocabulary has */
async function filterOf(
  { years, ...lists }: typeof LibraryFilterInput.$inferInput,
  load: GraphqlContext['load'],
): Promise<LibraryFilter> {
  for (const facet of ['types', 'themes', 'audiences'] as const) {
    if (lists[facet] != null) await assertCodes(load, LABELLED_BY[facet], lists[facet]);
  }
  for (const code of lists.geography ?? []) await assertPlace(code, load);
  for (const language of lists.languages ?? []) languageOf(language);
  const given = Object.entries({ ...lists, years: years?.map(String) });
  return Object.fromEntries(given.filter(([, values]) => values != null));
}

async function assertPlace(code: string, load: GraphqlContext['load']): Promise<void> {
  if (!isState('geography', code)) return assertCodes(load, 'library_geography', [code]);
  if ((await load.state.load(code)) === null) throw new InputError('BAD_CODE', `There is no State "${code}".`);
}

function isState(facet: LibraryFacet, code: string): boolean {
  return facet === 'geography' && /^[A-Z]{2}$/.test(code);
}

async function facetsOf(filter: LibraryFilter, sql: GraphqlContext['sql']): Promise<FacetShape[]> {
  const facets = new Map<LibraryFacet, FacetShape>();
  for (const { facet, code, count } of await readLibraryFacets(sql, filter)) {
    const shape = facets.get(facet) ?? { name: facet, values: [] };
    shape.values.push({ code, count });
    facets.set(facet, shape);
  }
  return [...facets.values()];
}
