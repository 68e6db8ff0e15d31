import { putSealedState, readSealedState, type SealedState } from '#domain/organisations/sealed-state.ts';
import { asViewer } from '../asker.ts';
import { builder } from '../builder.ts';

const SealedStateType = builder.objectRef<SealedState>('SealedState').implement({
  description: 'What you have put away sealed to yourself, such as a draft; no server reads it.',
  fields: (t) => ({
    id: t.exposeID('id'),
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
    id: t.id({ required: true, description: 'UUID, made by the browser' }),
    kind: t.string({ required: true, description: '`draft`' }),
    previousVersion: t.int({ required: true, description: 'Of what the browser has read; 0 when there was nothing' }),
    sealed: t.string({ description: 'An age file as base64url; null takes it away' }),
  }),
});

builder.mutationField('putSealedState', (t) =>
  t.field({
    type: SealedStateType,
    errors: {},
    args: { input: t.arg({ type: SealedStateInput, required: true }) },
    resolve: (_root, { input }, context) =>
      asViewer(context, (sql) => putSealedState(sql, { ...input, sealed: input.sealed ?? null })),
  }),
);
