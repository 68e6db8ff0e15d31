import type { NoteRecord } from './state-file.ts';

/** A record's note as the columns that every table of records has. */
export function noteColumns(note: NoteRecord | null) {
  return { note_codes: note?.codes ?? [], note_text: note?.text ?? null };
}
