import { confirmTotp, type OfferedTotp, offerTotp, removeTotp } from '#domain/accounts/totp.ts';
import { ALTHOUGH_FACTOR_IS_OWED, askerOf, asViewer, readViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import { MeType } from './me.ts';

const OfferedTotpType = builder.objectRef<OfferedTotp>('OfferedTotp').implement({
  description: 'A secret for an authenticator app. It counts once a code of it was typed.',
  fields: (t) => ({
    secret: t.exposeString('secret', { description: 'In base 32, for typing' }),
    address: t.exposeString('address', { description: 'otpauth://…, for a picture' }),
  }),
});

builder.mutationField('offerTotp', (t) =>
  t.field({
    type: OfferedTotpType,
    errors: {},
    resolve: (_root, _args, context) => {
      const { keeps } = askerOf(context);
      return asViewer(context, (sql, viewer) => offerTotp(sql, keeps, viewer), ALTHOUGH_FACTOR_IS_OWED);
    },
  }),
);

builder.mutationField('confirmTotp', (t) =>
  t.field({
    type: MeType,
    errors: {},
    description: 'Takes the offered secret in the place of the one before.',
    args: { code: t.arg.string({ required: true }) },
    resolve: async (_root, { code }, context) => {
      const { keeps } = askerOf(context);
      await asViewer(context, (sql, viewer) => confirmTotp(sql, keeps, viewer, code), ALTHOUGH_FACTOR_IS_OWED);
      return readViewer(context);
    },
  }),
);

builder.mutationField('removeTotp', (t) =>
  t.field({
    type: MeType,
    errors: {},
    resolve: async (_root, _args, context) => {
      await asViewer(context, removeTotp);
      return readViewer(context);
    },
  }),
);
