import { CoverageValueFields, VocabularyFields } from './fragments.ts';
import { graphql, type ResultOf } from './graphql.ts';

/** How many entries every State has for each code, counted in one way. */
export const WhoIsKnownDocument = graphql(
  `
    query WhoIsKnown($language: String!, $names: [String!]!, $vocabularies: [String!]!) {
      states(language: $language) {
        code
        name(language: $language)
        coverage(names: $names) {
          unstated
          values {
            ...CoverageValueFields
          }
        }
      }
      vocabularies(names: $vocabularies) {
        ...VocabularyFields
      }
    }
  `,
  [CoverageValueFields, VocabularyFields],
);

/** The same for one State, counted in every way. */
export const WhoIsKnownInStateDocument = graphql(
  `
    query WhoIsKnownInState($code: String!, $language: String!, $vocabularies: [String!]!) {
      state(code: $code) {
        code
        name(language: $language)
        checkedOn
        coverage {
          name
          unstated
          values {
            ...CoverageValueFields
          }
        }
      }
      vocabularies(names: $vocabularies) {
        ...VocabularyFields
      }
    }
  `,
  [CoverageValueFields, VocabularyFields],
);

export type KnownState = ResultOf<typeof WhoIsKnownDocument>['states'][number];
export type Counted = KnownState['coverage'][number];
