import { graphql } from '../graphql.ts';

/** Terms of the directory that forms offer. */
export const FormTermsDocument = graphql(`
  query FormTerms($language: String) {
    vocabularies(names: ["service_type", "exploitation_form", "target_group"]) {
      name
      terms {
        code
        label(language: $language)
      }
    }
  }
`);
