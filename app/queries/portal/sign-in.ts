import { graphql, type ResultOf } from '../graphql.ts';

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
      ... on FactorNeeded {
        signIn: id
        totp
        passkeyOptions
      }
      ... on Refusal {
        code
      }
    }
  }
`);

export const FinishWithTotpDocument = graphql(`
  mutation FinishWithTotp($signIn: ID!, $code: String!, $device: String!) {
    finishWithTotp(signIn: $signIn, code: $code, device: $device) {
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

export const FinishWithPasskeyDocument = graphql(`
  mutation FinishWithPasskey($signIn: ID!, $response: String!, $device: String!) {
    finishWithPasskey(signIn: $signIn, response: $response, device: $device) {
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

export const StartPasskeySignInDocument = graphql(`
  mutation StartPasskeySignIn {
    startPasskeySignIn {
      __typename
      ... on PasskeyOptions {
        options
      }
      ... on Refusal {
        code
      }
    }
  }
`);

export const FinishPasskeySignInDocument = graphql(`
  mutation FinishPasskeySignIn($response: String!, $device: String!) {
    finishPasskeySignIn(response: $response, device: $device) {
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

/** What is still due after the first proof. */
export type FactorNeeded = Extract<
  ResultOf<typeof FinishSignInDocument>['finishSignIn'],
  { __typename: 'FactorNeeded' }
>;
