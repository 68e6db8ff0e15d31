import { graphql } from '../graphql.ts';

export const StartNewPassphraseDocument = graphql(`
  mutation StartNewPassphrase($registrationRequest: String!) {
    startNewPassphrase(registrationRequest: $registrationRequest) {
      __typename
      ... on StartedPassphrase {
        registrationResponse
      }
      ... on Refusal {
        code
      }
    }
  }
`);

export const FinishNewPassphraseDocument = graphql(`
  mutation FinishNewPassphrase($registrationRecord: String!, $opener: OpenerInput!) {
    finishNewPassphrase(registrationRecord: $registrationRecord, opener: $opener) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const KeepRecoveryCodeDocument = graphql(`
  mutation KeepRecoveryCode($authenticator: String!, $opener: OpenerInput!) {
    keepRecoveryCode(authenticator: $authenticator, opener: $opener) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const StartRecoveryDocument = graphql(`
  mutation StartRecovery(
    $name: String!
    $authenticator: String!
    $device: String!
    $withoutFactor: Boolean!
    $waitingToken: String
  ) {
    startRecovery(
      name: $name
      authenticator: $authenticator
      device: $device
      withoutFactor: $withoutFactor
      waitingToken: $waitingToken
    ) {
      __typename
      ... on ConfirmationNeeded {
        waitingToken
      }
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

export const DecideRecoveryDocument = graphql(`
  mutation DecideRecovery($request: ID!, $confirmed: Boolean!) {
    decideRecovery(request: $request, confirmed: $confirmed) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);
