import {
  ContactPointFields,
  GuidanceFields,
  HotlineFields,
  PracticeFields,
  ProcedureFields,
  ServiceFields,
} from './fragments.ts';
import { graphql, type ResultOf } from './graphql.ts';

/** One entry of the directory, whatever its kind, with its State. */
export const EntryDocument = graphql(
  `
    query Entry($id: ID!, $language: String!) {
      node(id: $id) {
        __typename
        ... on DirectoryEntry {
          state {
            code
            name(language: $language)
            hotlines {
              name
              operatorType
              audiences
              phones {
                number
                display
                international
              }
            }
          }
        }
        ... on Hotline {
          ...HotlineFields
          portalOrganisation {
            id
            name
          }
        }
        ... on ContactPoint {
          ...ContactPointFields
          portalOrganisation {
            id
            name
          }
        }
        ... on Service {
          ...ServiceFields
          portalOrganisation {
            id
            name
          }
        }
        ... on Procedure {
          ...ProcedureFields
        }
        ... on PromisingPractice {
          ...PracticeFields
        }
        ... on Guidance {
          ...GuidanceFields
        }
      }
    }
  `,
  [HotlineFields, ContactPointFields, ServiceFields, ProcedureFields, PracticeFields, GuidanceFields],
);

export type EntryNode = NonNullable<ResultOf<typeof EntryDocument>['node']>;
