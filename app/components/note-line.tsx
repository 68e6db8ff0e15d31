import type { Note } from '#app/queries/state.ts';
import { TextIn } from './own-language.tsx';

/** A sentence beside a record: a caution when the sources leave a doubt, otherwise something that is good to know. */
export function NoteLine({ note }: { note: Note | null }) {
  if (note === null || note.text === '') return null;
  return (
    <p className={note.codes.length > 0 ? 'note' : 'muted'}>
      <TextIn lang={note.textLanguage} block>
        {note.text}
      </TextIn>
    </p>
  );
}
