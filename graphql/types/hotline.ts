import type { Hotline } from '#domain/directory/read-hotlines.ts';
import { builder } from '../builder.ts';
import { DirectoryEntryInterface } from './directory-entry.ts';
import { LanguageType } from './language.ts';
import { NodeInterface } from './node.ts';
import { ChannelType, PhoneType } from './phone.ts';

const OperatorTypeEnum = builder.enumType('OperatorType', {
  description: 'Who answers.',
  values: {
    POLICE: { value: 'police' },
    GOVERNMENT: { value: 'government' },
    NGO: { value: 'ngo' },
    INTERNATIONAL: { value: 'international' },
  } as const,
});

export const HotlineType = builder.objectRef<Hotline>('Hotline').implement({
  interfaces: [DirectoryEntryInterface, NodeInterface],
  isTypeOf: (entry) => (entry as Hotline).kind === 'HOTLINE',
  fields: (t) => ({
    phones: t.field({ type: [PhoneType], complexity: { multiplier: 2 }, resolve: ({ phones }) => phones }),
    channels: t.field({ type: [ChannelType], complexity: { multiplier: 2 }, resolve: ({ channels }) => channels }),
    hours: t.exposeString('hours', { nullable: true }),
    languages: t.field({ type: [LanguageType], complexity: { multiplier: 2 }, resolve: ({ languages }) => languages }),
    audiences: t.stringList({
      description: 'Codes of the vocabulary target_group; empty: everyone.',
      resolve: ({ targetGroups }) => targetGroups,
    }),
    callableFromAbroad: t.exposeBoolean('callableFromAbroad'),
    scope: t.exposeString('scope', { nullable: true, description: 'Code of the vocabulary hotline_scope.' }),
    area: t.exposeString('area', {
      nullable: true,
      description: 'The part of the State for which it is; null: all of it.',
    }),
    operator: t.exposeString('operator', { nullable: true }),
    operatorType: t.field({ type: OperatorTypeEnum, nullable: true, resolve: ({ operatorType }) => operatorType }),
    url: t.exposeString('url', { nullable: true }),
  }),
});
