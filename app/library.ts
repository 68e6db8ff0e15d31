import { isRefusal } from './find/search.ts';
import type { Lang } from './languages.ts';
import type { Ask } from './load-context.ts';
import { LibraryCountDocument, LibraryDocument } from './queries/library.ts';
import type { PillarName } from './queries/pillars.ts';

/** By what the library can be narrowed down: the name in the address, and the interface's name for it. */
export const LIBRARY_CHOICES = [
  ['type', 'types'],
  ['theme', 'themes'],
  ['pillar', 'pillars'],
  ['audience', 'audiences'],
  ['area', 'geography'],
  ['language', 'languages'],
  ['year', 'years'],
] as const;

export type ChoiceName = (typeof LIBRARY_CHOICES)[number][0];
export type LibraryChoices = { [Name in ChoiceName]?: string | undefined };

/** A facet with all values that the library has, and how many items each gives beside the other choices. */
export interface LibraryFacet {
  name: ChoiceName;
  facet: (typeof LIBRARY_CHOICES)[number][1];
  values: { code: string; label: string; count: number }[];
}

/** @returns the choices in an address; an empty field chooses nothing */
export function readChoices(fields: URLSearchParams): LibraryChoices {
  const given = LIBRARY_CHOICES.map(([name]) => [name, fields.get(name)?.trim() ?? '']);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

/** The address of the library with these choices, after the language. */
export function libraryAddress(choices: LibraryChoices, after?: string): string {
  const given = Object.entries({ ...choices, after }).filter(([, value]) => value !== undefined);
  const fields = new URLSearchParams(given as [string, string][]);
  return fields.size === 0 ? '/library' : `/library?${fields}`;
}

/**
 * Asks for a page of the library, and where nothing fits, what one choice less would give.
 *
 * @returns `refused` with everything there is when the address asks for what no vocabulary has
 */
export async function readLibrary(ask: Ask, language: Lang, fields: URLSearchParams) {
  const chosen = readChoices(fields);
  const after = fields.get('after');
  try {
    return { ...(await page(ask, language, chosen, after)), refused: false };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ...(await page(ask, language, {}, null)), refused: true };
  }
}

async function page(ask: Ask, language: Lang, chosen: LibraryChoices, after: string | null) {
  const answer = await ask(LibraryDocument, { filter: filterOf(chosen), after, language });
  const { library, everything, vocabularies } = answer;
  const facets = LIBRARY_CHOICES.map(([name, facet]): LibraryFacet => {
    const counts = new Map(valuesOf(library.facets, facet).map(({ code, count }) => [code, count]));
    const all = valuesOf(everything.facets, facet);
    return { name, facet, values: all.map((value) => ({ ...value, count: counts.get(value.code) ?? 0 })) };
  });
  const looser = library.totalCount === 0 ? await oneChoiceLess(ask, chosen) : [];
  return { library, facets, vocabularies, chosen, looser, isFirst: after === null };
}

/** What leaving out each choice would give; the most first, nothing for those that would not help. */
async function oneChoiceLess(ask: Ask, chosen: LibraryChoices): Promise<{ name: ChoiceName; count: number }[]> {
  const names = LIBRARY_CHOICES.map(([name]) => name).filter((name) => chosen[name] !== undefined);
  const counted = names.map(async (name) => {
    const { library } = await ask(LibraryCountDocument, { filter: filterOf({ ...chosen, [name]: undefined }) });
    return { name, count: library.totalCount };
  });
  return (await Promise.all(counted)).filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
}

function filterOf({ type, theme, pillar, audience, area, language, year }: LibraryChoices) {
  return {
    ...(type === undefined ? {} : { types: [type] }),
    ...(theme === undefined ? {} : { themes: [theme] }),
    // What is no pillar is refused by the interface.
    ...(pillar === undefined ? {} : { pillars: [pillar as PillarName] }),
    ...(audience === undefined ? {} : { audiences: [audience] }),
    ...(area === undefined ? {} : { geography: [area] }),
    ...(language === undefined ? {} : { languages: [language] }),
    ...(year === undefined ? {} : { years: [Number(year)] }),
  };
}

function valuesOf<Value>(facets: readonly { name: string; values: Value[] }[], name: string): Value[] {
  return facets.find((facet) => facet.name === name)?.values ?? [];
}
