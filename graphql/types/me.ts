import { readOwnBundle } from '#domain/accounts/own-bundle.ts';
import { endAllSessions, endSession, type OwnSession, readSessions, type Viewer } from '#domain/accounts/sessions.ts';
import { hasOwnTotp } from '#domain/accounts/totp.ts';
import { Refusal } from '#domain/refusal.ts';
import { askerOf, asViewer, readViewer, WHATEVER_IS_OWED } from '../asker.ts';
import { builder } from '../builder.ts';

const SessionType = builder.objectRef<OwnSession>('Session').implement({
  description: 'One of your sessions. Each ends after half an hour of silence, and twelve hours after it began.',
  fields: (t) => ({
    id: t.exposeID('id'),
    begunAt: t.string({ resolve: ({ begunAt }) => begunAt.toISOString() }),
    seenAt: t.string({ resolve: ({ seenAt }) => seenAt.toISOString() }),
    device: t.exposeString('device'),
    isThisOne: t.exposeBoolean('isThisOne'),
  }),
});

export const MeType = builder.objectRef<Viewer>('Me').implement({
  description: 'Whoever is signed in.',
  fields: (t) => ({
    id: t.exposeID('accountId'),
    signInName: t.exposeString('signInName'),
    isOperator: t.exposeBoolean('isOperator'),
    lacksFactor: t.exposeBoolean('lacksFactor', {
      description:
        'Your role obliges you to have a second factor, and you have none: until you add one, nothing else is done.',
    }),
    owesPassphrase: t.boolean({
      description: 'You came by your recovery code: until you choose a new passphrase, nothing else is done.',
      resolve: ({ via }) => via === 'recovery_code' || via === 'recovery_confirmed',
    }),
    hasTotp: t.boolean({
      description: 'Whether codes of an authenticator app are your second factor.',
      resolve: (_me, _args, context) => asViewer(context, hasOwnTotp, WHATEVER_IS_OWED),
    }),
    bundle: t.string({
      description: 'Your keys as JSON, which only your browser opens.',
      resolve: (_me, _args, context) => asViewer(context, readOwnBundle, WHATEVER_IS_OWED),
    }),
    sessions: t.field({
      type: [SessionType],
      resolve: (_me, _args, context) => asViewer(context, readSessions, WHATEVER_IS_OWED),
    }),
  }),
});

builder.queryField('me', (t) =>
  t.field({
    type: MeType,
    nullable: true,
    description: 'Null when nobody is signed in.',
    resolve: (_root, _args, context) =>
      readViewer(context).catch((error: unknown) => {
        if (error instanceof Refusal) return null;
        throw error;
      }),
  }),
);

const SignedOutType = builder.objectRef<object>('SignedOut').implement({
  fields: (t) => ({ done: t.boolean({ resolve: () => true }) }),
});

builder.mutationField('signOut', (t) =>
  t.field({
    type: SignedOutType,
    errors: {},
    args: { everywhere: t.arg.boolean({ defaultValue: false, description: 'Ends your other sessions as well.' }) },
    resolve: async (_root, { everywhere }, context) => {
      const asker = askerOf(context);
      if (everywhere === true) await asViewer(context, endAllSessions, WHATEVER_IS_OWED);
      else if (asker.token !== null) await endSession(context.sql, asker.token);
      asker.setToken(null);
      return {};
    },
  }),
);
