import {
  type AnsweredInvitation,
  answerInvitation,
  invite,
  type OpenInvitation,
  openInvitation,
  readInvitations,
  renewKeys,
} from '#domain/organisations/invitations.ts';
import { turnAway } from '#domain/organisations/turn-away.ts';
import { Refusal } from '#domain/refusal.ts';
import { askerOf, asViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import { OwnOrganisationType } from './own-organisation.ts';

const OpenInvitationType = builder.objectRef<OpenInvitation>('OpenInvitation').implement({
  description: 'What whoever holds the link learns of it.',
  fields: (t) => ({
    id: t.exposeID('id'),
    organisationName: t.exposeString('organisationName'),
    roles: t.exposeStringList('roles'),
    isRenewal: t.exposeBoolean('isRenewal', { description: 'For a member who is known already and needs new keys.' }),
  }),
});

builder.queryField('invitation', (t) =>
  t.field({
    type: OpenInvitationType,
    nullable: true,
    description: 'Null when it was used already, has ended, or never was.',
    args: { link: t.arg.string({ required: true }) },
    resolve: (_root, { link }, context) =>
      openInvitation(context.sql, link).catch((error: unknown) => {
        if (error instanceof Refusal) return null;
        throw error;
      }),
  }),
);

const InvitationType = builder.objectRef<AnsweredInvitation>('Invitation').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    roles: t.exposeStringList('roles'),
    isMine: t.exposeBoolean('isMine'),
    kept: t.exposeString('kept', { description: "The secret of the link's fragment, under a key of its maker" }),
    validUntil: t.exposeString('validUntil'),
    accountId: t.exposeID('accountId', { nullable: true }),
    signInName: t.exposeString('signInName', { nullable: true }),
    publicHalf: t.exposeString('publicHalf', { nullable: true, description: "The newcomer's keys as JSON" }),
    vouched: t.exposeString('vouched', { nullable: true, description: "HMAC over them under the link's secret" }),
    isCertified: t.exposeBoolean('isCertified'),
  }),
});

builder.objectField(OwnOrganisationType, 'invitations', (t) =>
  t.field({
    type: [InvitationType],
    description: 'For administrators; others see none.',
    resolve: (_own, _args, context) => asViewer(context, readInvitations),
  }),
);

const InvitedType = builder.objectRef<{ link: string }>('Invited').implement({
  fields: (t) => ({ link: t.exposeString('link', { description: 'The token; the fragment is the browser’s.' }) }),
});

builder.mutationField('invite', (t) =>
  t.field({
    type: InvitedType,
    errors: {},
    args: {
      invitationId: t.arg.id({ required: true }),
      roles: t.arg.stringList({ required: true }),
      kept: t.arg.string({ required: true }),
      renews: t.arg.id({ description: 'Account of a member who was revoked and is to have new keys' }),
    },
    resolve: (_root, { renews, ...asked }, context) =>
      asViewer(context, async (sql) => ({ link: await invite(sql, { ...asked, renews: renews ?? null }) })),
  }),
);

const AnsweredType = builder.objectRef<object>('Answered').implement({
  fields: (t) => ({ done: t.boolean({ resolve: () => true }) }),
});

builder.mutationField('answerInvitation', (t) =>
  t.field({
    type: AnsweredType,
    errors: {},
    description: 'Makes the account of a newcomer, who is a member when an administrator has certified the keys.',
    args: {
      link: t.arg.string({ required: true }),
      accountId: t.arg.id({ required: true }),
      signInName: t.arg.string({ required: true }),
      registrationRecord: t.arg.string({ required: true }),
      bundle: t.arg.string({ required: true }),
      publicHalf: t.arg.string({ required: true }),
      vouched: t.arg.string({ required: true }),
    },
    resolve: async (_root, { registrationRecord: record, ...rest }, context) => {
      askerOf(context);
      await answerInvitation(context.sql, { ...rest, record });
      return {};
    },
  }),
);

const TurnedAwayType = builder.objectRef<object>('TurnedAway').implement({
  fields: (t) => ({ done: t.boolean({ resolve: () => true }) }),
});

builder.mutationField('turnAwayNewcomer', (t) =>
  t.field({
    type: TurnedAwayType,
    errors: {},
    description: 'For administrators: takes away the account of whoever answered an invitation and is not certified.',
    args: { accountId: t.arg.id({ required: true }) },
    resolve: (_root, { accountId }, context) =>
      asViewer(context, async (sql) => {
        await turnAway(sql, accountId);
        return {};
      }),
  }),
);

builder.mutationField('renewKeys', (t) =>
  t.field({
    type: AnsweredType,
    errors: {},
    description: 'Takes new keys into your account, by the link of a renewal; you wait to be certified anew.',
    args: {
      link: t.arg.string({ required: true }),
      bundle: t.arg.string({ required: true }),
      publicHalf: t.arg.string({ required: true }),
      vouched: t.arg.string({ required: true }),
    },
    resolve: (_root, asked, context) =>
      asViewer(context, async (sql) => {
        await renewKeys(sql, asked);
        return {};
      }),
  }),
);
