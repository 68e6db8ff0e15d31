import type { Note } from '#app/queries/state.ts';

/** Why to be careful with a record, in one sentence. */
export function NoteLine({ note }: { note: Note | null }) {
  return note === null || note.text === '' ? null : <p className="note">{note.text}</p>;
}
