import { graphql, type ResultOf } from '../graphql.ts';

export const FindOrganisationsDocument = graphql(`
  query FindOrganisations($stateCode: String, $text: String) {
    organisations(stateCode: $stateCode, text: $text) {
      id
      kind
      stateCode
      name
      address
    }
  }
`);

export const StatesWithOrganisationsDocument = graphql(`
  query StatesWithOrganisations {
    statesWithOrganisations
  }
`);

export const KeyProofDocument = graphql(`
  query KeyProof($organisation: ID!) {
    keyProof(organisation: $organisation) {
      registry
      roots
      timestamp
      snapshot
      targets
      organisations
      revocations
      statement
    }
  }
`);

export type KeyProofTexts = ResultOf<typeof KeyProofDocument>['keyProof'];
