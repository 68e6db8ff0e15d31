import { finishSetUp, type StartedSetUp, startSetUp } from '#domain/accounts/set-up-account.ts';
import { askerOf } from '../asker.ts';
import { builder } from '../builder.ts';

const StartedSetUpType = builder.objectRef<StartedSetUp>('StartedSetUp').implement({
  fields: (t) => ({ accountId: t.exposeID('accountId'), registrationResponse: t.exposeString('registrationResponse') }),
});

builder.mutationField('startSetUp', (t) =>
  t.field({
    type: StartedSetUpType,
    errors: {},
    description: 'First step of making an account: by a one-time link, or without one for a new organisation.',
    args: {
      link: t.arg.string(),
      name: t.arg.string({ required: true }),
      registrationRequest: t.arg.string({ required: true }),
    },
    resolve: (_root, { link, name, registrationRequest: request }, context) => {
      const { address: from, keeps } = askerOf(context);
      return startSetUp(context.sql, keeps, { link: link ?? null, name, request, from });
    },
  }),
);

const SetUpDoneType = builder.objectRef<{ signInName: string }>('SetUpDone').implement({
  fields: (t) => ({ signInName: t.exposeString('signInName') }),
});

builder.mutationField('finishSetUp', (t) =>
  t.field({
    type: SetUpDoneType,
    errors: {},
    description: 'Second step: uses the link up and makes the account, or neither.',
    args: {
      link: t.arg.string({ required: true }),
      accountId: t.arg.id({ required: true }),
      name: t.arg.string({ required: true }),
      registrationRecord: t.arg.string({ required: true }),
      bundle: t.arg.string({ required: true, description: 'Sealed in the browser, bound to the account.' }),
    },
    resolve: async (_root, { link, accountId, name, registrationRecord: record, bundle }, context) => {
      askerOf(context);
      return { signInName: await finishSetUp(context.sql, { link, accountId, name, record, bundle }) };
    },
  }),
);
