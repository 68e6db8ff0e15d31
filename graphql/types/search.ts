import { InputError } from '#domain/directory/input-error.ts';
import { languageOf } from '#domain/directory/names.ts';
import { type AnyEntry, readEntriesOfKinds } from '#domain/directory/read-entries.ts';
import { highlight } from '#domain/directory/search/highlight.ts';
import { readFacets } from '#domain/directory/search/read-facets.ts';
import { countMatches, type SearchResult, searchDirectory } from '#domain/directory/search/search-directory.ts';
import type { SearchFilter } from '#domain/directory/search/search-filter.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { assertCodes } from '../known-codes.ts';
import { DirectoryEntryInterface } from './directory-entry.ts';
import { FacetType, facetsOf } from './facet.ts';
import { PageInfoType } from './page-info.ts';
import { PillarEnum } from './pillar.ts';

const EntryKindEnum = builder.enumType('EntryKind', {
  values: ['HOTLINE', 'CONTACT_POINT', 'SERVICE', 'PROCEDURE', 'PROMISING_PRACTICE', 'GUIDANCE'] as const,
});

const DirectoryFilterInput = builder.inputType('DirectoryFilter', {
  description: 'All conditions hold; of each list one value.',
  fields: (t) => ({
    states: t.stringList(),
    kinds: t.field({ type: [EntryKindEnum] }),
    pillars: t.field({ type: [PillarEnum] }),
    serviceTypes: t.stringList(),
    roles: t.stringList(),
    audiences: t.stringList(),
    languages: t.stringList(),
    checkedSince: t.field({ type: 'Date' }),
  }),
});

interface Edge {
  cursor: string;
  entry: AnyEntry;
  words: string[];
}

const SearchEdgeType = builder.objectRef<Edge>('SearchEdge').implement({
  fields: (t) => ({
    cursor: t.exposeString('cursor'),
    node: t.field({ type: DirectoryEntryInterface, resolve: ({ entry }) => entry }),
    highlight: t.string({
      nullable: true,
      description: 'Where the words were found, as HTML: escaped, the words in <mark>.',
      resolve: ({ entry, words }) => (words.length === 0 ? null : highlight(textsOf(entry), words)),
    }),
  }),
});

const SearchConnectionType = builder.objectRef<SearchResult>('SearchConnection').implement({
  fields: (t) => ({
    edges: t.field({
      type: [SearchEdgeType],
      complexity: { multiplier: 100 },
      resolve: async ({ hits, matched }, _args, { sql }) => {
        const entries = new Map((await readEntriesOfKinds(sql, hits)).map((entry) => [entry.id, entry]));
        return hits.flatMap(({ id, cursor }) => {
          const entry = entries.get(id);
          return entry === undefined ? [] : [{ cursor, entry, words: matched.words }];
        });
      },
    }),
    pageInfo: t.field({
      type: PageInfoType,
      resolve: ({ hits, hasMore }) => ({ hasNextPage: hasMore, endCursor: hits.at(-1)?.cursor ?? null }),
    }),
    totalCount: t.int({ resolve: ({ matched }, _args, { search }) => countMatches(search, matched) }),
    facets: t.field({
      type: [FacetType],
      complexity: { multiplier: 7 },
      resolve: async ({ matched }, _args, { search }) => facetsOf(await readFacets(search, matched)),
    }),
    isWidened: t.boolean({
      description: 'No entry has all the words: here are those with some of them, those of a named State first.',
      resolve: ({ matched }) => matched.counted.length > 0,
    }),
    didYouMean: t.exposeString('didYouMean', {
      nullable: true,
      description: 'The question without its typing errors.',
    }),
  }),
});

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnectionType,
    description:
      'Words in any language and script; numbers in any spacing. Most words first where nothing has them all.',
    args: {
      text: t.arg.string(),
      filter: t.arg({ type: DirectoryFilterInput }),
      first: t.arg.int({ defaultValue: 20 }),
      after: t.arg.string(),
    },
    // Ranking reads every match: a question may ask for a few searches, not for hundreds.
    complexity: { field: 3000, multiplier: 1 },
    resolve: async (_root, { text, filter, first, after }, { search, load }) => {
      const asked: SearchFilter = filter ?? {};
      await assertFilter(asked, load);
      const request = { text: text ?? null, filter: asked, first: first ?? 20, after: after ?? null };
      return searchDirectory(search, request);
    },
  }),
);

async function assertFilter(filter: SearchFilter, load: GraphqlContext['load']): Promise<void> {
  if (filter.serviceTypes != null) await assertCodes(load, 'service_type', filter.serviceTypes);
  if (filter.roles != null) await assertCodes(load, 'contact_role', filter.roles);
  if (filter.audiences != null) await assertCodes(load, 'target_group', filter.audiences);
  if (filter.states != null) await assertStates(load, filter.states);
  for (const language of filter.languages ?? []) languageOf(language);
}

async function assertStates(load: GraphqlContext['load'], codes: readonly string[]): Promise<void> {
  const states = await Promise.all(codes.map((code) => (/^[A-Z]{2}$/.test(code) ? load.state.load(code) : null)));
  const unknown = codes.find((_code, index) => states[index] === null);
  if (unknown !== undefined) throw new InputError('BAD_CODE', `There is no State "${unknown.slice(0, 20)}".`);
}

/** The texts in which a reader would look for the words, the telling ones first. */
function textsOf(entry: AnyEntry): (string | null)[] {
  const texts: string[] = [];
  for (const field of ['description', 'summary', 'provider', 'operator', 'organisation'] as const) {
    const text = (entry as Partial<Record<typeof field, string | null>>)[field];
    if (text != null) texts.push(text);
  }
  return [...texts, entry.localName, entry.name];
}
