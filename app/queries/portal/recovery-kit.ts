import { graphql } from '../graphql.ts';

export const OpenKitDocument = graphql(`
  mutation OpenKit($organisationId: ID!, $authenticator: String!) {
    openKit(organisationId: $organisationId, authenticator: $authenticator) {
      __typename
      ... on OpenedKit {
        firstRoles
        statement
        sealedKeys {
          key
          member
          sealed
        }
        keyChanges
      }
      ... on Refusal {
        code
      }
    }
  }
`);

export const RestoreDocument = graphql(`
  mutation Restore(
    $organisationId: ID!
    $authenticator: String!
    $accountId: ID!
    $signInName: String!
    $registrationRecord: String!
    $bundle: String!
    $statement: String!
    $number: Int!
    $sealedKeys: [SealedKeyInput!]!
  ) {
    restoreWithKit(
      organisationId: $organisationId
      authenticator: $authenticator
      accountId: $accountId
      signInName: $signInName
      registrationRecord: $registrationRecord
      bundle: $bundle
      statement: $statement
      number: $number
      sealedKeys: $sealedKeys
    ) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);
