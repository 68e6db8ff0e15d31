import {
  findOrganisations,
  type KnownOrganisation,
  readKnownOrganisation,
  statesWithOrganisations,
} from '#domain/organisations/known-organisations.ts';
import { asViewer } from '../asker.ts';
import { builder } from '../builder.ts';

const OrganisationType = builder.objectRef<KnownOrganisation>('Organisation').implement({
  description: 'An organisation that works with this node, as the node knows it. Its key is proved by `keyProof`.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.exposeString('kind'),
    stateCode: t.exposeString('stateCode'),
    sitsIn: t.exposeString('sitsIn', {
      nullable: true,
      description: 'Consular missions: the State in which they are.',
    }),
    name: t.exposeString('name'),
    address: t.exposeString('address', { description: 'Before the @ of its node' }),
    standing: t.exposeString('standing'),
    lastCheckedOn: t.exposeString('lastCheckedOn', {
      nullable: true,
      description:
        'The day on which anybody checked it: its contact point, itself, or the directory one of its entries',
    }),
    isCheckOverdue: t.exposeBoolean('isCheckOverdue', { description: 'Whether its yearly check was not done in time' }),
  }),
});

builder.queryField('organisation', (t) =>
  t.field({
    type: OrganisationType,
    nullable: true,
    description: 'For whoever is signed in; null when there is none that is active.',
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => asViewer(context, (sql) => readKnownOrganisation(sql, id)),
  }),
);

builder.queryField('statesWithOrganisations', (t) =>
  t.stringList({
    description: 'Codes of the States that have an active organisation here. For whoever is signed in.',
    resolve: (_root, _args, context) => asViewer(context, statesWithOrganisations),
  }),
);

builder.queryField('organisations', (t) =>
  t.field({
    type: [OrganisationType],
    description: 'Active organisations by name, at most a hundred. For whoever is signed in.',
    args: {
      stateCode: t.arg.string(),
      text: t.arg.string({ description: 'A part of the name or address' }),
    },
    resolve: (_root, { stateCode, text }, context) =>
      asViewer(context, (sql) => findOrganisations(sql, { stateCode: stateCode ?? null, text: text ?? null })),
  }),
);
