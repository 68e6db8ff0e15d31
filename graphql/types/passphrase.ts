import { finishNewPassphrase, startNewPassphrase } from '#domain/accounts/passphrase.ts';
import { askerOf, asViewer, readViewer, WHATEVER_IS_OWED } from '../asker.ts';
import { builder } from '../builder.ts';
import { MeType } from './me.ts';
import { OpenerInput, openerOf } from './opener.ts';

const StartedPassphraseType = builder.objectRef<{ registrationResponse: string }>('StartedPassphrase').implement({
  fields: (t) => ({ registrationResponse: t.exposeString('registrationResponse') }),
});

builder.mutationField('startNewPassphrase', (t) =>
  t.field({
    type: StartedPassphraseType,
    errors: {},
    args: { registrationRequest: t.arg.string({ required: true }) },
    resolve: (_root, { registrationRequest: request }, context) => {
      const { keeps } = askerOf(context);
      return asViewer(
        context,
        async (_sql, viewer) => ({ registrationResponse: await startNewPassphrase(keeps, viewer, request) }),
        WHATEVER_IS_OWED,
      );
    },
  }),
);

builder.mutationField('finishNewPassphrase', (t) =>
  t.field({
    type: MeType,
    errors: {},
    description: 'Takes the new passphrase in the place of the old one and ends your other sessions, or does nothing.',
    args: {
      registrationRecord: t.arg.string({ required: true }),
      opener: t.arg({ type: OpenerInput, required: true }),
    },
    resolve: async (_root, { registrationRecord: record, opener }, context) => {
      await asViewer(
        context,
        (sql, viewer) => finishNewPassphrase(sql, viewer, { record, opener: openerOf(opener) }),
        WHATEVER_IS_OWED,
      );
      return readViewer(context);
    },
  }),
);
