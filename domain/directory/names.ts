import { InputError } from './input-error.ts';
import type { State } from './read-states.ts';

/**
 * Names and labels in a language that somebody asks for. What the directory's own lists lack is filled from the Unicode
 * names that Node carries, and otherwise said in English.
 */

/** @throws InputError BAD_CODE when the text is no BCP 47 language tag */
export function languageOf(tag: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    if (canonical !== undefined) return canonical;
  } catch {
    // Falls through to the refusal.
  }
  throw new InputError('BAD_CODE', 'The language is not a language tag such as "en" or "sr-Latn".');
}

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

/** The label of a term; English where the list has no label in that language. */
export function labelIn(labels: Record<string, string>, language: string | null): string {
  const wanted = language === null ? 'en' : primary(languageOf(language));
  return labels[wanted] ?? labels.en ?? '';
}

/** The name of a language: in itself unless another language is asked for. */
export function languageName(code: string, inLanguage: string | null): string {
  const wanted = inLanguage === null ? code : languageOf(inLanguage);
  return unicodeName('language', wanted, code) ?? unicodeName('language', 'en', code) ?? code;
}

function unicodeName(type: 'region' | 'language', language: string, code: string): string | null {
  if (Intl.DisplayNames.supportedLocalesOf([language]).length === 0) return null;
  const name = new Intl.DisplayNames([language], { type, fallback: 'none' }).of(code);
  return name ?? null;
}
