import { applyAsOrganisation } from '#domain/organisations/apply.ts';
import {
  decideApplication,
  readApplications,
  type WaitingApplication,
} from '#domain/organisations/decide-application.ts';
import { askerOf, asViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import { SealedKeyInput, sealedKeysOf } from './sealed-key.ts';

const ApplicationType = builder.objectRef<WaitingApplication>('Application').implement({
  description: 'An organisation that waits for a decision, with what it gave to be believed.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.exposeString('kind'),
    stateCode: t.exposeString('stateCode'),
    sitsIn: t.exposeString('sitsIn', { nullable: true }),
    name: t.exposeString('name'),
    address: t.exposeString('address'),
    website: t.exposeString('website'),
    proofs: t.exposeStringList('proofs'),
    appliedOn: t.exposeString('appliedOn'),
    enrolmentKey: t.exposeString('enrolmentKey'),
  }),
});

builder.queryField('applications', (t) =>
  t.field({
    type: [ApplicationType],
    description: 'Those that you may decide.',
    resolve: (_root, _args, context) => asViewer(context, readApplications),
  }),
);

const ApplicationInput = builder.inputType('ApplicationInput', {
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'From `startSetUp`' }),
    signInName: t.string({ required: true }),
    registrationRecord: t.string({ required: true }),
    bundle: t.string({ required: true }),
    organisationId: t.id({ required: true, description: 'A UUID made in the browser, which its statement names' }),
    kind: t.string({ required: true }),
    stateCode: t.string({ required: true }),
    sitsIn: t.string({ description: 'For consular missions' }),
    name: t.string({ required: true }),
    address: t.string({ required: true, description: 'Before the @ of the node' }),
    website: t.string({ required: true }),
    proofs: t.stringList({ required: true, description: 'Two, independent of each other' }),
    enrolmentKey: t.string({ required: true }),
    statement: t.string({ required: true }),
    sealedKeys: t.field({ type: [SealedKeyInput], required: true }),
  }),
});

const AppliedType = builder.objectRef<{ organisationId: string }>('Applied').implement({
  fields: (t) => ({ organisationId: t.exposeID('organisationId') }),
});

builder.mutationField('applyAsOrganisation', (t) =>
  t.field({
    type: AppliedType,
    errors: {},
    args: { application: t.arg({ type: ApplicationInput, required: true }) },
    resolve: async (_root, { application }, context) => {
      const { address: from, keeps } = askerOf(context);
      const { registrationRecord: record, sealedKeys, sitsIn, ...rest } = application;
      await applyAsOrganisation(context.sql, keeps.throttle, {
        ...rest,
        from,
        record,
        sitsIn: sitsIn ?? null,
        sealedKeys: sealedKeysOf(sealedKeys),
      });
      return { organisationId: application.organisationId };
    },
  }),
);

const DecidedType = builder.objectRef<{ organisationId: string }>('Decided').implement({
  fields: (t) => ({ organisationId: t.exposeID('organisationId') }),
});

builder.mutationField('decideApplication', (t) =>
  t.field({
    type: DecidedType,
    errors: {},
    description:
      "For the State's contact point; for the operator where a contact point applies, or the State has no active one.",
    args: {
      organisationId: t.arg.id({ required: true }),
      accepted: t.arg.boolean({ required: true }),
      reason: t.arg.string({ required: true, description: 'The organisation reads it.' }),
    },
    resolve: (_root, asked, context) =>
      asViewer(context, async (sql) => {
        await decideApplication(sql, asked);
        return asked;
      }),
  }),
);
