import type { OfficeKind } from '#casework/file-kind.ts';
import type { Warning } from '../clean-file.ts';
import { FileRefusal } from '../file-refusal.ts';
import { entryOf, unpack, type ZipEntry } from '../zip.ts';
import { type CleanPackage, cleanPictures, NO_PICTURE, textEntry, xmlAt, xmlIn } from './package.ts';
import { type Tag, tagsOf } from './xml.ts';

export const MIMETYPE = 'mimetype';

const KINDS: Record<string, OfficeKind> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
};

const NO_META = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>`;

const MACROS = /(^|\/)(Basic|Scripts|Dialogs)\//i;
const SIGNED = /^META-INF\/.*signatures/i;

/** Elements that may lead elsewhere: somebody has to click. */
const CLICKED = ['a'];
/** Elements that bring along programs, or what only another program understands. */
const EMBEDDING = ['object-ole', 'plugin', 'applet', 'floating-frame'];
const FETCHING = [
  'dde-source',
  'dde-connection-decl',
  'dde-connection',
  'dde-link',
  'database-source-table',
  'table-source',
];

/**
 * A document, table or presentation of the OpenDocument kind (ISO/IEC 26300).
 *
 * @throws FileRefusal
 */
export async function cleanOpenDocument(entries: readonly ZipEntry[]): Promise<CleanPackage> {
  const [mimetype] = entries.filter(({ name }) => name === MIMETYPE);
  const kind = mimetype === undefined ? undefined : KINDS[new TextDecoder().decode(await unpack(mimetype)).trim()];
  if (kind === undefined) throw new FileRefusal('UNKNOWN_KIND');
  assertListed([...tagsOf(await xmlAt(entries, 'META-INF/manifest.xml'))]);
  if (entries.some(({ name }) => MACROS.test(name))) throw new FileRefusal('MACROS');
  if (entries.some(({ name }) => SIGNED.test(name))) throw new FileRefusal('SIGNED');

  const warnings = new Set<Warning>();
  const cleaned: ZipEntry[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (/(^|\/)meta\.xml$/i.test(name)) cleaned.push(textEntry(name, NO_META));
    else if (/^Thumbnails\/./i.test(name)) cleaned.push(entryOf(name, NO_PICTURE));
    else if (/(^|\/)settings\.xml$/i.test(name)) cleaned.push(textEntry(name, withoutPrinter(await xmlIn(entry))));
    else cleaned.push(entry);
    if (/(^|\/)(content|styles)\.xml$/i.test(name) && namesPeople(tagsOf(await xmlIn(entry))))
      warnings.add('NAMES_INSIDE');
  }
  const pictures = await cleanPictures(cleaned, (name) => /(^|\/)(Pictures|media)\/./i.test(name));
  return { kind, entries: pictures.entries, warnings: [...warnings, ...pictures.warnings] };
}

/** @throws FileRefusal ENCRYPTED, EMBEDDED */
function assertListed(manifest: readonly Tag[]): void {
  if (manifest.some(({ name }) => /encrypt/i.test(name))) throw new FileRefusal('ENCRYPTED');
  if (manifest.some(({ attributes }) => /oleobject/i.test(attributes.get('media-type') ?? ''))) {
    throw new FileRefusal('EMBEDDED');
  }
}

/**
 * Whether somebody commented or changed it under his or her name.
 *
 * @throws FileRefusal MACROS, EMBEDDED, LINKED
 */
function namesPeople(tags: Iterable<Tag>): boolean {
  let isNamed = false;
  for (const tag of tags) {
    const { name, attributes } = tag;
    if (runsSomething(tag)) throw new FileRefusal('MACROS');
    if (EMBEDDING.includes(name)) throw new FileRefusal('EMBEDDED');
    const isInside = /^(|#.*|(\.\/)?[\w ]+(\/[\w .-]*)*)$/.test(attributes.get('href') ?? '');
    if (FETCHING.includes(name) || (!CLICKED.includes(name) && !isInside)) throw new FileRefusal('LINKED');
    isNamed ||= name === 'annotation' || name === 'change-info';
  }
  return isNamed;
}

/** Presentations also have listeners that only turn the page. */
function runsSomething({ name, attributes }: Tag): boolean {
  if (name === 'script') return true;
  return name === 'event-listener' && /^(|execute|macro)$/.test(attributes.get('action') ?? '');
}

function withoutPrinter(xml: string): string {
  return xml.replace(/(config:name="(?:PrinterName|PrinterSetup)"[^>]*>)[^<]*/g, '$1');
}
