import type { Choices, FoundPage } from '#app/queries/find.ts';
import type { TextKey } from '#app/translator.ts';

/** What a search can be narrowed down by: the name in the interface, in the address and form, and for a person. */
export const FACETS = [
  { name: 'states', field: 'state', label: 'find.filter.states', vocabulary: null },
  { name: 'kinds', field: 'kind', label: 'find.filter.kinds', vocabulary: 'entry_kind' },
  { name: 'serviceTypes', field: 'type', label: 'find.filter.serviceTypes', vocabulary: 'service_type' },
  { name: 'roles', field: 'role', label: 'find.filter.roles', vocabulary: 'contact_role' },
  { name: 'audiences', field: 'audience', label: 'find.filter.audiences', vocabulary: 'target_group' },
  { name: 'languages', field: 'language', label: 'find.filter.languages', vocabulary: null },
  { name: 'pillars', field: 'pillar', label: 'find.filter.pillars', vocabulary: null },
] as const satisfies { name: string; field: string; label: TextKey; vocabulary: string | null }[];

export type Facet = (typeof FACETS)[number];
export type FacetField = Facet['field'];

export interface Choice {
  code: string;
  label: string;
  /** How many of the results have it; null where choosing it would add to them. */
  count: number | null;
}

/**
 * What a facet offers. Before anything is chosen in it: whatever the results have, with how many. Afterwards everything
 * there is, because another choice in the same facet adds results. What is chosen is always among it.
 */
export function choicesOf(
  facet: Facet,
  chosen: readonly string[],
  choices: Choices,
  found: FoundPage['search'] | null,
): Choice[] {
  const values = found?.facets.find(({ name }) => name === facet.name)?.values ?? [];
  if (chosen.length === 0 && found !== null) return values;
  const all = everythingIn(facet, choices).map(({ code, label }) => ({ code, label, count: null }));
  const unlisted = chosen.filter((code) => !all.some((choice) => choice.code === code));
  return [...all, ...unlisted.map((code) => ({ code, label: code, count: null }))];
}

function everythingIn(facet: Facet, { states, vocabularies, search }: Choices): { code: string; label: string }[] {
  if (facet.name === 'states') return states.map(({ code, name }) => ({ code, label: name }));
  const terms = vocabularies.find(({ name }) => name === facet.vocabulary)?.terms;
  return terms ?? search?.facets.find(({ name }) => name === facet.name)?.values ?? [];
}
