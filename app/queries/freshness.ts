import { graphql } from './graphql.ts';

/** When the States' records were checked: between which days all of them lie. */
export const FreshnessDocument = graphql(`
  query Freshness {
    states {
      checkedOn
    }
  }
`);
