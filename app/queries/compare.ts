import { MechanismFacts, PhoneFields, VocabularyFields } from './fragments.ts';
import { graphql, type ResultOf } from './graphql.ts';

const ComparedFields = graphql(
  `
    fragment ComparedFields on State @_unmask {
      code
      name(language: $language)
      checkedOn
      mechanism {
        ...MechanismFacts
      }
      hotlines {
        id
        name
        operatorType
        hours
        area
        callableFromAbroad
        phones {
          ...PhoneFields
        }
        languages {
          code
          label(language: $language)
        }
        note {
          codes
        }
      }
      contactPoints {
        id
        name
        roles
      }
      services {
        id
        types
        pillars
      }
      procedures {
        id
        name
        measure
        summary
        responsible
        timeLimit
      }
    }
  `,
  [MechanismFacts, PhoneFields],
);

/** Two or three States with what is laid side by side. */
export const CompareDocument = graphql(
  `
    query Compare(
      $first: String!
      $second: String!
      $third: String!
      $language: String!
      $vocabularies: [String!]!
    ) {
      first: state(code: $first) {
        ...ComparedFields
      }
      second: state(code: $second) {
        ...ComparedFields
      }
      third: state(code: $third) {
        ...ComparedFields
      }
      vocabularies(names: $vocabularies) {
        ...VocabularyFields
      }
    }
  `,
  [ComparedFields, VocabularyFields],
);

export type Compared = NonNullable<ResultOf<typeof CompareDocument>['first']>;
