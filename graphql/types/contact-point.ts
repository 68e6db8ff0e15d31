import type { ContactPoint } from '#domain/directory/read-contact-points.ts';
import { builder } from '../builder.ts';
import { DirectoryEntryInterface } from './directory-entry.ts';
import { NodeInterface } from './node.ts';
import { PhoneType } from './phone.ts';
import { PillarEnum } from './pillar.ts';

export const ContactPointType = builder.objectRef<ContactPoint>('ContactPoint').implement({
  interfaces: [DirectoryEntryInterface, NodeInterface],
  isTypeOf: (entry) => (entry as ContactPoint).kind === 'CONTACT_POINT',
  fields: (t) => ({
    localName: t.exposeString('localName', { nullable: true }),
    organisation: t.exposeString('organisation', { nullable: true }),
    roles: t.exposeStringList('roles', { description: 'Codes of the vocabulary contact_role, the main one first.' }),
    phones: t.field({ type: [PhoneType], complexity: { multiplier: 2 }, resolve: ({ phones }) => phones }),
    email: t.exposeString('email', { nullable: true }),
    url: t.exposeString('url', { nullable: true }),
    address: t.exposeString('address', { nullable: true }),
    pillars: t.field({ type: [PillarEnum], resolve: ({ pillars }) => pillars }),
  }),
});
