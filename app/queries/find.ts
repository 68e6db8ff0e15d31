import { graphql, type ResultOf } from './graphql.ts';

/** A search with what its page shows of each result, and the choices for narrowing down. */
export const FindDocument = graphql(`
  query Find($text: String, $filter: DirectoryFilter, $after: String, $language: String!) {
    search(text: $text, filter: $filter, first: 20, after: $after) {
      totalCount
      didYouMean
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        highlight
        node {
          __typename
          id
          name
          state {
            code
            name(language: $language)
          }
          note {
            codes
          }
          ... on Hotline {
            area
            phones {
              number
              display
              international
            }
          }
          ... on ContactPoint {
            phones {
              number
              display
              international
            }
          }
          ... on Service {
            phones {
              number
              display
              international
            }
          }
        }
      }
    }
    states {
      code
      name(language: $language)
    }
    vocabularies(names: ["entry_kind", "service_type", "target_group"]) {
      name
      terms {
        code
        label(language: $language)
      }
    }
  }
`);

export type Found = ResultOf<typeof FindDocument>['search']['edges'][number];
