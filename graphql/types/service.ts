import type { Service } from '#domain/directory/read-services.ts';
import { builder } from '../builder.ts';
import { DirectoryEntryInterface } from './directory-entry.ts';
import { LanguageType } from './language.ts';
import { NodeInterface } from './node.ts';
import { PhoneType } from './phone.ts';
import { PillarEnum } from './pillar.ts';

export const ServiceType = builder.objectRef<Service>('Service').implement({
  interfaces: [DirectoryEntryInterface, NodeInterface],
  isTypeOf: (entry) => (entry as Service).kind === 'SERVICE',
  fields: (t) => ({
    provider: t.exposeString('provider', { nullable: true }),
    type: t.string({
      description: 'The main one of its types.',
      resolve: ({ types }) => types[0] ?? 'other',
    }),
    types: t.exposeStringList('types', { description: 'Codes of the vocabulary service_type, the main one first.' }),
    pillars: t.field({ type: [PillarEnum], resolve: ({ pillars }) => pillars }),
    audiences: t.stringList({
      description: 'Codes of the vocabulary target_group; empty: everyone.',
      resolve: ({ targetGroups }) => targetGroups,
    }),
    languages: t.field({ type: [LanguageType], complexity: { multiplier: 2 }, resolve: ({ languages }) => languages }),
    phones: t.field({ type: [PhoneType], complexity: { multiplier: 2 }, resolve: ({ phones }) => phones }),
    url: t.exposeString('url', { nullable: true }),
    description: t.exposeString('description', { nullable: true }),
  }),
});
