import { languageOf } from '#domain/directory/names.ts';
import type { AnyEntry } from '#domain/directory/read-entries.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { NodeInterface } from './node.ts';
import { NoteType, noteOf } from './note.ts';
import { loadSources, SourceType } from './source.ts';
import { StateType } from './state.ts';

const ProvenanceEnum = builder.enumType('Provenance', {
  values: {
    COMPILED: { description: 'Compiled from public sources; no State has confirmed it.' },
    STATE_SIGNED: { description: "Part of a publication that the State's editors signed." },
  } as const,
});

const TYPE_NAMES = {
  HOTLINE: 'Hotline',
  CONTACT_POINT: 'ContactPoint',
  SERVICE: 'Service',
  PROCEDURE: 'Procedure',
  PROMISING_PRACTICE: 'PromisingPractice',
  GUIDANCE: 'Guidance',
} as const;

export const DirectoryEntryInterface = builder.interfaceRef<AnyEntry>('DirectoryEntry').implement({
  interfaces: [NodeInterface],
  resolveType: (entry) => TYPE_NAMES[entry.kind],
  fields: (t) => ({
    state: t.field({
      type: StateType,
      nullable: true,
      description: 'null for international bodies and guidance.',
      resolve: (entry, _args, { load }) => (entry.stateCode === null ? null : load.state.load(entry.stateCode)),
    }),
    name: t.string({
      description: "English; the State's own where a language of the State is asked for and its name is known.",
      args: { language: t.arg.string() },
      resolve: (entry, { language }, context) => nameIn(entry, language ?? null, context),
    }),
    provenance: t.field({ type: ProvenanceEnum, resolve: (entry) => entry.provenance }),
    checkedOn: t.field({
      type: 'Date',
      description: 'Last checked against its sources.',
      resolve: (entry) => entry.checkedOn,
    }),
    verifiedOn: t.field({
      type: 'Date',
      nullable: true,
      description: "Last confirmed by the State's editor.",
      resolve: (entry) => entry.verifiedOn,
    }),
    sources: t.field({
      type: [SourceType],
      complexity: { multiplier: 3 },
      resolve: (entry, _args, context) => loadSources(context, entry.sourceIds),
    }),
    note: t.field({ type: NoteType, nullable: true, resolve: noteOf }),
  }),
});

async function nameIn(entry: AnyEntry, language: string | null, { load }: GraphqlContext): Promise<string> {
  if (language === null) return entry.name;
  const wanted = languageOf(language).split('-')[0];
  if (entry.localName === null || entry.stateCode === null) return entry.name;
  const state = await load.state.load(entry.stateCode);
  const isOwn = state?.ownNames.some((own) => own.language.split('-')[0] === wanted) ?? false;
  return isOwn ? entry.localName : entry.name;
}
