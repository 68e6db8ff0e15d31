import { graphql } from './graphql.ts';

export const PhoneFields = graphql(`
  fragment PhoneFields on Phone @_unmask {
    number
    display
    international
    domesticOnly
    tollFree
  }
`);

export const NoteFields = graphql(`
  fragment NoteFields on Note @_unmask {
    codes
    text(language: $language)
    textLanguage(language: $language)
  }
`);

export const SourceFields = graphql(`
  fragment SourceFields on Source @_unmask {
    id
    title
    publisher
    url
    date
  }
`);

export const LanguageFields = graphql(`
  fragment LanguageFields on Language @_unmask {
    code
    label
  }
`);

/** What every entry has, with its note in a language. */
const RecordFields = graphql(
  `
    fragment RecordFields on DirectoryEntry @_unmask {
      id
      name
      checkedOn
      verifiedOn
      note {
        ...NoteFields
      }
      sources {
        ...SourceFields
      }
    }
  `,
  [NoteFields, SourceFields],
);

export const MechanismFacts = graphql(`
  fragment MechanismFacts on Mechanism @_unmask {
    status
    established
    legalBasis
    coordinatingBody
    formalIdentificationBy
    reflectionPeriodDays
    residencePermit
  }
`);

export const HotlineFacts = graphql(
  `
    fragment HotlineFacts on Hotline @_unmask {
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
  `,
  [PhoneFields, LanguageFields],
);

export const ContactPointFacts = graphql(
  `
    fragment ContactPointFacts on ContactPoint @_unmask {
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
  `,
  [PhoneFields],
);

export const ServiceFacts = graphql(
  `
    fragment ServiceFacts on Service @_unmask {
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
  `,
  [PhoneFields, LanguageFields],
);

export const ProcedureFacts = graphql(`
  fragment ProcedureFacts on Procedure @_unmask {
    measure
    pillar
    summary
    responsible
    timeLimit
    legalReference
  }
`);

export const PracticeFacts = graphql(`
  fragment PracticeFacts on PromisingPractice @_unmask {
    pillar
    summary
  }
`);

export const HotlineFields = graphql(
  `
    fragment HotlineFields on Hotline @_unmask {
      ...RecordFields
      ...HotlineFacts
    }
  `,
  [RecordFields, HotlineFacts],
);

export const ContactPointFields = graphql(
  `
    fragment ContactPointFields on ContactPoint @_unmask {
      ...RecordFields
      ...ContactPointFacts
    }
  `,
  [RecordFields, ContactPointFacts],
);

export const ServiceFields = graphql(
  `
    fragment ServiceFields on Service @_unmask {
      ...RecordFields
      ...ServiceFacts
      type
    }
  `,
  [RecordFields, ServiceFacts],
);

export const ProcedureFields = graphql(
  `
    fragment ProcedureFields on Procedure @_unmask {
      ...RecordFields
      ...ProcedureFacts
    }
  `,
  [RecordFields, ProcedureFacts],
);

export const PracticeFields = graphql(
  `
    fragment PracticeFields on PromisingPractice @_unmask {
      ...RecordFields
      ...PracticeFacts
    }
  `,
  [RecordFields, PracticeFacts],
);

export const GuidanceFields = graphql(
  `
    fragment GuidanceFields on Guidance @_unmask {
      ...RecordFields
      kind
      publisher
      year
      url
      themes
      pillars
      audiences
      places(language: $language)
      languages {
        ...LanguageFields
      }
      summary
    }
  `,
  [RecordFields, LanguageFields],
);

export const CoverageValueFields = graphql(`
  fragment CoverageValueFields on FacetValue @_unmask {
    code
    label(language: $language)
    count
  }
`);

export const VocabularyFields = graphql(`
  fragment VocabularyFields on Vocabulary @_unmask {
    name
    terms {
      code
      label(language: $language)
      labelLanguage(language: $language)
    }
  }
`);
