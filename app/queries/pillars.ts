import { graphql } from './graphql.ts';

/** The four pillars by name. */
export const PillarsDocument = graphql(`
  query Pillars($language: String!) {
    vocabularies(names: ["pillar"]) {
      terms {
        code
        label(language: $language)
      }
    }
  }
`);
