import {
  ContactPointFacts,
  HotlineFacts,
  MechanismFacts,
  PracticeFacts,
  ProcedureFacts,
  ServiceFacts,
  SourceFields,
} from './fragments.ts';
import { graphql, type ResultOf } from './graphql.ts';

const EveryRecordFields = graphql(
  `
    fragment EveryRecordFields on DirectoryEntry @_unmask {
      id
      name
      provenance
      checkedOn
      verifiedOn
      note {
        codes
        text
      }
      sources {
        ...SourceFields
      }
    }
  `,
  [SourceFields],
);

/** All entries of all States with everything that is public of them, and the codes with their labels. */
export const EverythingDocument = graphql(
  `
    query Everything {
      states {
        id
        code
        name
        ownNames {
          language
          name
        }
        checkedOn
        emergencyNumber
        mechanism {
          ...MechanismFacts
          note {
            codes
            text
          }
          sources {
            ...SourceFields
          }
        }
        hotlines {
          ...EveryRecordFields
          ...HotlineFacts
        }
        contactPoints {
          ...EveryRecordFields
          ...ContactPointFacts
        }
        services {
          ...EveryRecordFields
          ...ServiceFacts
        }
        procedures {
          ...EveryRecordFields
          ...ProcedureFacts
        }
        promisingPractices {
          ...EveryRecordFields
          ...PracticeFacts
        }
      }
      vocabularies(
        names: [
          "pillar"
          "contact_role"
          "service_type"
          "target_group"
          "measure"
          "mechanism_status"
          "hotline_scope"
          "channel_kind"
          "note_code"
        ]
      ) {
        name
        terms {
          code
          label
          definition
        }
      }
    }
  `,
  [
    EveryRecordFields,
    SourceFields,
    MechanismFacts,
    HotlineFacts,
    ContactPointFacts,
    ServiceFacts,
    ProcedureFacts,
    PracticeFacts,
  ],
);

export type Everything = ResultOf<typeof EverythingDocument>;
export type EveryLine = Everything['states'][number]['hotlines'][number];
