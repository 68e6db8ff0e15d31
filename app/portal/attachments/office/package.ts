import type { OfficeKind } from '#casework/file-kind.ts';
import type { Warning } from '../clean-file.ts';
import { FileRefusal } from '../file-refusal.ts';
import { entryOf, unpack, type ZipEntry } from '../zip.ts';
import { withoutMetadata } from './embedded-picture.ts';
import { readXml } from './xml.ts';

/** An office file without what it says of its author. */
export interface CleanPackage {
  kind: OfficeKind;
  entries: ZipEntry[];
  warnings: Warning[];
}

/** The smallest picture, in the place of one that shows the first page as it once was. */
export const NO_PICTURE = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=='),
  (sign) => sign.charCodeAt(0),
);

export async function xmlIn(entry: ZipEntry): Promise<string> {
  return readXml(await unpack(entry));
}

/** @throws FileRefusal DAMAGED when it is not there */
export async function xmlAt(entries: readonly ZipEntry[], name: string): Promise<string> {
  const entry = entries.find((known) => known.name === name);
  if (entry === undefined) throw new FileRefusal('DAMAGED');
  return xmlIn(entry);
}

export function textEntry(name: string, text: string): ZipEntry {
  return entryOf(name, new TextEncoder().encode(text));
}

/** Pictures inside, without where and by whom they were taken. @param isPicture by its place in the package */
export async function cleanPictures(
  entries: readonly ZipEntry[],
  isPicture: (name: string) => boolean,
): Promise<{ entries: ZipEntry[]; warnings: Warning[] }> {
  const warnings = new Set<Warning>();
  const cleaned: ZipEntry[] = [];
  for (const entry of entries) {
    const picture = isPicture(entry.name) ? await unpack(entry) : null;
    const bare = picture === null ? picture : withoutMetadata(picture);
    if (picture !== null && bare === null) warnings.add('PICTURES_INSIDE');
    cleaned.push(bare === picture || bare === null ? entry : entryOf(entry.name, bare));
  }
  return { entries: cleaned, warnings: [...warnings] };
}
