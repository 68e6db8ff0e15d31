import { putSealedState, readSealedState, type SealedState } from '#domain/organisations/sealed-state.ts';
import { asViewer } from '../asker.ts';
import { builder } from '../builder.ts';

const SealedStateType = builder.objectRef<SealedState>('SealedState').implement({
  description: 'What the caseworkers of your organisation share sealed; no server reads it.',
  fields: (t) => ({
    version: t.exposeInt('version'),
    sealed: t.exposeString('sealed'),
  }),
});

builder.queryField('sealedState', (t) =>
  t.field({
    type: [SealedStateType],
    args: { kind: t.arg.string({ required: true }) },
    resolve: (_root, { kind }, context) => asViewer(context, (sql) => readSealedState(sql, kind)),
  }),
);

const SealedStateInput = builder.inputType('SealedStateInput', {
  fields: (t) => ({
    kind: t.string({ required: true }),
    previousVersion: t.int({ required: true, description: 'Of what the browser has read; 0 when there was nothing' }),
    sealed: t.string({ required: true }),
  }),
});

builder.mutationField('putSealedState', (t) =>
  t.field({
    type: SealedStateType,
    errors: {},
    args: { input: t.arg({ type: SealedStateInput, required: true }) },
    resolve: (_root, { input }, context) => asViewer(context, (sql) => putSealedState(sql, input)),
  }),
);
