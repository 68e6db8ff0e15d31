import { graphql, type ResultOf } from './graphql.ts';

/** A page of the library, with every value it can be narrowed down to and how many items each would give. */
export const LibraryDocument = graphql(`
  query Library($filter: LibraryFilter!, $after: String, $language: String!) {
    library(filter: $filter, first: 25, after: $after) {
      totalCount
      hasNextPage
      endCursor
      facets {
        name
        values {
          code
          count
        }
      }
      nodes {
        __typename
        id
        name
        state {
          name(language: $language)
        }
        ... on Guidance {
          kind
          publisher
          year
          themes
          pillars
          summary
          languages {
            code
          }
        }
        ... on PromisingPractice {
          pillar
          summary
        }
      }
    }
    everything: library(first: 1) {
      facets {
        name
        values {
          code
          label(language: $language)
        }
      }
    }
    vocabularies(names: ["library_type", "library_theme", "pillar"]) {
      name
      terms {
        code
        label(language: $language)
        labelLanguage(language: $language)
      }
    }
  }
`);

export type LibraryItem = ResultOf<typeof LibraryDocument>['library']['nodes'][number];

/** How many items another filter would give. */
export const LibraryCountDocument = graphql(`
  query LibraryCount($filter: LibraryFilter!) {
    library(filter: $filter, first: 1) {
      totalCount
    }
  }
`);
