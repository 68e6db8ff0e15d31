import { acknowledgeEnvelopes } from '#domain/mailbox/acknowledge-envelopes.ts';
import { postEnvelopes } from '#domain/mailbox/post-envelopes.ts';
import { sealAgain } from '#domain/mailbox/seal-again.ts';
import { readSentEnvelopes, receiptFor, type SentEnvelope } from '#domain/mailbox/sent-envelopes.ts';
import { askerOf, asViewer } from '../asker.ts';
import { builder } from '../builder.ts';

const SentEnvelopeType = builder.objectRef<SentEnvelope>('SentEnvelope').implement({
  description: 'An envelope that your organisation sent.',
  fields: (t) => ({
    id: t.exposeID('id'),
    receiver: t.exposeID('receiver'),
    receipt: t.string({
      description: 'JWS by the node that has stored it; it proves nothing of reading',
      resolve: (envelope, _args, context) => receiptFor(envelope, askerOf(context).keeps.nodeKey),
    }),
    period: t.exposeID('period', { description: 'Of the receiver’s keys, as it was said when it was posted' }),
    acknowledged: t.exposeBoolean('acknowledged'),
    isGone: t.exposeBoolean('isGone', { description: 'The receiver has taken it out of the mailbox.' }),
  }),
});

builder.queryField('sentEnvelopes', (t) =>
  t.field({
    type: [SentEnvelopeType],
    description: 'Those of these that your organisation sent; at most a thousand, until they expire. For caseworkers.',
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, context) => asViewer(context, (sql) => readSentEnvelopes(sql, ids)),
  }),
);

const EnvelopeInputType = builder.inputType('EnvelopeInput', {
  fields: (t) => ({
    id: t.id({ required: true, description: 'UUID, made by the sender' }),
    receiver: t.id({ required: true, description: 'UUID of the organisation' }),
    period: t.id({ required: true, description: 'UUID of the receiver’s current period' }),
    sealed: t.string({
      required: true,
      description: 'An age file for this period alone as base64url; its content padded to 16, 64 or 256 KiB',
    }),
    blobs: t.idList({ description: 'UUIDs of attachments that were uploaded before' }),
  }),
});

const withBlobs = <Input extends { blobs?: string[] | null | undefined }>(input: Input) => ({
  ...input,
  blobs: input.blobs ?? [],
});

const PostedEnvelopesType = builder.objectRef<{ envelopes: SentEnvelope[] }>('PostedEnvelopes').implement({
  fields: (t) => ({
    envelopes: t.field({
      type: [SentEnvelopeType],
      description: 'In the order in which they were given',
      resolve: ({ envelopes }) => envelopes,
    }),
  }),
});

builder.mutationField('postEnvelopes', (t) =>
  t.field({
    type: PostedEnvelopesType,
    errors: {},
    description:
      'Posts 1 to 100 envelopes of at most 4 MiB together, all or none. The same again is stored once and answered again. For caseworkers.',
    args: { input: t.arg({ type: [EnvelopeInputType], required: true }) },
    resolve: (_root, { input }, context) =>
      asViewer(context, async (sql) => ({ envelopes: await postEnvelopes(sql, input.map(withBlobs)) })),
  }),
);

builder.mutationField('sealEnvelopesAgain', (t) =>
  t.field({
    type: PostedEnvelopesType,
    errors: {},
    description:
      'Puts what was sealed to a newer key in the place of envelopes that nobody has opened yet, under the same ids; all or none. Their attachments stay. For caseworkers.',
    args: { input: t.arg({ type: [EnvelopeInputType], required: true }) },
    resolve: (_root, { input }, context) =>
      asViewer(context, async (sql) => ({ envelopes: await sealAgain(sql, input.map(withBlobs)) })),
  }),
);

const AcknowledgedType = builder.objectRef<{ opened: SentEnvelope[] }>('Acknowledged').implement({
  fields: (t) => ({
    opened: t.field({
      type: [SentEnvelopeType],
      description: 'What went along, in the order in which it was given',
      resolve: ({ opened }) => opened,
    }),
  }),
});

builder.mutationField('acknowledgeEnvelopes', (t) =>
  t.field({
    type: AcknowledgedType,
    errors: {},
    description:
      'Says that envelopes of your mailbox were opened; the node keeps which, and not by whom. For caseworkers.',
    args: {
      acknowledgement: t.arg.string({
        required: true,
        description: 'JWS by your own certified key over ids and hashes, at most a thousand',
      }),
      opened: t.arg({
        type: [EnvelopeInputType],
        description:
          'Posted along, or nothing is done: at most one to each sender of whom something is acknowledged for the first time; it counts against no limit',
      }),
    },
    resolve: (_root, { acknowledgement, opened }, context) =>
      asViewer(context, async (sql) => ({
        opened: await acknowledgeEnvelopes(sql, { acknowledgement, opened: (opened ?? []).map(withBlobs) }),
      })),
  }),
);
