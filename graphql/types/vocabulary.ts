import type { Pillar } from '#domain/directory/entry.ts';
import { labelIn, labelLanguage } from '#domain/directory/names.ts';
import type { Term } from '#domain/directory/read-terms.ts';
import { builder } from '../builder.ts';
import { PillarEnum } from './pillar.ts';

export const TermType = builder.objectRef<Term>('Term').implement({
  description: 'A code of a controlled vocabulary.',
  fields: (t) => ({
    code: t.exposeString('code'),
    label: t.string({
      description: 'In the six working languages; English otherwise.',
      args: { language: t.arg.string() },
      resolve: (term, { language }) => labelIn(term.labels, language ?? null),
    }),
    labelLanguage: t.string({
      description: 'The language in which `label` stands when asked for in this language.',
      args: { language: t.arg.string() },
      resolve: (term, { language }) => labelLanguage(term.labels, language ?? null),
    }),
    definition: t.string({
      nullable: true,
      description: 'In English where there is none in that language.',
      args: { language: t.arg.string() },
      resolve: ({ definition, definitions }, { language }) =>
        definition === null ? null : labelIn({ ...definitions, en: definition }, language ?? null),
    }),
    definitionLanguage: t.string({
      description: 'The language in which `definition` stands when asked for in this language.',
      args: { language: t.arg.string() },
      resolve: ({ definitions }, { language }) => labelLanguage(definitions, language ?? null),
    }),
    pillars: t.field({
      type: [PillarEnum],
      description: 'Pillars to which the code belongs; none for what stands above them.',
      resolve: ({ pillars }) => pillars.filter((pillar) => pillar !== 'P0') as Pillar[],
    }),
  }),
});

const VocabularyType = builder.objectRef<{ name: string; terms: Term[] }>('Vocabulary').implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    terms: t.field({ type: [TermType], resolve: ({ terms }) => terms, complexity: { multiplier: 60 } }),
  }),
});

builder.queryField('vocabularies', (t) =>
  t.field({
    type: [VocabularyType],
    description: 'Controlled vocabularies by name, for example contact_role; an unknown name has no terms.',
    args: { names: t.arg.stringList({ required: true }) },
    complexity: ({ names }) => ({ field: 1, multiplier: Math.max(1, names.length) }),
    resolve: (_root, { names }, { load }) =>
      Promise.all(
        names.map(async (name) => ({ name, terms: /^[a-z_]+$/.test(name) ? await load.termsOf.load(name) : [] })),
      ),
  }),
);
