import type { Mechanism } from '#domain/directory/read-mechanisms.ts';
import { builder } from '../builder.ts';
import { NoteType, noteOf } from './note.ts';
import { loadSources, SourceType } from './source.ts';

export const MechanismType = builder.objectRef<Mechanism>('Mechanism').implement({
  description: 'What kind of national referral mechanism a State has, and who stands for it.',
  fields: (t) => ({
    status: t.exposeString('status', { description: 'Code of the vocabulary mechanism_status.' }),
    established: t.exposeString('established', { nullable: true }),
    legalBasis: t.exposeString('legalBasis', { nullable: true }),
    coordinatingBody: t.exposeString('coordinatingBody', { nullable: true }),
    formalIdentificationBy: t.exposeString('formalIdentificationBy', { nullable: true }),
    reflectionPeriodDays: t.exposeInt('reflectionPeriodDays', { nullable: true }),
    residencePermit: t.exposeString('residencePermit', { nullable: true }),
    note: t.field({ type: NoteType, nullable: true, resolve: noteOf }),
    sources: t.field({
      type: [SourceType],
      complexity: { multiplier: 3 },
      resolve: (mechanism, _args, context) => loadSources(context, mechanism.sourceIds),
    }),
  }),
});
