import { linkEntry, unlinkEntry } from '#domain/organisations/entries.ts';
import {
  checkAgain,
  type LinkedEntry,
  mayDecideAnything,
  readSupervised,
  type SupervisedOrganisation,
} from '#domain/organisations/supervised.ts';
import { asViewer, WHATEVER_IS_OWED } from '../asker.ts';
import { builder } from '../builder.ts';
import { MeType } from './me.ts';

const LinkedEntryType = builder.objectRef<LinkedEntry>('LinkedEntry').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name', { nullable: true, description: 'Null when the directory has it no longer.' }),
  }),
});

export const SupervisedOrganisationType = builder
  .objectRef<SupervisedOrganisation>('SupervisedOrganisation')
  .implement({
    description: 'An organisation over which you decide.',
    fields: (t) => ({
      id: t.exposeID('id'),
      kind: t.exposeString('kind'),
      stateCode: t.exposeString('stateCode'),
      sitsIn: t.exposeString('sitsIn', { nullable: true }),
      name: t.exposeString('name'),
      address: t.exposeString('address'),
      standing: t.exposeString('standing'),
      lastCheckedOn: t.exposeString('lastCheckedOn', { nullable: true }),
      reason: t.exposeString('reason', { nullable: true, description: 'Of the last check, or of the decision.' }),
      checkAgainOn: t.exposeString('checkAgainOn', { nullable: true }),
      isOverdue: t.exposeBoolean('isOverdue'),
      entries: t.field({
        type: [LinkedEntryType],
        description: 'Entries of the directory that it stands behind.',
        resolve: ({ entries }) => entries,
      }),
      enrolmentKey: t.exposeString('enrolmentKey'),
    }),
  });

builder.objectField(MeType, 'mayDecide', (t) =>
  t.boolean({
    description: 'Whether you decide over any organisation.',
    // Asked by every page, also by the one on which whoever owes a factor adds it: the database says no to them.
    resolve: (_me, _args, context) => asViewer(context, mayDecideAnything, WHATEVER_IS_OWED),
  }),
);

builder.queryFields((t) => ({
  organisationsToCheck: t.field({
    type: [SupervisedOrganisationType],
    description: 'The active ones over which you decide: each is checked again every year. Overdue ones first.',
    resolve: (_root, _args, context) => asViewer(context, (sql) => readSupervised(sql, 'active')),
  }),
  supervisedOrganisations: t.field({
    type: [SupervisedOrganisationType],
    description: 'All over which you decide, whatever their standing.',
    resolve: (_root, _args, context) => asViewer(context, (sql) => readSupervised(sql, 'all')),
  }),
}));

const CheckedType = builder.objectRef<{ organisationId: string }>('Checked').implement({
  fields: (t) => ({ organisationId: t.exposeID('organisationId') }),
});

builder.mutationField('checkAgain', (t) =>
  t.field({
    type: CheckedType,
    errors: {},
    description: 'Says that you checked an organisation; the next check is due in a year.',
    args: {
      organisationId: t.arg.id({ required: true }),
      reason: t.arg.string({ required: true, description: 'How you checked. The organisation reads it.' }),
    },
    resolve: (_root, asked, context) =>
      asViewer(context, async (sql) => {
        await checkAgain(sql, asked);
        return asked;
      }),
  }),
);

const LinkType = builder.objectRef<{ organisationId: string; entryId: string }>('EntryLink').implement({
  fields: (t) => ({ organisationId: t.exposeID('organisationId'), entryId: t.exposeID('entryId') }),
});

builder.mutationFields((t) => ({
  linkEntry: t.field({
    type: LinkType,
    errors: {},
    description: 'Says that an organisation over which you decide stands behind an entry of its State.',
    args: { organisationId: t.arg.id({ required: true }), entryId: t.arg.id({ required: true }) },
    resolve: (_root, asked, context) =>
      asViewer(context, async (sql) => {
        await linkEntry(sql, asked);
        return asked;
      }),
  }),
  unlinkEntry: t.field({
    type: LinkType,
    errors: {},
    args: { organisationId: t.arg.id({ required: true }), entryId: t.arg.id({ required: true }) },
    resolve: (_root, asked, context) =>
      asViewer(context, async (sql) => {
        await unlinkEntry(sql, asked);
        return asked;
      }),
  }),
}));
