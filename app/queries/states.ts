import { graphql, type ResultOf } from './graphql.ts';

/** Every State by name: for choosing one. */
export const StatesDocument = graphql(`
  query States($language: String!) {
    states(language: $language) {
      code
      name(language: $language)
      ownNames {
        language
        name
      }
    }
  }
`);

export type StateName = ResultOf<typeof StatesDocument>['states'][number];
