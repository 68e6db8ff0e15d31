import { graphql, type ResultOf } from '../graphql.ts';

export const RemindersDocument = graphql(`
  query Reminders {
    me {
      id
      organisation {
        id
        notices {
          mailbox
          sendsMail
        }
        reminders {
          rota
          wakeDays
        }
      }
    }
    mailboxCounts {
      waiting
      waitingSinceHour
      oldestHours {
        hours
        count
      }
    }
  }
`);

export const SetRotaDocument = graphql(`
  mutation SetRota($mailboxes: [String!]!) {
    setRota(mailboxes: $mailboxes) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export const SetWakeDaysDocument = graphql(`
  mutation SetWakeDays($days: [Date!]!) {
    setWakeDays(days: $days) {
      __typename
      ... on Refusal {
        code
      }
    }
  }
`);

export type PortalMailboxCounts = NonNullable<ResultOf<typeof RemindersDocument>['mailboxCounts']>;
