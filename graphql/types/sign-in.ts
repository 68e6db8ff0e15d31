import { finishPasskeySignIn, startPasskeySignIn } from '#domain/accounts/passkey-sign-in.ts';
import { type Entered, type FactorDue, finishWithPasskey, finishWithTotp } from '#domain/accounts/second-step.ts';
import type { Viewer } from '#domain/accounts/sessions.ts';
import { finishSignIn, type StartedSignIn, startSignIn } from '#domain/accounts/sign-in.ts';
import { askerOf, readViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
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
    resolve: (_root, { name, startLoginRequest: request }, context) => {
      const { address: from, keeps } = askerOf(context);
      return startSignIn(context.sql, keeps, { name, request, from });
    },
  }),
);

export const FactorNeededType = builder.objectRef<FactorDue>('FactorNeeded').implement({
  description: 'The first proof was right; the session begins with a second one, within five minutes.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names this sign-in in its second step.' }),
    totp: t.exposeBoolean('hasTotp', { description: 'Whether a code of an authenticator app is taken.' }),
    passkeyOptions: t.exposeString('passkeyOptions', {
      nullable: true,
      description: 'Options of WebAuthn as JSON; null when no passkey can be used.',
    }),
  }),
});

const DEVICE = 'As the browser describes itself: "Firefox on Linux".';

/** Gives the browser its session, or hands on what is still due. */
export async function entered(context: GraphqlContext, outcome: Entered): Promise<Viewer | FactorDue> {
  if ('due' in outcome) return outcome.due;
  return begun(context, outcome.token);
}

function begun(context: GraphqlContext, token: string): Promise<Viewer> {
  askerOf(context).setToken(token);
  return readViewer(context);
}

const FinishSignInResult = builder.errorUnion('FinishSignInResult', {
  types: [MeType, FactorNeededType],
  resolveType: (value) => ('hasTotp' in value ? 'FactorNeeded' : 'Me'),
});

builder.mutationField('finishSignIn', (t) =>
  t.field({
    type: FinishSignInResult,
    description: 'Second step of OPAQUE. Whoever has a second factor is not signed in yet.',
    args: {
      signIn: t.arg.id({ required: true }),
      finishLoginRequest: t.arg.string({ required: true }),
      device: t.arg.string({ required: true, description: DEVICE }),
    },
    resolve: async (_root, { signIn: id, finishLoginRequest: finish, device }, context) => {
      const { keeps, token: replaces, address: from } = askerOf(context);
      return entered(context, await finishSignIn(context.sql, keeps, { id, finish, device, from, replaces }));
    },
  }),
);

builder.mutationField('finishWithTotp', (t) =>
  t.field({
    type: MeType,
    errors: {},
    args: {
      signIn: t.arg.id({ required: true }),
      code: t.arg.string({ required: true }),
      device: t.arg.string({ required: true, description: 'The same as in the first step.' }),
    },
    resolve: async (_root, { signIn: id, code, device }, context) => {
      const { keeps, token: replaces, address: from } = askerOf(context);
      const { token } = await finishWithTotp(context.sql, keeps, { id, code, device, from, replaces });
      return begun(context, token);
    },
  }),
);

builder.mutationField('finishWithPasskey', (t) =>
  t.field({
    type: MeType,
    errors: {},
    args: {
      signIn: t.arg.id({ required: true }),
      response: t.arg.string({ required: true, description: 'Of WebAuthn, as JSON, without extension results.' }),
      device: t.arg.string({ required: true, description: 'The same as in the first step.' }),
    },
    resolve: async (_root, { signIn: id, response, device }, context) => {
      const { keeps, token: replaces, address: from } = askerOf(context);
      const { token } = await finishWithPasskey(context.sql, keeps, { id, response, device, from, replaces });
      return begun(context, token);
    },
  }),
);

export const PasskeyOptionsType = builder.objectRef<{ options: string }>('PasskeyOptions').implement({
  description: 'What a passkey is asked to sign.',
  fields: (t) => ({ options: t.exposeString('options', { description: 'Options of WebAuthn as JSON' }) }),
});

builder.mutationField('startPasskeySignIn', (t) =>
  t.field({
    type: PasskeyOptionsType,
    errors: {},
    description: 'Signing in by a passkey alone, without a name: one that may open the keys.',
    resolve: async (_root, _args, context) => {
      const { address, keeps } = askerOf(context);
      return { options: await startPasskeySignIn(context.sql, keeps, address) };
    },
  }),
);

builder.mutationField('finishPasskeySignIn', (t) =>
  t.field({
    type: MeType,
    errors: {},
    args: {
      response: t.arg.string({ required: true, description: 'Of WebAuthn, as JSON, without extension results.' }),
      device: t.arg.string({ required: true, description: DEVICE }),
    },
    resolve: async (_root, { response, device }, context) => {
      const { keeps, token: replaces, address: from } = askerOf(context);
      const { token } = await finishPasskeySignIn(context.sql, keeps, { response, device, from, replaces });
      return begun(context, token);
    },
  }),
);
