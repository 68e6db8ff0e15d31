import { readStandards, type Standard } from '#domain/directory/read-standards.ts';
import { builder } from '../builder.ts';
import { LanguageType } from './language.ts';
import { PillarEnum } from './pillar.ts';

const AppliesToEnum = builder.enumType('AppliesTo', {
  values: { ADULT: { value: 'adult' }, CHILD: { value: 'child' }, BOTH: { value: 'both' } } as const,
});

const StandardType = builder.objectRef<Standard>('Standard').implement({
  description: 'A recommended standard of the NRM Handbook, in our own words.',
  fields: (t) => ({
    number: t.exposeInt('number'),
    pillar: t.field({
      type: PillarEnum,
      nullable: true,
      description: 'null: governance, which stands above the four pillars.',
      resolve: ({ pillar }) => (pillar === 'P0' ? null : pillar),
    }),
    title: t.exposeString('title'),
    gist: t.exposeString('gist'),
    page: t.exposeInt('page', { description: 'Of the second edition.' }),
    languages: t.field({ type: [LanguageType], complexity: { multiplier: 2 }, resolve: ({ languages }) => languages }),
    appliesTo: t.field({ type: AppliesToEnum, resolve: ({ appliesTo }) => appliesTo }),
  }),
});

builder.queryField('standards', (t) =>
  t.field({
    type: [StandardType],
    description: 'The recommended standards that have been entered from the official text; none so far.',
    complexity: { multiplier: 57 },
    resolve: (_root, _args, { sql }) => readStandards(sql),
  }),
);
