import {
  beginKeyChange,
  completeKeyChange,
  type OpenKeyChange,
  readKeyChanges,
  readOpenKeyChange,
  withdrawKeyChange,
} from '#domain/organisations/key-changes.ts';
import { asViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import { OwnOrganisationType } from './own-organisation.ts';
import { SealedKeyInput, sealedKeysOf } from './sealed-key.ts';
import { SupervisedOrganisationType } from './supervised-organisation.ts';

const OpenKeyChangeType = builder.objectRef<OpenKeyChange>('OpenKeyChange').implement({
  description: 'A new enrolment key that waits for the State, or for the first statement under it.',
  fields: (t) => ({
    toKey: t.exposeString('toKey'),
    change: t.exposeString('change', { description: 'JWS by the key of now' }),
    begunOn: t.exposeString('begunOn'),
    isTakenUp: t.exposeBoolean('isTakenUp', { description: 'Whether the State has signed the new key.' }),
  }),
});

builder.objectFields(OwnOrganisationType, (t) => ({
  keyChanges: t.stringList({
    description: 'From its first enrolment key to the one of now: JWS, the oldest first',
    resolve: (_own, _args, context) => asViewer(context, readKeyChanges),
  }),
  openKeyChange: t.field({
    type: OpenKeyChangeType,
    nullable: true,
    resolve: ({ id }, _args, context) => asViewer(context, (sql) => readOpenKeyChange(sql, id)),
  }),
}));

builder.objectField(SupervisedOrganisationType, 'openKeyChange', (t) =>
  t.field({
    type: OpenKeyChangeType,
    nullable: true,
    description: 'A new enrolment key that it wishes to have signed.',
    resolve: ({ openKeyChange }) => openKeyChange,
  }),
);

const KeyChangeAnswerType = builder.objectRef<object>('KeyChangeAnswer').implement({
  fields: (t) => ({ done: t.boolean({ resolve: () => true }) }),
});

builder.mutationFields((t) => ({
  beginKeyChange: t.field({
    type: KeyChangeAnswerType,
    errors: {},
    description: 'For administrators: a new enrolment key, signed by the one of now, waits for the State.',
    args: {
      toKey: t.arg.string({ required: true }),
      change: t.arg.string({ required: true }),
      sealedKeys: t.arg({ type: [SealedKeyInput], required: true }),
    },
    resolve: (_root, { sealedKeys, ...asked }, context) =>
      asViewer(context, async (sql) => {
        await beginKeyChange(sql, { ...asked, sealedKeys: sealedKeysOf(sealedKeys) });
        return {};
      }),
  }),
  withdrawKeyChange: t.field({
    type: KeyChangeAnswerType,
    errors: {},
    description: 'For administrators, as long as the State has not signed the new key.',
    resolve: (_root, _args, context) =>
      asViewer(context, async (sql) => {
        await withdrawKeyChange(sql);
        return {};
      }),
  }),
  completeKeyChange: t.field({
    type: KeyChangeAnswerType,
    errors: {},
    description: 'For administrators: the first statement of the new key, once the State has signed it.',
    args: {
      statement: t.arg.string({ required: true }),
      sealedKeys: t.arg({ type: [SealedKeyInput], required: true }),
    },
    resolve: (_root, { statement, sealedKeys }, context) =>
      asViewer(context, async (sql) => {
        await completeKeyChange(sql, { statement, sealedKeys: sealedKeysOf(sealedKeys) });
        return {};
      }),
  }),
}));
