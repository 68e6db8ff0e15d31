import type { DirectoryFiles } from '../files/read-directory-files.ts';
import { wordsOf } from './fold.ts';

/**
 * What an entry is about, as one word among its words: `_service_type_shelter`, `_state_ro`. People's words for it, in every
 * language, stand once in the lexicon and not in every entry: a question is widened, entries stay small.
 */
export function conceptWord(vocabulary: string, code: string): string {
  return `_${vocabulary}_${code.toLowerCase()}`;
}

/** Languages in which people may write the name of a country, beside its own and the six working ones. */
const NAME_LANGUAGES =
  'ar az bg bs cs da el et fa fi he hr hu hy ka kk ky lt lv mk mn nb nl pl ps pt ro sk sl sq sr sr-Latn sv tg th tk tr uk ur uz vi zh'.split(
    ' ',
  );

/** Whose codes entries carry; `search-rows.ts` puts them there. */
const CONCEPT_VOCABULARIES = [
  'entry_kind',
  'contact_role',
  'service_type',
  'measure',
  'hotline_scope',
  'target_group',
  'pillar',
  'library_type',
  'library_theme',
];

/** Everything that people may call a concept: labels in all languages, everyday words, names of countries. */
function conceptTexts(files: DirectoryFiles): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  const add = (concept: string, more: readonly string[]) =>
    texts.set(concept, [...(texts.get(concept) ?? []), ...more]);
  for (const { content } of files.vocabularies) {
    if (!CONCEPT_VOCABULARIES.includes(content.vocabulary)) continue;
    for (const { code, labels } of content.terms) add(conceptWord(content.vocabulary, code), Object.values(labels));
  }
  for (const { vocabulary, code, words } of files.searchWords.terms) add(conceptWord(vocabulary, code), words);
  const unicode = NAME_LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region' }));
  for (const { code, labels, own, aliases } of files.stateNames.terms) {
    const names = [...Object.values(labels), ...own.map(({ name }) => name), ...aliases];
    add(conceptWord('state', code), [...names, ...unicode.map((display) => display.of(code) ?? '')]);
  }
  return texts;
}

/** A word that somebody may type. */
export interface LexiconWord {
  /** As somebody wrote it. */
  shown: string;
  concepts: Set<string>;
}

/** The words by which concepts are called, folded. */
export function conceptLexicon(files: DirectoryFiles): Map<string, LexiconWord> {
  const lexicon = new Map<string, LexiconWord>();
  for (const [concept, texts] of conceptTexts(files)) {
    for (const { word, shown } of [...new Set(texts)].flatMap(wordsOf)) {
      const known = lexicon.get(word) ?? { shown, concepts: new Set() };
      known.concepts.add(concept);
      lexicon.set(word, known);
    }
  }
  return lexicon;
}
