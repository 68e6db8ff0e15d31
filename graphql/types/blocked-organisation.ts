import {
  blockOrganisation,
  readBlockedOrganisations,
  unblockOrganisation,
} from '#domain/mailbox/blocked-organisations.ts';
import { asViewer } from '../asker.ts';
import { builder } from '../builder.ts';

builder.queryField('blockedOrganisations', (t) =>
  t.idList({
    description: 'Whose messages your organisation does not take. For caseworkers.',
    resolve: (_root, _args, context) => asViewer(context, readBlockedOrganisations),
  }),
);

const BlockChangedType = builder.objectRef<{ blockedOrganisations: string[] }>('BlockChanged').implement({
  fields: (t) => ({ blockedOrganisations: t.exposeIDList('blockedOrganisations') }),
});

builder.mutationFields((t) => ({
  blockOrganisation: t.field({
    type: BlockChangedType,
    errors: {},
    description: 'From here on nothing of an organisation is taken, and it is told so. For caseworkers.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      asViewer(context, async (sql) => {
        await blockOrganisation(sql, id);
        return { blockedOrganisations: await readBlockedOrganisations(sql) };
      }),
  }),
  unblockOrganisation: t.field({
    type: BlockChangedType,
    errors: {},
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) =>
      asViewer(context, async (sql) => {
        await unblockOrganisation(sql, id);
        return { blockedOrganisations: await readBlockedOrganisations(sql) };
      }),
  }),
}));
