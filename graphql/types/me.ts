import { readOwnBundle } from '#domain/accounts/own-bundle.ts';
import { endAllSessions, endSession, type OwnSession, readSessions, type Viewer } from '#domain/accounts/sessions.ts';
import { Refusal } from '#domain/refusal.ts';
import { askerOf, asViewer } from '../asker.ts';
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
    bundle: t.string({
      description: 'Your keys as JSON, which only your browser opens.',
      resolve: (_me, _args, context) => asViewer(context, readOwnBundle),
    }),
    sessions: t.field({
      type: [SessionType],
      resolve: (_me, _args, context) => asViewer(context, readSessions),
    }),
  }),
});

builder.queryField('me', (t) =>
  t.field({
    type: MeType,
    nullable: true,
    description: 'Null when nobody is signed in.',
    resolve: (_root, _args, context) =>
      asViewer(context, (_sql, viewer) => Promise.resolve(viewer)).catch((error: unknown) => {
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
      if (everywhere === true) await asViewer(context, endAllSessions);
      else if (asker.token !== null) await endSession(context.sql, asker.token);
      asker.setToken(null);
      return {};
    },
  }),
);
