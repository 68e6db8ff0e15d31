import { graphql } from '../graphql.ts';

export const StartSignInDocument = graphql(`
  mutation StartSignIn($name: String!, $startLoginRequest: String!) {
    startSignIn(name: $name, startLoginRequest: $startLoginRequest) {
      __typename
      ... on StartedSignIn {
        id
        loginResponse
      }
      ... on Refusal {
        code
      }
    }
  }
`);

export const FinishSignInDocument = graphql(`
  mutation FinishSignIn($signIn: ID!, $finishLoginRequest: String!, $device: String!) {
    finishSignIn(signIn: $signIn, finishLoginRequest: $finishLoginRequest, device: $device) {
      __typename
      ... on Me {
        id
        bundle
      }
      ... on Refusal {
        code
      }
    }
  }
`);
