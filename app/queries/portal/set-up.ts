import { graphql } from '../graphql.ts';

export const StartSetUpDocument = graphql(`
  mutation StartSetUp($link: String, $name: String!, $registrationRequest: String!) {
    startSetUp(link: $link, name: $name, registrationRequest: $registrationRequest) {
      __typename
      ... on StartedSetUp {
        accountId
        registrationResponse
      }
      ... on Refusal {
        code
      }
    }
  }
`);

export const FinishSetUpDocument = graphql(`
  mutation FinishSetUp(
    $link: String!
    $accountId: ID!
    $name: String!
    $registrationRecord: String!
    $bundle: String!
  ) {
    finishSetUp(
      link: $link
      accountId: $accountId
      name: $name
      registrationRecord: $registrationRecord
      bundle: $bundle
    ) {
      __typename
      ... on SetUpDone {
        signInName
      }
      ... on Refusal {
        code
      }
    }
  }
`);
