import { addPasskey, letPasskeyOpen, type OwnPasskey, readPasskeys, removePasskey } from '#domain/accounts/passkeys.ts';
import { factorsOf } from '#domain/accounts/second-step.ts';
import { askForNewPasskey, verifyNewPasskey } from '#domain/accounts/web-authn.ts';
import { ALTHOUGH_FACTOR_IS_OWED, askerOf, asViewer, readViewer, WHATEVER_IS_OWED } from '../asker.ts';
import { builder } from '../builder.ts';
import { MeType } from './me.ts';
import { OpenerInput, openerOf } from './opener.ts';
import { PasskeyOptionsType } from './sign-in.ts';

const PasskeyType = builder.objectRef<OwnPasskey>('Passkey').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    mayOpenBundle: t.exposeBoolean('mayOpenBundle', { description: 'Whether it signs in alone and opens your keys.' }),
    isDisabled: t.exposeBoolean('isDisabled', { description: 'A copy of it was seen; it is no longer taken.' }),
    madeOn: t.exposeString('madeOn'),
    lastUsedOn: t.exposeString('lastUsedOn', { nullable: true }),
  }),
});

builder.objectField(MeType, 'passkeys', (t) =>
  t.field({
    type: [PasskeyType],
    resolve: (_me, _args, context) => asViewer(context, readPasskeys, WHATEVER_IS_OWED),
  }),
);

builder.mutationField('startPasskey', (t) =>
  t.field({
    type: PasskeyOptionsType,
    errors: {},
    description: 'First step of adding a passkey.',
    resolve: (_root, _args, context) => {
      const { keeps } = askerOf(context);
      return asViewer(
        context,
        async (sql, viewer) => {
          const { passkeys } = await factorsOf(sql, viewer.accountId);
          return { options: await askForNewPasskey(sql, keeps, viewer, passkeys) };
        },
        ALTHOUGH_FACTOR_IS_OWED,
      );
    },
  }),
);

builder.mutationField('addPasskey', (t) =>
  t.field({
    type: MeType,
    errors: {},
    args: {
      response: t.arg.string({ required: true, description: 'Of WebAuthn, as JSON, without extension results.' }),
      name: t.arg.string({ required: true, description: 'By which you recognise it.' }),
    },
    resolve: async (_root, { response, name }, context) => {
      const { keeps } = askerOf(context);
      const whose = (_sql: unknown, { accountId }: { accountId: string }) => Promise.resolve(accountId);
      const accountId = await asViewer(context, whose, ALTHOUGH_FACTOR_IS_OWED);
      const verified = await verifyNewPasskey(context.sql, keeps, accountId, response);
      await asViewer(context, (sql) => addPasskey(sql, verified, name), ALTHOUGH_FACTOR_IS_OWED);
      return readViewer(context);
    },
  }),
);

builder.mutationField('letPasskeyOpen', (t) =>
  t.field({
    type: MeType,
    errors: {},
    description: 'From here on the passkey opens your keys as the passphrase does.',
    args: { opener: t.arg({ type: OpenerInput, required: true, description: 'Its id is the passkey’s.' }) },
    resolve: async (_root, { opener }, context) => {
      await asViewer(context, (sql) => letPasskeyOpen(sql, openerOf(opener)));
      return readViewer(context);
    },
  }),
);

builder.mutationField('removePasskey', (t) =>
  t.field({
    type: MeType,
    errors: {},
    args: { passkey: t.arg.id({ required: true }) },
    resolve: async (_root, { passkey }, context) => {
      await asViewer(context, (sql) => removePasskey(sql, passkey));
      return readViewer(context);
    },
  }),
);
