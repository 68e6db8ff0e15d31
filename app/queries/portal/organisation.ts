import { graphql, type ResultOf } from '../graphql.ts';

/** The States by name. */
export const PortalStatesDocument = graphql(`
  query PortalStates {
    states {
      code
      name
    }
  }
`);

/** What an organisation that applies has to choose from. */
export const ApplyChoicesDocument = graphql(`
  query ApplyChoices {
    states {
      code
      name
    }
    organisationKinds {
      code
      firstRoles
    }
  }
`);

export const OwnOrganisationDocument = graphql(`
  query OwnOrganisation {
    me {
      id
      organisation {
        id
        kind
        possibleRoles
        stateCode
        sitsIn
        name
        address
        standing
        lastCheckedOn
        isCheckOverdue
        statement
        sealedKeys {
          key
          member
          sealed
        }
        enrolmentKey
        keyChanges
        openKeyChange {
          toKey
          change
          begunOn
          isTakenUp
        }
        members {
          accountId
          signInName
          number
          roles
          isRevoked
          isMe
        }
        invitations {
          id
          roles
          isMine
          kept
          validUntil
          accountId
          signInName
          publicHalf
          vouched
          isCertified
        }
        recoveryRequests {
          id
          signInName
          device
          askedAt
        }
      }
    }
  }
`);

export const LastCheckDocument = graphql(`
  query LastCheck($id: ID!) {
    organisation(id: $id) {
      id
      lastCheckedOn
      isCheckOverdue
    }
  }
`);

export const ConfirmDetailsDocument = graphql(`
  mutation ConfirmDetails {
    confirmDetails {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const ApplyDocument = graphql(`
  mutation Apply($application: ApplicationInput!) {
    applyAsOrganisation(application: $application) {
      __typename
      ... on Applied {
        organisationId
      }
      ... on Refusal {
        code
      }
    }
  }
`);

export const ApplicationsDocument = graphql(`
  query Applications {
    applications {
      id
      kind
      stateCode
      sitsIn
      name
      address
      website
      proofs
      appliedOn
    }
  }
`);

export const DecideDocument = graphql(`
  mutation Decide($organisationId: ID!, $accepted: Boolean!, $reason: String!) {
    decideApplication(organisationId: $organisationId, accepted: $accepted, reason: $reason) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const InviteDocument = graphql(`
  mutation Invite($invitationId: ID!, $roles: [String!]!, $kept: String!, $renews: ID) {
    invite(invitationId: $invitationId, roles: $roles, kept: $kept, renews: $renews) {
      __typename
      ... on Invited {
        link
      }
      ... on Refusal {
        code
      }
    }
  }
`);

export const TurnAwayNewcomerDocument = graphql(`
  mutation TurnAwayNewcomer($accountId: ID!) {
    turnAwayNewcomer(accountId: $accountId) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const OpenInvitationDocument = graphql(`
  query OpenInvitation($link: String!) {
    invitation(link: $link) {
      id
      organisationName
      roles
      isRenewal
    }
  }
`);

export const AnswerDocument = graphql(`
  mutation Answer(
    $link: String!
    $accountId: ID!
    $signInName: String!
    $registrationRecord: String!
    $bundle: String!
    $publicHalf: String!
    $vouched: String!
  ) {
    answerInvitation(
      link: $link
      accountId: $accountId
      signInName: $signInName
      registrationRecord: $registrationRecord
      bundle: $bundle
      publicHalf: $publicHalf
      vouched: $vouched
    ) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const PublishStatementDocument = graphql(`
  mutation PublishStatement(
    $statement: String!
    $sealedKeys: [SealedKeyInput!]!
    $newcomers: [NewcomerInput!]!
    $ownBundle: String
    $kitAuthenticator: String
  ) {
    publishStatement(
      statement: $statement
      sealedKeys: $sealedKeys
      newcomers: $newcomers
      ownBundle: $ownBundle
      kitAuthenticator: $kitAuthenticator
    ) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const BeginKeyChangeDocument = graphql(`
  mutation BeginKeyChange($toKey: String!, $change: String!, $sealedKeys: [SealedKeyInput!]!) {
    beginKeyChange(toKey: $toKey, change: $change, sealedKeys: $sealedKeys) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const WithdrawKeyChangeDocument = graphql(`
  mutation WithdrawKeyChange {
    withdrawKeyChange {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const CompleteKeyChangeDocument = graphql(`
  mutation CompleteKeyChange($statement: String!, $sealedKeys: [SealedKeyInput!]!) {
    completeKeyChange(statement: $statement, sealedKeys: $sealedKeys) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const RenewKeysDocument = graphql(`
  mutation RenewKeys($link: String!, $bundle: String!, $publicHalf: String!, $vouched: String!) {
    renewKeys(link: $link, bundle: $bundle, publicHalf: $publicHalf, vouched: $vouched) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const PastStatementDocument = graphql(`
  query PastStatement($version: Int!) {
    me {
      id
      organisation {
        id
        pastStatement(version: $version)
      }
    }
  }
`);

export type PortalOrganisation = NonNullable<
  NonNullable<ResultOf<typeof OwnOrganisationDocument>['me']>['organisation']
>;
export type PortalMember = PortalOrganisation['members'][number];
export type PortalRecoveryRequest = PortalOrganisation['recoveryRequests'][number];
export type PortalInvitation = PortalOrganisation['invitations'][number];
