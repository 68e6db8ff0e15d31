import {
  firstRolesIn,
  ORGANISATION_KINDS,
  type OrganisationKind,
  rolesIn,
} from '#domain/organisations/organisation.ts';
import { builder } from '../builder.ts';

const OrganisationKindType = builder.objectRef<OrganisationKind>('OrganisationKind').implement({
  description: 'A stakeholder of a national referral mechanism that works with the portal.',
  fields: (t) => ({
    code: t.string({ resolve: (kind) => kind }),
    roles: t.stringList({ description: 'What its members may be', resolve: (kind) => [...rolesIn(kind)] }),
    firstRoles: t.stringList({
      description: 'What its first member is, who begins everything',
      resolve: (kind) => [...firstRolesIn(kind)],
    }),
  }),
});

builder.queryField('organisationKinds', (t) =>
  t.field({
    type: [OrganisationKindType],
    description: 'In the order in which they are offered.',
    resolve: () => [...ORGANISATION_KINDS],
  }),
);
