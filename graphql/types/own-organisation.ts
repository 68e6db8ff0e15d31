import { confirmDetails } from '#domain/organisations/confirm-details.ts';
import { type Organisation, rolesIn } from '#domain/organisations/organisation.ts';
import {
  type Member,
  readMembers,
  readOwnOrganisation,
  readOwnSealedKeys,
  readPastStatement,
} from '#domain/organisations/own-organisation.ts';
import { publishStatement } from '#domain/organisations/publish-statement.ts';
import { asViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import { MeType } from './me.ts';
import { SealedKeyInput, SealedKeyType, sealedKeysOf } from './sealed-key.ts';

const MemberType = builder.objectRef<Member>('Member').implement({
  fields: (t) => ({
    accountId: t.exposeID('accountId'),
    signInName: t.exposeString('signInName'),
    number: t.exposeInt('number', { nullable: true, description: 'Null until the statement names the member.' }),
    roles: t.exposeStringList('roles'),
    isRevoked: t.exposeBoolean('isRevoked'),
    isMe: t.exposeBoolean('isMe'),
  }),
});

export const OwnOrganisationType = builder.objectRef<Organisation>('OwnOrganisation').implement({
  description: 'The organisation of whoever is signed in.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.exposeString('kind'),
    possibleRoles: t.stringList({
      description: 'What members of an organisation of its kind may be',
      resolve: ({ kind }) => [...rolesIn(kind)],
    }),
    stateCode: t.exposeString('stateCode'),
    sitsIn: t.exposeString('sitsIn', { nullable: true }),
    name: t.exposeString('name'),
    address: t.exposeString('address'),
    standing: t.exposeString('standing'),
    lastCheckedOn: t.exposeString('lastCheckedOn', {
      nullable: true,
      description: 'The day on which anybody checked it; null unless it is active',
    }),
    isCheckOverdue: t.exposeBoolean('isCheckOverdue', { description: 'Whether its yearly check was not done in time' }),
    enrolmentKey: t.exposeString('enrolmentKey'),
    statement: t.exposeString('statement', { description: 'JWS by the enrolment key' }),
    pastStatement: t.string({
      nullable: true,
      description: 'One that was signed before, to compare with',
      args: { version: t.arg.int({ required: true }) },
      resolve: (_own, { version }, context) => asViewer(context, (sql) => readPastStatement(sql, version)),
    }),
    members: t.field({ type: [MemberType], resolve: (_own, _args, context) => asViewer(context, readMembers) }),
    sealedKeys: t.field({
      type: [SealedKeyType],
      description: 'Those that are sealed to you.',
      resolve: (_own, _args, context) => asViewer(context, readOwnSealedKeys),
    }),
  }),
});

builder.objectField(MeType, 'organisation', (t) =>
  t.field({
    type: OwnOrganisationType,
    nullable: true,
    description: 'Null for operators who belong to none.',
    resolve: (_me, _args, context) => asViewer(context, readOwnOrganisation),
  }),
);

const NewcomerInput = builder.inputType('NewcomerInput', {
  description: 'Which account the statement means by a number that it did not have before.',
  fields: (t) => ({ number: t.int({ required: true }), accountId: t.id({ required: true }) }),
});

builder.mutationField('publishStatement', (t) =>
  t.field({
    type: OwnOrganisationType,
    errors: {},
    description: 'Takes in the next statement of your organisation with the keys that belong to it, or nothing.',
    args: {
      statement: t.arg.string({ required: true }),
      sealedKeys: t.arg({ type: [SealedKeyInput], required: true }),
      newcomers: t.arg({ type: [NewcomerInput], required: true }),
      ownBundle: t.arg.string({
        description: 'When your own keys were replaced: the new ones. Your other sessions end.',
      }),
      kitAuthenticator: t.arg.string({ description: 'When a kit was made: what its holder will show' }),
    },
    resolve: (_root, { sealedKeys, ownBundle, kitAuthenticator, ...asked }, context) =>
      asViewer(context, async (sql) => {
        await publishStatement(sql, {
          ...asked,
          sealedKeys: sealedKeysOf(sealedKeys),
          ownBundle: ownBundle ?? null,
          kitAuthenticator: kitAuthenticator ?? null,
        });
        const own = await readOwnOrganisation(sql);
        if (own === null) throw new Error('An organisation is gone after its statement was taken in.');
        return own;
      }),
  }),
);

builder.mutationField('confirmDetails', (t) =>
  t.field({
    type: OwnOrganisationType,
    errors: {},
    description:
      'Says that what is known of your organisation is still right today. For administrators of an active one.',
    resolve: (_root, _args, context) =>
      asViewer(context, async (sql) => {
        await confirmDetails(sql);
        const own = await readOwnOrganisation(sql);
        if (own === null) throw new Error('An organisation is gone after its details were confirmed.');
        return own;
      }),
  }),
);
