import { toFullHour } from '#crypto/timestamp.ts';
import { deleteEnvelopes } from '#domain/mailbox/delete-envelopes.ts';
import { type MailboxChange, mailboxChanges } from '#domain/mailbox/mailbox-changes.ts';
import { type MailboxCounts, readMailboxCounts } from '#domain/mailbox/mailbox-counts.ts';
import {
  type MailboxPage,
  type ReceivedEnvelope,
  readMailbox,
  readOwnMailboxId,
} from '#domain/mailbox/read-mailbox.ts';
import { receiptFor } from '#domain/mailbox/sent-envelopes.ts';
import { askerOf, asViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import { PageInfoType } from './page-info.ts';

const EnvelopeType = builder.objectRef<ReceivedEnvelope>('Envelope').implement({
  description: 'An envelope in the mailbox of your organisation. What is in it only your browser opens.',
  fields: (t) => ({
    id: t.exposeID('id'),
    sender: t.exposeID('sender'),
    receiver: t.exposeID('receiver'),
    receivedHour: t.string({
      description: 'The beginning of the hour; nothing keeps the minute',
      resolve: ({ receivedHour }) => toFullHour(receivedHour),
    }),
    sizeClass: t.exposeInt('sizeClass', { description: '16, 64 or 256 KiB' }),
    period: t.exposeID('period', { description: 'Of your organisation’s keys' }),
    blobs: t.exposeIDList('blobs'),
    sealed: t.string({
      description: 'An age file as base64url',
      resolve: ({ sealed }) => sealed.toString('base64url'),
    }),
    sha256: t.exposeString('sha256', { description: 'Of the age file, in hex' }),
    acknowledged: t.exposeBoolean('acknowledged'),
    expiresOn: t.field({ type: 'Date', resolve: ({ expiresOn }) => expiresOn }),
    receipt: t.string({
      description: 'JWS by the node, as the sender has it',
      resolve: (envelope, _args, context) => receiptFor(envelope, askerOf(context).keeps.nodeKey),
    }),
  }),
});

const EnvelopeEdgeType = builder.objectRef<MailboxPage['edges'][number]>('EnvelopeEdge').implement({
  fields: (t) => ({
    cursor: t.exposeString('cursor'),
    node: t.field({ type: EnvelopeType, resolve: ({ envelope }) => envelope }),
  }),
});

const EnvelopeConnectionType = builder.objectRef<MailboxPage>('EnvelopeConnection').implement({
  fields: (t) => ({
    edges: t.field({ type: [EnvelopeEdgeType], complexity: { multiplier: 100 }, resolve: ({ edges }) => edges }),
    pageInfo: t.field({ type: PageInfoType, resolve: (page) => page }),
  }),
});

builder.queryField('mailbox', (t) =>
  t.field({
    type: EnvelopeConnectionType,
    description:
      'Your organisation’s mailbox by strict number: whatever is committed later comes later. Fewer than asked for come when they have more than 4 MiB. For caseworkers.',
    args: {
      after: t.arg.string(),
      first: t.arg.int({ defaultValue: 100 }),
    },
    // Each may carry four million bytes: a question asks for one or two.
    complexity: { field: 6000, multiplier: 1 },
    resolve: (_root, { after, first }, context) =>
      asViewer(context, (sql) => readMailbox(sql, { after: after ?? null, first: first ?? 100 })),
  }),
);

const WaitingAgeType = builder.objectRef<MailboxCounts['ages'][number]>('WaitingAge').implement({
  fields: (t) => ({
    hours: t.exposeInt('hours', { description: 'Waiting for so long or longer, and less than the next' }),
    count: t.exposeInt('count'),
  }),
});

const MailboxCountsType = builder.objectRef<MailboxCounts>('MailboxCounts').implement({
  description: 'What waits in your organisation’s mailbox that nobody has acknowledged: numbers, never from whom.',
  fields: (t) => ({
    waiting: t.exposeInt('waiting'),
    waitingSinceHour: t.string({
      nullable: true,
      description: 'The beginning of the hour in which the oldest came',
      resolve: ({ since }) => (since === null ? null : toFullHour(new Date(since))),
    }),
    oldestHours: t.field({
      type: [WaitingAgeType],
      description: 'How many wait for 0, 4, 24 and 72 hours',
      resolve: ({ ages }) => ages,
    }),
  }),
});

builder.queryField('mailboxCounts', (t) =>
  t.field({
    type: MailboxCountsType,
    nullable: true,
    description: 'For every certified member; null for others.',
    resolve: (_root, _args, context) => asViewer(context, readMailboxCounts),
  }),
);

const DeletedType = builder.objectRef<{ receipt: string }>('EnvelopesDeleted').implement({
  fields: (t) => ({
    receipt: t.exposeString('receipt', { description: 'JWS by the node: ids of what it no longer has, and the hour' }),
  }),
});

builder.mutationField('deleteEnvelopes', (t) =>
  t.field({
    type: DeletedType,
    errors: {},
    description: 'Takes envelopes out of your organisation’s mailbox for good, at most a thousand. For caseworkers.',
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, context) =>
      asViewer(context, async (sql) => ({ receipt: await deleteEnvelopes(sql, ids, askerOf(context).keeps.nodeKey) })),
  }),
);

const MailboxChangeType = builder.objectRef<MailboxChange>('MailboxChange').implement({
  fields: (t) => ({
    lastNumber: t.exposeString('lastNumber', { description: 'A cursor at the end of the mailbox' }),
  }),
});

builder.subscriptionField('mailboxChanged', (t) =>
  t.field({
    type: MailboxChangeType,
    description:
      'At once, and whenever your organisation’s mailbox grew; several changes may be told once. It ends with the session. After each, and after each reconnection, read what came after your last cursor. For caseworkers.',
    subscribe: async (_root, _args, context) => {
      const { token, keeps } = askerOf(context);
      const organisationId = await asViewer(context, readOwnMailboxId);
      return mailboxChanges(context.sql, keeps.mailboxes, { token: token ?? '', organisationId });
    },
    resolve: (change) => change,
  }),
);
