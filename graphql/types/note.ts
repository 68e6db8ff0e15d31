import type { NoteCode } from '#domain/directory/entry.ts';
import { labelIn, labelLanguage } from '#domain/directory/names.ts';
import type { Term } from '#domain/directory/read-terms.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';

export interface NoteShape {
  codes: NoteCode[];
  text: string | null;
}

const NoteCodeEnum = builder.enumType('NoteCode', {
  values: ['OLD', 'CONFLICTING', 'UNCONFIRMED', 'PARTIAL'] as const,
});

export const NoteType = builder.objectRef<NoteShape>('Note').implement({
  description: 'Why to be careful with a record.',
  fields: (t) => ({
    codes: t.field({ type: [NoteCodeEnum], resolve: ({ codes }) => codes }),
    text: t.string({
      description: "The record's own sentence (English), or what its codes mean, in the language asked for.",
      args: { language: t.arg.string() },
      resolve: async (note, { language }, { load }) => {
        if (note.text !== null) return note.text;
        const terms = await termsOf(note, load);
        return terms.map((term) => labelIn(term.labels, language ?? null)).join(' ');
      },
    }),
    textLanguage: t.string({
      description: 'The language in which `text` stands when asked for in this language.',
      args: { language: t.arg.string() },
      resolve: async (note, { language }, { load }) => {
        const [term] = note.text === null ? await termsOf(note, load) : [];
        return labelLanguage(term?.labels ?? {}, language ?? null);
      },
    }),
  }),
});

async function termsOf({ codes }: NoteShape, load: GraphqlContext['load']): Promise<Term[]> {
  const terms = await load.termsOf.load('note_code');
  return terms.filter((term) => codes.some((code) => code === term.code));
}

export function noteOf(record: { noteCodes: NoteCode[]; noteText: string | null }): NoteShape | null {
  if (record.noteCodes.length === 0 && record.noteText === null) return null;
  return { codes: record.noteCodes, text: record.noteText };
}
