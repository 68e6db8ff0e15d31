import { graphql } from '../graphql.ts';

export const MailboxDocument = graphql(`
  query Mailbox($after: String) {
    mailbox(after: $after, first: 100) {
      edges {
        node {
          id
          sender
          receivedHour
          period
          sealed
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const PostEnvelopesDocument = graphql(`
  mutation PostEnvelopes($input: [EnvelopeInput!]!) {
    postEnvelopes(input: $input) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const ReceiptsDocument = graphql(`
  query Receipts($ids: [ID!]!) {
    nodeKey
    sentEnvelopes(ids: $ids) {
      id
      receipt
    }
  }
`);

export const SentEnvelopesDocument = graphql(`
  query SentEnvelopes($ids: [ID!]!) {
    sentEnvelopes(ids: $ids) {
      id
      period
      acknowledged
      isGone
    }
  }
`);

export const SealAgainDocument = graphql(`
  mutation SealAgain($input: [EnvelopeInput!]!) {
    sealEnvelopesAgain(input: $input) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const AcknowledgeDocument = graphql(`
  mutation Acknowledge($acknowledgement: String!, $opened: [EnvelopeInput!]) {
    acknowledgeEnvelopes(acknowledgement: $acknowledgement, opened: $opened) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const BlockedOrganisationsDocument = graphql(`
  query BlockedOrganisations {
    blockedOrganisations
  }
`);

export const BlockOrganisationDocument = graphql(`
  mutation BlockOrganisation($id: ID!) {
    blockOrganisation(id: $id) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const UnblockOrganisationDocument = graphql(`
  mutation UnblockOrganisation($id: ID!) {
    unblockOrganisation(id: $id) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const MailboxChangedDocument = graphql(`
  subscription MailboxChanged {
    mailboxChanged {
      lastNumber
    }
  }
`);

export const DraftsDocument = graphql(`
  query Drafts {
    sealedState(kind: "draft") {
      id
      version
      sealed
    }
  }
`);

export const PutDraftDocument = graphql(`
  mutation PutDraft($input: SealedStateInput!) {
    putSealedState(input: $input) {
      __typename
      ... on SealedState {
        version
      }
      ... on Refusal {
        code
      }
    }
  }
`);
