/** The labels of the codes on a page. */
export interface Vocabulary {
  name: string;
  terms: { code: string; label: string }[];
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
  | 'note_code';

export type Label = (vocabulary: VocabularyName, code: string) => string;

/** A look-up from codes to labels; a code without a label is shown as it is. */
export function labelsOf(vocabularies: readonly Vocabulary[]): Label {
  const labels = new Map(
    vocabularies.flatMap(({ name, terms }) => terms.map(({ code, label }) => [`${name}/${code}`, label])),
  );
  return (vocabulary, code) => labels.get(`${vocabulary}/${code}`) ?? code;
}

/** The codes of a vocabulary in its own order. */
export function codesOf(vocabularies: readonly Vocabulary[], name: VocabularyName): string[] {
  return vocabularies.find((vocabulary) => vocabulary.name === name)?.terms.map(({ code }) => code) ?? [];
}
