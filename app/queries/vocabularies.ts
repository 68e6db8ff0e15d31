import type { Ask } from '../load-context.ts';
import { VocabularyFields } from './fragments.ts';
import { graphql } from './graphql.ts';
import type { Vocabulary, VocabularyName } from './labels.ts';

/** Labels are a question of their own: while copies of many pages are made, one answer serves all of a language. */
const VocabulariesDocument = graphql(
  `
    query Vocabularies($names: [String!]!, $language: String!) {
      vocabularies(names: $names) {
        ...VocabularyFields
      }
    }
  `,
  [VocabularyFields],
);

export async function askVocabularies(
  ask: Ask,
  language: string,
  names: readonly VocabularyName[],
): Promise<Vocabulary[]> {
  const { vocabularies } = await ask(VocabulariesDocument, { names: [...names], language });
  return vocabularies;
}

/** Vocabularies without the terms that are nowhere in the data: most of some two hundred on most pages. */
export function onlyThoseIn(data: unknown, vocabularies: readonly Vocabulary[], whole: readonly VocabularyName[]) {
  const named = new Set(JSON.stringify(data).match(/"\w+"/g));
  return vocabularies.map(({ name, terms }) => ({
    name,
    terms: whole.some((kept) => kept === name) ? terms : terms.filter(({ code }) => named.has(`"${code}"`)),
  }));
}
