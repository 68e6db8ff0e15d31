import { PhoneFields, VocabularyFields } from './fragments.ts';
import { graphql, type ResultOf } from './graphql.ts';

/** One State with what fits on a card: numbers, who answers, when, in which language. Names are not even asked for. */
export const CardDocument = graphql(
  `
    query Card($code: String!, $language: String!) {
      state(code: $code) {
        code
        name(language: $language)
        checkedOn
        emergencyNumber
        hotlines {
          id
          operatorType
          hours
          area
          audiences
          callableFromAbroad
          phones {
            ...PhoneFields
          }
          languages {
            code
            label
          }
          note {
            codes
          }
        }
      }
      vocabularies(names: ["target_group"]) {
        ...VocabularyFields
      }
    }
  `,
  [PhoneFields, VocabularyFields],
);

export type CardState = NonNullable<ResultOf<typeof CardDocument>['state']>;
export type CardLine = CardState['hotlines'][number];
