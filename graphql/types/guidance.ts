import { labelIn, stateName } from '#domain/directory/names.ts';
import type { Guidance } from '#domain/directory/read-guidance.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { DirectoryEntryInterface } from './directory-entry.ts';
import { LanguageType } from './language.ts';
import { NodeInterface } from './node.ts';
import { PillarEnum } from './pillar.ts';

builder.objectRef<Guidance>('Guidance').implement({
  interfaces: [DirectoryEntryInterface, NodeInterface],
  isTypeOf: (entry) => (entry as Guidance).kind === 'GUIDANCE',
  fields: (t) => ({
    kind: t.string({
      description: 'Code of the vocabulary library_type.',
      resolve: (guidance) => guidance.documentKind,
    }),
    themes: t.exposeStringList('themes', { description: 'Codes of the vocabulary library_theme.' }),
    audiences: t.exposeStringList('audiences', { description: 'Codes of the vocabulary library_audience.' }),
    pillars: t.field({
      type: [PillarEnum],
      description: 'The pillars of its themes.',
      resolve: ({ pillars }) => pillars,
    }),
    geography: t.exposeStringList('geography', { description: 'Codes of library_geography or of a State.' }),
    places: t.stringList({
      description: 'The same by name.',
      args: { language: t.arg.string() },
      resolve: ({ geography }, { language }, { load }) =>
        Promise.all(geography.map((code) => placeName(code, language ?? null, load))),
    }),
    languages: t.field({ type: [LanguageType], complexity: { multiplier: 2 }, resolve: ({ languages }) => languages }),
    year: t.exposeInt('year', { nullable: true }),
    publisher: t.exposeString('publisher', { nullable: true }),
    url: t.exposeString('url', { nullable: true }),
    summary: t.exposeString('summary'),
  }),
});

async function placeName(code: string, language: string | null, { state, termsOf }: GraphqlContext['load']) {
  const terms = await termsOf.load('library_geography');
  const area = terms.find((term) => term.code === code);
  if (area !== undefined) return labelIn(area.labels, language);
  const found = await state.load(code);
  return found === null ? code : stateName(found, language);
}
