import type { Procedure } from '#domain/directory/read-procedures.ts';
import { builder } from '../builder.ts';
import { DirectoryEntryInterface } from './directory-entry.ts';
import { NodeInterface } from './node.ts';
import { PillarEnum } from './pillar.ts';

export const ProcedureType = builder.objectRef<Procedure>('Procedure').implement({
  interfaces: [DirectoryEntryInterface, NodeInterface],
  isTypeOf: (entry) => (entry as Procedure).kind === 'PROCEDURE',
  fields: (t) => ({
    measure: t.exposeString('measure', { description: 'Code of the vocabulary measure.' }),
    pillar: t.field({ type: PillarEnum, resolve: ({ pillars }) => pillars[0] ?? 'P1' }),
    summary: t.exposeString('summary'),
    responsible: t.exposeString('responsible', { nullable: true }),
    timeLimit: t.exposeString('timeLimit', { nullable: true }),
    legalReference: t.exposeString('legalReference', { nullable: true }),
  }),
});
