import { LanguageFields, PhoneFields, SourceFields } from './fragments.ts';
import { graphql, type ResultOf } from './graphql.ts';

const RecordFields = graphql(
  `
    fragment RecordFields on DirectoryEntry @_unmask {
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
          status
          established
          legalBasis
          coordinatingBody
          formalIdentificationBy
          reflectionPeriodDays
          residencePermit
          note {
            codes
            text
          }
          sources {
            ...SourceFields
          }
        }
        hotlines {
          ...RecordFields
          operator
          operatorType
          phones {
            ...PhoneFields
          }
          channels {
            kind
            value
            label
          }
          hours
          languages {
            ...LanguageFields
          }
          audiences
          scope
          area
          callableFromAbroad
          url
        }
        contactPoints {
          ...RecordFields
          localName
          organisation
          roles
          pillars
          phones {
            ...PhoneFields
          }
          email
          url
          address
        }
        services {
          ...RecordFields
          provider
          types
          pillars
          audiences
          languages {
            ...LanguageFields
          }
          phones {
            ...PhoneFields
          }
          url
          description
        }
        procedures {
          ...RecordFields
          measure
          pillar
          summary
          responsible
          timeLimit
          legalReference
        }
        promisingPractices {
          ...RecordFields
          pillar
          summary
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
  [RecordFields, LanguageFields, PhoneFields, SourceFields],
);

export type Everything = ResultOf<typeof EverythingDocument>;
export type EveryLine = Everything['states'][number]['hotlines'][number];
