/** The labels of the codes on a page. */
export interface Vocabulary {
  name: string;
  terms: { code: string; label: string; labelLanguage?: string }[];
}

export type VocabularyName =
  | 'contact_role'
  | 'service_type'
  | 'target_group'
  | 'measure'
  | 'pillar'
  | 'mechanism_status'
  | 'channel_kind'
  | 'hotline_scope'
  | 'note_code'
  | 'library_type'
  | 'library_theme'
  | 'library_audience';

export interface Label {
  (vocabulary: VocabularyName, code: string): string;
  /** The language in which the label stands, which is English where the list has no other; undefined when not known. */
  languageOf(vocabulary: VocabularyName, code: string): string | undefined;
}

/** A look-up from codes to labels; a code without a label is shown as it is. */
export function labelsOf(vocabularies: readonly Vocabulary[]): Label {
  const terms = new Map(vocabularies.flatMap(({ name, terms }) => terms.map((term) => [`${name}/${term.code}`, term])));
  const label = (vocabulary: VocabularyName, code: string) => terms.get(`${vocabulary}/${code}`)?.label ?? code;
  return Object.assign(label, {
    languageOf: (vocabulary: VocabularyName, code: string) => terms.get(`${vocabulary}/${code}`)?.labelLanguage,
  });
}

/** The codes of a vocabulary in its own order. */
export function codesOf(vocabularies: readonly Vocabulary[], name: VocabularyName): string[] {
  return vocabularies.find((vocabulary) => vocabulary.name === name)?.terms.map(({ code }) => code) ?? [];
}
