import type { EntryOrganisation } from '#domain/organisations/entries.ts';
import { builder } from '../builder.ts';
import { ContactPointType } from './contact-point.ts';
import { HotlineType } from './hotline.ts';
import { ServiceType } from './service.ts';

const EntryOrganisationType = builder.objectRef<EntryOrganisation>('EntryOrganisation').implement({
  description: 'An organisation that works with this portal.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    address: t.exposeString('address', { description: 'Before the @ of the node' }),
  }),
});

const DESCRIPTION = 'Who stands behind this entry and can be written to in the portal, as its contact point says.';

builder.objectField(HotlineType, 'portalOrganisation', (t) =>
  t.field({
    type: EntryOrganisationType,
    nullable: true,
    description: DESCRIPTION,
    resolve: ({ id }, _args, { load }) => load.organisationOfEntry.load(id),
  }),
);

builder.objectField(ContactPointType, 'portalOrganisation', (t) =>
  t.field({
    type: EntryOrganisationType,
    nullable: true,
    description: DESCRIPTION,
    resolve: ({ id }, _args, { load }) => load.organisationOfEntry.load(id),
  }),
);

builder.objectField(ServiceType, 'portalOrganisation', (t) =>
  t.field({
    type: EntryOrganisationType,
    nullable: true,
    description: DESCRIPTION,
    resolve: ({ id }, _args, { load }) => load.organisationOfEntry.load(id),
  }),
);
