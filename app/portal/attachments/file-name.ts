import type { FileKind } from '#casework/file-kind.ts';

const LONGEST = 120;

/** The first is given where a name has none of them. */
const ENDINGS: Record<FileKind, [string, ...string[]]> = {
  jpeg: ['jpg', 'jpeg'],
  png: ['png'],
  webp: ['webp'],
  pdf: ['pdf'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  pptx: ['pptx'],
  odt: ['odt'],
  ods: ['ods'],
  odp: ['odp'],
  text: ['txt', 'csv', 'tsv'],
};

/** Endings that say what a file is no longer, or never was. */
const REPLACED = [...Object.values(ENDINGS).flat(), 'gif'];

/**
 * A name that is safe to show and to save under: no path, nothing invisible, nothing that turns the direction of writing, and an
 * ending that fits what the file is, so that no text becomes a program by its name. At most 120 characters.
 */
export function fileName(given: string, kind: FileKind): string {
  const shown = given
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .normalize('NFC')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ');
  const [, stem = shown, ending = ''] = /^(.*)\.([^.]*)$/.exec(shown) ?? [];
  const written = ending.toLowerCase();
  const fits = ENDINGS[kind].includes(written);
  const kept = Array.from(fits || REPLACED.includes(written) ? stem : shown);
  const last = fits ? written : ENDINGS[kind][0];
  const trimmed = kept
    .slice(0, LONGEST - last.length - 1)
    .join('')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return `${trimmed === '' ? 'file' : trimmed}.${last}`;
}
