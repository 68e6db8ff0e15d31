import { graphql, type ResultOf } from '../graphql.ts';

export const MeDocument = graphql(`
  query Me {
    me {
      id
      signInName
      isOperator
      lacksFactor
      owesPassphrase
      hasTotp
      recoveryCodeMadeOn
      passkeys {
        id
        name
        mayOpenBundle
        isDisabled
        madeOn
        lastUsedOn
      }
      mayDecide
      sessions {
        id
        begunAt
        seenAt
        device
        isThisOne
      }
    }
  }
`);

/** Asked for only by a vault that is about to be opened. */
export const BundleDocument = graphql(`
  query Bundle {
    me {
      id
      bundle
    }
  }
`);

export const SignOutDocument = graphql(`
  mutation SignOut($everywhere: Boolean!) {
    signOut(everywhere: $everywhere) {
      __typename
    }
  }
`);

export type PortalPasskey = Me['passkeys'][number];
export type Me = NonNullable<ResultOf<typeof MeDocument>['me']>;
