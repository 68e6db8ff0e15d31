import { graphql, type ResultOf } from './graphql.ts';

/** Every State with its lines and numbers: the page that must answer when nothing else does. */
export const NumbersDocument = graphql(`
  query Numbers($language: String!) {
    states(language: $language) {
      code
      name(language: $language)
      checkedOn
      ownNames {
        language
        name
      }
      hotlines {
        id
        name
        audiences
        scope
        area
        callableFromAbroad
        operatorType
        phones {
          number
          display
          international
          domesticOnly
          tollFree
        }
        note {
          codes
        }
      }
    }
  }
`);

export type NumbersState = ResultOf<typeof NumbersDocument>['states'][number];
