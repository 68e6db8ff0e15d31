import type { NoteCode } from '#domain/directory/entry.ts';
import { labelIn } from '#domain/directory/names.ts';
import { builder } from '../builder.ts';

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
      resolve: async ({ codes, text }, { language }, { load }) => {
        if (text !== null) return text;
        const terms = await load.termsOf.load('note_code');
        return terms
          .filter((term) => codes.some((code) => code === term.code))
          .map((term) => labelIn(term.labels, language ?? null))
          .join(' ');
      },
    }),
  }),
});

export function noteOf(record: { noteCodes: NoteCode[]; noteText: string | null }): NoteShape | null {
  if (record.noteCodes.length === 0 && record.noteText === null) return null;
  return { codes: record.noteCodes, text: record.noteText };
}
