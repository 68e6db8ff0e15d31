import { graphql, type ResultOf } from '../graphql.ts';

export const SupervisedDocument = graphql(`
  query Supervised {
    organisationsToCheck {
      id
      kind
      stateCode
      sitsIn
      name
      address
      lastCheckedOn
      reason
      checkAgainOn
      isOverdue
      entries {
        id
        name
      }
      enrolmentKey
      openKeyChange {
        toKey
        change
        begunOn
        isTakenUp
      }
    }
    supervisedOrganisations {
      id
      kind
      stateCode
      name
      standing
      entries {
        id
        name
      }
    }
  }
`);

export const CheckAgainDocument = graphql(`
  mutation CheckAgain($organisationId: ID!, $reason: String!) {
    checkAgain(organisationId: $organisationId, reason: $reason) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const EntriesToLinkDocument = graphql(`
  query EntriesToLink($text: String!, $states: [String!]) {
    search(text: $text, filter: { states: $states, kinds: [HOTLINE, CONTACT_POINT, SERVICE] }, first: 10) {
      edges {
        node {
          __typename
          id
          name
          state {
            code
          }
          ... on Hotline {
            portalOrganisation {
              name
            }
          }
          ... on ContactPoint {
            portalOrganisation {
              name
            }
          }
          ... on Service {
            portalOrganisation {
              name
            }
          }
        }
      }
    }
  }
`);

export const LinkEntryDocument = graphql(`
  mutation LinkEntry($organisationId: ID!, $entryId: ID!) {
    linkEntry(organisationId: $organisationId, entryId: $entryId) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const UnlinkEntryDocument = graphql(`
  mutation UnlinkEntry($organisationId: ID!, $entryId: ID!) {
    unlinkEntry(organisationId: $organisationId, entryId: $entryId) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const EventsDocument = graphql(`
  query Events {
    me {
      id
      events {
        id
        at
        isMine
        event
        signInName
        details {
          name
          values
        }
      }
      organisation {
        id
        members {
          isMe
          roles
        }
        events {
          id
          at
          isMine
          event
          signInName
          details {
            name
            values
          }
        }
      }
    }
  }
`);

export const OverviewDocument = graphql(`
  query Overview {
    operatorOverview {
      address
      softwareVersion
      sendsMail
      refusedFiles
      applicationsWaiting
      waitingSince
      accounts
      liveSessions
      organisations {
        stateCode
        standing
        count
      }
      directory {
        contentHash
        loadedAt
        entries
      }
    }
  }
`);

export const NoticesDocument = graphql(`
  query Notices {
    me {
      id
      organisation {
        id
        members {
          isMe
          roles
        }
        notices {
          mailbox
          sendsMail
        }
      }
    }
  }
`);

export const SetNoticeMailboxDocument = graphql(`
  mutation SetNoticeMailbox($mailbox: String!) {
    setNoticeMailbox(mailbox: $mailbox) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export type OrganisationToCheck = ResultOf<typeof SupervisedDocument>['organisationsToCheck'][number];
export type LoggedEvent = NonNullable<ResultOf<typeof EventsDocument>['me']>['events'][number];
export type OverviewOfNode = ResultOf<typeof OverviewDocument>['operatorOverview'];
