import { graphql, type ResultOf } from './graphql.ts';

/** Vocabularies with what their terms mean and the pillars to which they belong. */
export const ExplainedDocument = graphql(`
  query Explained($names: [String!]!, $language: String!) {
    vocabularies(names: $names) {
      name
      terms {
        code
        label(language: $language)
        labelLanguage(language: $language)
        definition(language: $language)
        definitionLanguage(language: $language)
        pillars
      }
    }
  }
`);

export type ExplainedTerm = ResultOf<typeof ExplainedDocument>['vocabularies'][number]['terms'][number];

/** The glossary in the six working languages side by side. */
export const GlossaryDocument = graphql(`
  query Glossary($language: String!) {
    vocabularies(names: ["glossary"]) {
      terms {
        code
        label(language: $language)
        labelLanguage(language: $language)
        definition(language: $language)
        definitionLanguage(language: $language)
        pillars
        en: label(language: "en")
        fr: label(language: "fr")
        de: label(language: "de")
        it: label(language: "it")
        ru: label(language: "ru")
        es: label(language: "es")
      }
    }
  }
`);

/** The recommended standards, with the names of the pillars. */
export const StandardsDocument = graphql(`
  query Standards($language: String!) {
    standards {
      number
      pillar
      title
      gist
      page
      appliesTo
      languages {
        code
        label
      }
    }
    vocabularies(names: ["pillar"]) {
      name
      terms {
        code
        label(language: $language)
        labelLanguage(language: $language)
      }
    }
  }
`);

export type Standard = ResultOf<typeof StandardsDocument>['standards'][number];
