import type { PromisingPractice } from '#domain/directory/read-promising-practices.ts';
import { builder } from '../builder.ts';
import { DirectoryEntryInterface } from './directory-entry.ts';
import { NodeInterface } from './node.ts';
import { PillarEnum } from './pillar.ts';

export const PromisingPracticeType = builder.objectRef<PromisingPractice>('PromisingPractice').implement({
  interfaces: [DirectoryEntryInterface, NodeInterface],
  isTypeOf: (entry) => (entry as PromisingPractice).kind === 'PROMISING_PRACTICE',
  fields: (t) => ({
    pillar: t.field({ type: PillarEnum, resolve: ({ pillars }) => pillars[0] ?? 'P1' }),
    summary: t.exposeString('summary'),
  }),
});
