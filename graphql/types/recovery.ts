import {
  decideRecovery,
  keepRecoveryCode,
  type RecoveryRequest,
  readRecoveryDate,
  readRecoveryRequests,
  startRecovery,
} from '#domain/accounts/recovery.ts';
import { askerOf, asViewer, readViewer, WHATEVER_IS_OWED } from '../asker.ts';
import { builder } from '../builder.ts';
import { MeType } from './me.ts';
import { OpenerInput, openerOf } from './opener.ts';
import { OwnOrganisationType } from './own-organisation.ts';
import { entered, FactorNeededType } from './sign-in.ts';

builder.objectField(MeType, 'recoveryCodeMadeOn', (t) =>
  t.field({
    type: 'String',
    nullable: true,
    description: 'YYYY-MM-DD; null when you have none.',
    resolve: (_me, _args, context) => asViewer(context, readRecoveryDate, WHATEVER_IS_OWED),
  }),
);

builder.mutationField('keepRecoveryCode', (t) =>
  t.field({
    type: MeType,
    errors: {},
    description: 'Takes a new recovery code in the place of the one before. The code itself stays on your paper.',
    args: {
      authenticator: t.arg.string({ required: true, description: 'Derived from the code: 32 bytes as base64url' }),
      opener: t.arg({ type: OpenerInput, required: true }),
    },
    resolve: async (_root, { authenticator, opener }, context) => {
      await asViewer(context, (sql) => keepRecoveryCode(sql, { authenticator, opener: openerOf(opener) }));
      return readViewer(context);
    },
  }),
);

const ConfirmationNeededType = builder.objectRef<{ waitingToken: string }>('ConfirmationNeeded').implement({
  description:
    'The code was right. An administrator of your organisation has to confirm it within a day; then ask again.',
  fields: (t) => ({
    withinHours: t.int({ resolve: () => 24 }),
    waitingToken: t.exposeString('waitingToken', {
      description: 'Only the browser that has it can go on after the confirmation: send it with each further question.',
    }),
  }),
});

const StartRecoveryResult = builder.errorUnion('StartRecoveryResult', {
  types: [MeType, FactorNeededType, ConfirmationNeededType],
  resolveType: (value) => {
    if ('hasTotp' in value) return 'FactorNeeded';
    return 'waitingToken' in value ? 'ConfirmationNeeded' : 'Me';
  },
});

builder.mutationField('startRecovery', (t) =>
  t.field({
    type: StartRecoveryResult,
    description: 'Begins with a recovery code instead of a passphrase.',
    args: {
      name: t.arg.string({ required: true }),
      authenticator: t.arg.string({ required: true, description: 'Derived from the code: 32 bytes as base64url' }),
      device: t.arg.string({ required: true }),
      waitingToken: t.arg.string({ description: 'What this browser was given when it asked first' }),
      withoutFactor: t.arg.boolean({ defaultValue: false, description: 'The second factor is lost as well.' }),
    },
    resolve: async (_root, { withoutFactor, waitingToken, ...said }, context) => {
      const { keeps, address: from, token: replaces } = askerOf(context);
      const asked = {
        ...said,
        withoutFactor: withoutFactor === true,
        waitingToken: waitingToken ?? null,
        from,
        replaces,
      };
      const outcome = await startRecovery(context.sql, keeps, asked);
      return 'waitingToken' in outcome ? outcome : entered(context, outcome);
    },
  }),
);

const RecoveryRequestType = builder.objectRef<RecoveryRequest>('RecoveryRequest').implement({
  description: 'A colleague who has a recovery code and no second factor. Confirm only after you spoke to the person.',
  fields: (t) => ({
    id: t.exposeID('id'),
    signInName: t.exposeString('signInName'),
    device: t.exposeString('device'),
    askedAt: t.string({ resolve: ({ askedAt }) => askedAt.toISOString() }),
  }),
});

builder.objectField(OwnOrganisationType, 'recoveryRequests', (t) =>
  t.field({
    type: [RecoveryRequestType],
    description: 'For administrators; others see none.',
    resolve: (_own, _args, context) => asViewer(context, readRecoveryRequests),
  }),
);

const RecoveryDecidedType = builder.objectRef<object>('RecoveryDecided').implement({
  fields: (t) => ({ done: t.boolean({ resolve: () => true }) }),
});

builder.mutationField('decideRecovery', (t) =>
  t.field({
    type: RecoveryDecidedType,
    errors: {},
    args: { request: t.arg.id({ required: true }), confirmed: t.arg.boolean({ required: true }) },
    resolve: (_root, { request, confirmed }, context) =>
      asViewer(context, async (sql) => {
        await decideRecovery(sql, request, confirmed);
        return {};
      }),
  }),
);
