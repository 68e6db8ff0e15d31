import type { FileKind } from '#casework/file-kind.ts';
import { MOST_ATTACHMENT_BYTES } from '#crypto/attachment-sizes.ts';
import type { Bytes } from '#crypto/bytes.ts';
import { cleanPicture } from './clean-picture.ts';
import { FileRefusal } from './file-refusal.ts';
import { CONTENT_TYPES, cleanOoxml } from './office/ooxml.ts';
import { cleanOpenDocument, MIMETYPE } from './office/open-document.ts';
import { isPicture, rawKind } from './raw-kind.ts';
import { readZip, writeZip } from './zip.ts';

/** What stays in a file although it may tell something. `fileWarning.…` has the words. */
export type Warning = 'AUTHOR_STAYS' | 'NAMES_INSIDE' | 'PICTURES_INSIDE' | 'FIRST_PICTURE_ONLY';

/** A file as it may be sealed and sent. */
export interface CleanFile {
  bytes: Bytes;
  kind: FileKind;
  warnings: Warning[];
}

/**
 * Takes from a file what it says of its author and of the place and time at which it was made, as far as that can be done
 * without harm. What it is, its bytes decide, never its name.
 *
 * @throws FileRefusal
 */
export async function cleanFile(bytes: Bytes): Promise<CleanFile> {
  if (bytes.length === 0) throw new FileRefusal('EMPTY');
  if (bytes.length > MOST_ATTACHMENT_BYTES) throw new FileRefusal('TOO_LONG');
  const cleaned = await cleanedByKind(bytes);
  if (cleaned.bytes.length > MOST_ATTACHMENT_BYTES) throw new FileRefusal('TOO_LONG');
  return cleaned;
}

async function cleanedByKind(bytes: Bytes): Promise<CleanFile> {
  const kind = rawKind(bytes);
  if (kind === null) throw new FileRefusal('UNKNOWN_KIND');
  if (kind === 'old_office') throw new FileRefusal('OLD_OFFICE');
  if (kind === 'zip') return cleanOffice(bytes);
  if (kind === 'pdf') return { bytes, kind, warnings: ['AUTHOR_STAYS'] };
  if (!isPicture(kind)) return { bytes, kind, warnings: [] };
  const { moves, ...picture } = await cleanPicture(bytes, kind);
  return { ...picture, warnings: moves ? ['FIRST_PICTURE_ONLY'] : [] };
}

async function cleanOffice(bytes: Bytes): Promise<CleanFile> {
  const entries = readZip(bytes);
  const holds = (name: string) => entries.some((entry) => entry.name === name);
  if (holds(CONTENT_TYPES) === holds(MIMETYPE)) throw new FileRefusal('UNKNOWN_KIND');
  const { entries: cleaned, ...office } = await (holds(CONTENT_TYPES) ? cleanOoxml : cleanOpenDocument)(entries);
  return { ...office, bytes: writeZip(cleaned) };
}
