import { graphql, type ResultOf } from './graphql.ts';

/** What each State's part of the directory holds: for the list and the map. */
export const CoverageDocument = graphql(`
  query Coverage($language: String!) {
    states(language: $language) {
      code
      name(language: $language)
      ownNames {
        language
        name
      }
      checkedOn
      hotlines {
        callableFromAbroad
        phones {
          number
        }
      }
      contactPoints {
        id
      }
      services {
        id
      }
      procedures {
        id
      }
    }
  }
`);

export type Coverage = ResultOf<typeof CoverageDocument>['states'][number];
