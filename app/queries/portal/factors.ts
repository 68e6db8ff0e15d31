import { graphql } from '../graphql.ts';

export const OfferTotpDocument = graphql(`
  mutation OfferTotp {
    offerTotp {
      __typename
      ... on OfferedTotp {
        secret
        address
      }
      ... on Refusal {
        code
      }
    }
  }
`);

export const ConfirmTotpDocument = graphql(`
  mutation ConfirmTotp($code: String!) {
    confirmTotp(code: $code) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const RemoveTotpDocument = graphql(`
  mutation RemoveTotp {
    removeTotp {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const StartPasskeyDocument = graphql(`
  mutation StartPasskey {
    startPasskey {
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

export const AddPasskeyDocument = graphql(`
  mutation AddPasskey($response: String!, $name: String!) {
    addPasskey(response: $response, name: $name) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const LetPasskeyOpenDocument = graphql(`
  mutation LetPasskeyOpen($opener: OpenerInput!) {
    letPasskeyOpen(opener: $opener) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const RemovePasskeyDocument = graphql(`
  mutation RemovePasskey($passkey: ID!) {
    removePasskey(passkey: $passkey) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);
