import { labelIn, languageName, stateName } from '#domain/directory/names.ts';
import type { FacetCount } from '#domain/directory/search/read-facets.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { pillarName } from './pillar.ts';

interface FacetShape {
  name: string;
  values: { code: string; count: number }[];
}
interface FacetValueShape {
  facet: string;
  code: string;
  count: number;
}

/** The vocabulary in which the codes of a facet have their labels. */
const FACET_VOCABULARIES: Record<string, string> = {
  kinds: 'entry_kind',
  pillars: 'pillar',
  serviceTypes: 'service_type',
  roles: 'contact_role',
  audiences: 'target_group',
};

export const FacetValueType = builder.objectRef<FacetValueShape>('FacetValue').implement({
  fields: (t) => ({
    code: t.string({
      description: 'As the filter takes it.',
      resolve: ({ facet, code }) => (facet === 'pillars' ? pillarName(code) : code),
    }),
    label: t.string({
      args: { language: t.arg.string() },
      resolve: (value, { language }, context) => facetLabel(value, language ?? null, context),
    }),
    count: t.exposeInt('count'),
  }),
});

export const FacetType = builder.objectRef<FacetShape>('Facet').implement({
  description: 'The codes in use among all matches, with how many entries have them.',
  fields: (t) => ({
    name: t.exposeString('name'),
    values: t.field({
      type: [FacetValueType],
      resolve: ({ name, values }) => values.map((value) => ({ facet: name, ...value })),
    }),
  }),
});

/** Counts in the order in which they come, each facet by itself. */
export function facetsOf(counts: readonly FacetCount[]): FacetShape[] {
  const facets = new Map<string, FacetShape>();
  for (const { name, code, count } of counts) {
    const facet = facets.get(name) ?? { name, values: [] };
    facet.values.push({ code, count });
    facets.set(name, facet);
  }
  return [...facets.values()];
}

async function facetLabel(
  { facet, code }: FacetValueShape,
  language: string | null,
  { load }: GraphqlContext,
): Promise<string> {
  if (facet === 'languages') return languageName(code, language);
  if (facet === 'states') {
    const state = await load.state.load(code);
    return state === null ? code : stateName(state, language);
  }
  const terms = await load.termsOf.load(FACET_VOCABULARIES[facet] ?? facet);
  const term = terms.find((found) => found.code === code);
  return term === undefined ? code : labelIn(term.labels, language);
}
