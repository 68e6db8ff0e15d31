import { LRUCache } from 'lru-cache';
import { InputError } from './input-error.ts';
import type { State } from './read-states.ts';

/**
 * Names and labels in a language that somebody asks for. What the directory's own lists lack is filled from the Unicode
 * names that Node carries, and otherwise said in English.
 */

/** @throws InputError BAD_CODE when the text is no BCP 47 language tag */
export function languageOf(tag: string): string {
  const canonical = canonicalTags(tag);
  if (canonical !== null) return canonical;
  throw new InputError('BAD_CODE', 'The language is not a language tag such as "en" or "sr-Latn".');
}

const canonicalTags = remembered((tag) => {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
});

function primary(language: string): string {
  return language.split('-')[0] ?? language;
}

export function stateName(state: State, language: string | null): string {
  const english = state.labels.en ?? state.ownNames[0]?.name ?? state.code;
  if (language === null) return english;
  const wanted = languageOf(language);
  return (
    state.labels[primary(wanted)] ??
    state.ownNames.find((own) => primary(own.language) === primary(wanted))?.name ??
    unicodeName('region', wanted, state.code) ??
    english
  );
}

/** States in the alphabetical order of their names in a language. */
export function inOrderOfName(states: readonly State[], language: string): State[] {
  const { compare } = new Intl.Collator(languageOf(language));
  return states
    .map((state) => ({ state, name: stateName(state, language) }))
    .sort((one, other) => compare(one.name, other.name))
    .map(({ state }) => state);
}

/** The label of a term; English where the list has no label in that language. */
export function labelIn(labels: Record<string, string>, language: string | null): string {
  return labels[labelLanguage(labels, language)] ?? '';
}

/** The language in which `labelIn` finds the label. */
export function labelLanguage(labels: Record<string, string>, language: string | null): string {
  const wanted = language === null ? 'en' : primary(languageOf(language));
  return Object.hasOwn(labels, wanted) ? wanted : 'en';
}

/** The name of a language: in itself unless another language is asked for. */
export function languageName(code: string, inLanguage: string | null): string {
  const wanted = inLanguage === null ? code : languageOf(inLanguage);
  return unicodeName('language', wanted, code) ?? unicodeName('language', 'en', code) ?? code;
}

function unicodeName(type: 'region' | 'language', language: string, code: string): string | null {
  return NAMES[type](language)?.of(code) ?? null;
}

const NAMES = { region: unicodeNames('region'), language: unicodeNames('language') };

function unicodeNames(type: 'region' | 'language') {
  return remembered((language) => {
    if (Intl.DisplayNames.supportedLocalesOf([language]).length === 0) return null;
    return new Intl.DisplayNames([language], { type, fallback: 'none' });
  });
}

/** Answers for the languages last asked for are kept: a page asks hundreds of times for the same one. */
function remembered<T>(find: (language: string) => T): (language: string) => T {
  const known = new LRUCache<string, { found: T }>({ max: 100 });
  return (language) => {
    const before = known.get(language);
    if (before !== undefined) return before.found;
    const found = find(language);
    known.set(language, { found });
    return found;
  };
}
