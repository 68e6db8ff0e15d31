import { graphql, type ResultOf, type VariablesOf } from './graphql.ts';

/** One page of a search, with what is shown of each result and how many results have which code. */
export const FoundDocument = graphql(`
  query Found($text: String, $filter: DirectoryFilter, $after: String, $language: String!) {
    search(text: $text, filter: $filter, first: 20, after: $after) {
      totalCount
      didYouMean
      isWidened
      pageInfo {
        hasNextPage
        endCursor
      }
      facets {
        name
        values {
          code
          label(language: $language)
          count
        }
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
  }
`);

/**
 * Everything by which a search can be narrowed down, in the order in which lists have it.
 *
 * $widen: also what no list has (languages and pillars in use), which costs as much as a search of everything
 */
export const ChoicesDocument = graphql(`
  query Choices($language: String!, $widen: Boolean!) {
    states(language: $language) {
      code
      name(language: $language)
    }
    search(first: 1) @include(if: $widen) {
      facets {
        name
        values {
          code
          label(language: $language)
        }
      }
    }
    vocabularies(names: ["entry_kind", "service_type", "contact_role", "target_group"]) {
      name
      terms {
        code
        label(language: $language)
      }
    }
  }
`);

export type FoundPage = ResultOf<typeof FoundDocument>;
export type Found = FoundPage['search']['edges'][number];
export type Choices = ResultOf<typeof ChoicesDocument>;
export type DirectoryFilter = NonNullable<VariablesOf<typeof FoundDocument>['filter']>;
