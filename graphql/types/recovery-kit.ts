import { firstRolesIn } from '#domain/organisations/organisation.ts';
import { type OpenedKit, openKit, restoreWithKit } from '#domain/organisations/restore-with-kit.ts';
import { askerOf } from '../asker.ts';
import { builder } from '../builder.ts';
import { SealedKeyInput, SealedKeyType, sealedKeysOf } from './sealed-key.ts';

const OpenedKitType = builder.objectRef<OpenedKit>('OpenedKit').implement({
  description: "What the holder of an organisation's printed kit needs to begin anew.",
  fields: (t) => ({
    kind: t.exposeString('kind'),
    firstRoles: t.stringList({ resolve: ({ kind }) => [...firstRolesIn(kind)] }),
    statement: t.exposeString('statement'),
    sealedKeys: t.field({ type: [SealedKeyType], resolve: ({ sealedKeys }) => sealedKeys }),
    keyChanges: t.exposeStringList('keyChanges', {
      description: "From the kit's enrolment key to the one of now: JWS, the oldest first",
    }),
  }),
});

builder.mutationField('openKit', (t) =>
  t.field({
    type: OpenedKitType,
    errors: {},
    description: 'A mutation, because it is counted.',
    args: { organisationId: t.arg.id({ required: true }), authenticator: t.arg.string({ required: true }) },
    resolve: (_root, asked, context) => {
      const { address: from, keeps } = askerOf(context);
      return openKit(context.sql, keeps.throttle, { ...asked, from });
    },
  }),
);

const RestoredType = builder.objectRef<{ signInName: string }>('Restored').implement({
  fields: (t) => ({ signInName: t.exposeString('signInName') }),
});

builder.mutationField('restoreWithKit', (t) =>
  t.field({
    type: RestoredType,
    errors: {},
    description: 'Makes the account of a new administrator, whom the printed kit certifies.',
    args: {
      organisationId: t.arg.id({ required: true }),
      authenticator: t.arg.string({ required: true }),
      accountId: t.arg.id({ required: true, description: 'From `startSetUp`' }),
      signInName: t.arg.string({ required: true }),
      registrationRecord: t.arg.string({ required: true }),
      bundle: t.arg.string({ required: true }),
      statement: t.arg.string({ required: true }),
      number: t.arg.int({ required: true, description: 'Of the new administrator in it' }),
      sealedKeys: t.arg({ type: [SealedKeyInput], required: true }),
    },
    resolve: async (_root, { registrationRecord: record, sealedKeys, ...asked }, context) => {
      const { address: from, keeps } = askerOf(context);
      await restoreWithKit(context.sql, keeps.throttle, {
        ...asked,
        record,
        from,
        sealedKeys: sealedKeysOf(sealedKeys),
      });
      return asked;
    },
  }),
);
