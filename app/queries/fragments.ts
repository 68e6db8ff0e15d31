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

export const HotlineFields = graphql(
  `
    fragment HotlineFields on Hotline @_unmask {
      id
      name
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
  [PhoneFields, NoteFields, SourceFields, LanguageFields],
);

export const ContactPointFields = graphql(
  `
    fragment ContactPointFields on ContactPoint @_unmask {
      id
      name
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
  [PhoneFields, NoteFields, SourceFields],
);

export const ServiceFields = graphql(
  `
    fragment ServiceFields on Service @_unmask {
      id
      name
      provider
      type
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
  [PhoneFields, NoteFields, SourceFields, LanguageFields],
);

export const ProcedureFields = graphql(
  `
    fragment ProcedureFields on Procedure @_unmask {
      id
      name
      measure
      pillar
      summary
      responsible
      timeLimit
      legalReference
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

export const PracticeFields = graphql(
  `
    fragment PracticeFields on PromisingPractice @_unmask {
      id
      name
      pillar
      summary
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

export const GuidanceFields = graphql(
  `
    fragment GuidanceFields on Guidance @_unmask {
      id
      name
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
  [NoteFields, SourceFields, LanguageFields],
);

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
