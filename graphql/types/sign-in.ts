import { inSession } from '#domain/accounts/sessions.ts';
import { finishSignIn, type StartedSignIn, startSignIn } from '#domain/accounts/sign-in.ts';
import { askerOf } from '../asker.ts';
import { builder } from '../builder.ts';
import { MeType } from './me.ts';

const StartedSignInType = builder.objectRef<StartedSignIn>('StartedSignIn').implement({
  fields: (t) => ({ id: t.exposeID('id'), loginResponse: t.exposeString('loginResponse') }),
});

builder.mutationField('startSignIn', (t) =>
  t.field({
    type: StartedSignInType,
    errors: {},
    description: 'First step of OPAQUE (RFC 9807): the passphrase stays in the browser.',
    args: { name: t.arg.string({ required: true }), startLoginRequest: t.arg.string({ required: true }) },
    resolve: (_root, { name, startLoginRequest }, context) => {
      const { address, keeps } = askerOf(context);
      const { opaqueSetUp: setUp, throttle } = keeps;
      return startSignIn(context.sql, { setUp, throttle }, { name, request: startLoginRequest, from: address });
    },
  }),
);

builder.mutationField('finishSignIn', (t) =>
  t.field({
    type: MeType,
    errors: {},
    args: {
      signIn: t.arg.id({ required: true }),
      finishLoginRequest: t.arg.string({ required: true }),
      device: t.arg.string({ required: true, description: 'As the browser describes itself: "Firefox on Linux".' }),
    },
    resolve: async (_root, { signIn, finishLoginRequest: finish, device }, context) => {
      const asker = askerOf(context);
      const asked = { id: signIn, finish, device, replaces: asker.token };
      const token = await finishSignIn(context.sql, asker.keeps.throttle, asked);
      asker.setToken(token);
      return inSession(context.sql, token, (_sql, viewer) => Promise.resolve(viewer));
    },
  }),
);
