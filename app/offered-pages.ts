import { COMPLETE_LANGUAGES, isOffered, type Lang, OFFERED_LANGUAGES } from './languages.ts';

/**
 * Which page is offered in which language: asked by the gate in `root.tsx`, by `PageLink` and by the language picker.
 *
 * The pages named here are for people who look for help and exist in every language. All others, such as those for
 * professionals, exist in the six complete languages: a new page needs no word here.
 */
const HELP_PAGES = [
  /^\/?$/,
  /^\/states\/?$/,
  /^\/states\/[^/.]+\/?$/,
  /^\/states\/[^/.]+\.txt$/,
  /^\/states\/[^/.]+\/card(\/small)?\/?$/,
  /^\/entries\/[^/.]+\/?$/,
  /^\/numbers(\.txt|\/)?$/,
  /^\/stay-safe\/?$/,
  /^\/young\/?$/,
  /^\/privacy\/?$/,
];

/** The groups of texts (what stands before a key's first dot) that these pages use: they exist in every language. */
export const HELP_TEXTS = [
  'site',
  'nav',
  'language',
  'footer',
  'common',
  'start',
  'states',
  'state',
  'numbers',
  'hotline',
  'text',
  'card',
  'entry',
  'mechanism',
  'privacy',
  'staySafe',
  'young',
  'notFound',
  'error',
];

/** @param path after the language, such as "/states/RO#who"; empty for the start page */
export function languagesOf(path: string): readonly Lang[] {
  const [page = ''] = path.split(/[?#]/);
  return HELP_PAGES.some((shape) => shape.test(page)) ? OFFERED_LANGUAGES : COMPLETE_LANGUAGES;
}

export function isOfferedIn(lang: Lang, path: string): boolean {
  return languagesOf(path).includes(lang);
}

/** What follows the language in an address: "/states/RO" of "/fr/states/RO". */
export function pathAfterLanguage(address: string): string {
  const [, first] = address.split(/[/?#]/);
  return isOffered(first) ? address.slice(first.length + 1) : address;
}
