import {
  ContactPointFields,
  HotlineFields,
  MechanismFacts,
  NoteFields,
  PracticeFields,
  ProcedureFields,
  ServiceFields,
  SourceFields,
} from './fragments.ts';
import { graphql, type ResultOf } from './graphql.ts';

/** One State with everything that its page shows. */
export const StateDocument = graphql(
  `
    query State($code: String!, $language: String!) {
      state(code: $code) {
        code
        name(language: $language)
        checkedOn
        emergencyNumber
        ownNames {
          language
          name
        }
        mechanism {
          ...MechanismFacts
          note {
            ...NoteFields
          }
          sources {
            ...SourceFields
          }
        }
        hotlines {
          ...HotlineFields
        }
        contactPoints {
          ...ContactPointFields
        }
        services {
          ...ServiceFields
        }
        procedures {
          ...ProcedureFields
        }
        promisingPractices {
          ...PracticeFields
        }
      }
    }
  `,
  [
    MechanismFacts,
    NoteFields,
    SourceFields,
    HotlineFields,
    ContactPointFields,
    ServiceFields,
    ProcedureFields,
    PracticeFields,
  ],
);

export type State = NonNullable<ResultOf<typeof StateDocument>['state']>;
export type Hotline = State['hotlines'][number];
export type ContactPoint = State['contactPoints'][number];
export type Service = State['services'][number];
export type Procedure = State['procedures'][number];
export type PromisingPractice = State['promisingPractices'][number];
export type Source = Hotline['sources'][number];
export type Phone = Hotline['phones'][number];
export type Note = NonNullable<Hotline['note']>;
