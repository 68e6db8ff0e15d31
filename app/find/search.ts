import type { Lang } from '#app/languages.ts';
import type { Ask } from '#app/load-context.ts';
import { ChoicesDocument, type DirectoryFilter, FoundDocument } from '#app/queries/find.ts';
import { NumbersDocument } from '#app/queries/numbers.ts';
import { FACETS, type FacetField } from './facets.ts';

/** A search as its form sends it; an empty field asks for nothing. */
export interface Search {
  text: string;
  chosen: Record<FacetField, string[]>;
  after: string;
}

export function readSearch(fields: URLSearchParams): Search {
  const chosen = FACETS.map(({ field }) => [field, fields.getAll(field).filter((code) => code !== '')]);
  return {
    text: fields.get('text')?.trim() ?? '',
    chosen: Object.fromEntries(chosen),
    after: fields.get('after') ?? '',
  };
}

/** The part of a search that may stand in an address: codes, never the text. */
export function addressOf({ chosen }: Search): string {
  const codes = FACETS.flatMap(({ field }) => chosen[field].map((code) => [field, code]));
  return codes.length === 0 ? '' : `?${new URLSearchParams(codes)}`;
}

/** The variables with which the interface is asked. */
export function questionOf({ text, chosen }: Search) {
  const lists = FACETS.filter(({ field }) => chosen[field].length > 0).map(({ name, field }) => [name, chosen[field]]);
  return { text, filter: Object.fromEntries(lists) as DirectoryFilter };
}

/**
 * Asks, and where nothing is found, for the numbers of all countries as well.
 *
 * @returns `found` is null when the search itself was refused, such as for too many words
 */
export async function search(ask: Ask, language: Lang, asked: Search) {
  const after = asked.after === '' ? null : asked.after;
  const found = await ask(FoundDocument, { ...questionOf(asked), after, language }).catch((error: unknown) => {
    if (isRefusal(error)) return null;
    throw error;
  });
  const choices = await ask(ChoicesDocument, { language, widen: hasUnlistedChoice(asked) });
  return {
    asked,
    found,
    choices,
    numbers: found?.search.totalCount === 0 ? (await ask(NumbersDocument, { language })).states : null,
  };
}

/** Whether something is chosen of which there is no list: then what else there is must be asked for. */
export function hasUnlistedChoice({ chosen }: Search): boolean {
  return chosen.language.length > 0 || chosen.pillar.length > 0;
}

/** Refusals of the interface carry a code of its own; everything else is a surprise. */
export function isRefusal(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { code?: string; name?: string };
  return name === 'InputError' || name === 'GraphQLError' || REFUSALS.test(code ?? '');
}

const REFUSALS = /^(BAD_|TOO_)/;
