import type { Guidance } from '#domain/directory/read-guidance.ts';
import { builder } from '../builder.ts';
import { DirectoryEntryInterface } from './directory-entry.ts';
import { LanguageType } from './language.ts';
import { NodeInterface } from './node.ts';

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
    geography: t.exposeStringList('geography', { description: 'Codes of library_geography or of a State.' }),
    languages: t.field({ type: [LanguageType], complexity: { multiplier: 2 }, resolve: ({ languages }) => languages }),
    year: t.exposeInt('year', { nullable: true }),
    publisher: t.exposeString('publisher', { nullable: true }),
    url: t.exposeString('url', { nullable: true }),
    summary: t.exposeString('summary'),
  }),
});
