import type { OfficeKind } from '#casework/file-kind.ts';
import type { Warning } from '../clean-file.ts';
import { FileRefusal } from '../file-refusal.ts';
import { entryOf, type ZipEntry } from '../zip.ts';
import { type CleanPackage, cleanPictures, NO_PICTURE, textEntry, xmlAt, xmlIn } from './package.ts';
import { tagsOf, withoutEntities } from './xml.ts';

export const CONTENT_TYPES = '[Content_Types].xml';

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const KINDS: Record<string, OfficeKind> = {
  [`${OFFICE}wordprocessingml.document.main+xml`]: 'docx',
  [`${OFFICE}spreadsheetml.sheet.main+xml`]: 'xlsx',
  [`${OFFICE}presentationml.presentation.main+xml`]: 'pptx',
};

const PROPERTIES: Record<string, string> = {
  'application/vnd.openxmlformats-package.core-properties+xml':
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
  [`${OFFICE}extended-properties+xml`]:
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
  [`${OFFICE}custom-properties+xml`]:
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
};
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const MACROS = /macroEnabled|macrosheet|vbaProject|vbaData|activeX|ms-office\.control|customUI/i;
const EMBEDDED = /oleobject|\/embeddings\//i;
const SIGNED = /digital-signature|^_xmlsignatures\//i;
/** By the last word of its type: what else a document may bring along. */
const EMBEDDING = /^(oleObject|package|control|aFChunk|subDocument|frame|attachedToolbars)$/i;

/** Where commented and changed text names who did it. */
const NAMES = /(^|\/)(comment|people|person|authors|threadedComment|revision)[^/]*(\.xml$|\/)/i;
const FIELDS_THAT_FETCH = /\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK)\b/i;
const FIELDS = /<(?:\w+:)?(?:instrText\b[^>]*>([^<]*)|fldSimple\b[^>]*?\sinstr\s*=\s*("[^"]*"|'[^']*'))/g;

/**
 * A document, table or presentation of the Office Open XML kind (ECMA-376).
 *
 * @throws FileRefusal
 */
export async function cleanOoxml(entries: readonly ZipEntry[]): Promise<CleanPackage> {
  const types = contentTypes(await xmlAt(entries, CONTENT_TYPES));
  assertHarmless(entries, types);
  const thumbnails = await readRelations(entries);
  const kind = [...types.parts.values()].map((type) => KINDS[type]).find((known) => known !== undefined);
  if (kind === undefined) throw new FileRefusal('UNKNOWN_KIND');

  const warnings = new Set<Warning>();
  const cleaned: ZipEntry[] = [];
  for (const entry of entries) {
    const { name } = entry;
    const properties = PROPERTIES[types.of(name)];
    if (NAMES.test(name)) warnings.add('NAMES_INSIDE');
    if (thumbnails.has(name)) cleaned.push(entryOf(name, NO_PICTURE));
    else if (properties !== undefined) cleaned.push(textEntry(name, XML + properties));
    else if (KINDS[types.of(name)] === 'xlsx') cleaned.push(textEntry(name, withoutPaths(await xmlIn(entry))));
    else cleaned.push(entry);
    if (/^word\/[^/]+\.xml$/.test(name) && isChanged(await xmlIn(entry))) warnings.add('NAMES_INSIDE');
  }
  const pictures = await cleanPictures(cleaned, (name) => /\/media\//.test(name));
  return { kind, entries: pictures.entries, warnings: [...warnings, ...pictures.warnings] };
}

interface ContentTypes {
  parts: Map<string, string>;
  all: string[];
  of(name: string): string;
}

function contentTypes(xml: string): ContentTypes {
  const tags = [...tagsOf(xml)];
  const listed = (tag: string, by: string) =>
    new Map(
      tags
        .filter(({ name }) => name === tag)
        .map(({ attributes }) => [attributes.get(by)?.toLowerCase() ?? '', attributes.get('ContentType') ?? '']),
    );
  const [parts, endings] = [listed('Override', 'PartName'), listed('Default', 'Extension')];
  return {
    parts,
    all: [...parts.values(), ...endings.values()],
    of: (name) => {
      const lower = name.toLowerCase();
      return parts.get(`/${lower}`) ?? endings.get(lower.slice(lower.lastIndexOf('.') + 1)) ?? '';
    },
  };
}

function assertHarmless(entries: readonly ZipEntry[], { all }: ContentTypes): void {
  const said = [...all, ...entries.map(({ name }) => name)];
  for (const [pattern, code] of [
    [MACROS, 'MACROS'],
    [EMBEDDED, 'EMBEDDED'],
    [SIGNED, 'SIGNED'],
  ] as const) {
    if (said.some((text) => pattern.test(text))) throw new FileRefusal(code);
  }
}

/**
 * Looks through what hangs together with what.
 *
 * @returns the pictures of the first page
 * @throws FileRefusal EMBEDDED, LINKED, MACROS
 */
async function readRelations(entries: readonly ZipEntry[]): Promise<Set<string>> {
  const thumbnails = new Set<string>();
  for (const entry of entries.filter(({ name }) => /\.rels$/i.test(name))) {
    for (const { name, attributes } of tagsOf(await xmlIn(entry))) {
      if (name !== 'Relationship') continue;
      const type = attributes.get('Type')?.split('/').at(-1) ?? '';
      const target = attributes.get('Target') ?? '';
      const isInside = (attributes.get('TargetMode') ?? 'Internal').toLowerCase() === 'internal';
      if (MACROS.test(type)) throw new FileRefusal('MACROS');
      if (EMBEDDING.test(type)) throw new FileRefusal('EMBEDDED');
      if (!isInside && type !== 'hyperlink') throw new FileRefusal('LINKED');
      if (type === 'thumbnail') thumbnails.add(target.replace(/^\//, ''));
    }
  }
  return thumbnails;
}

/**
 * Whether changes are kept in it, with the names of who made them.
 *
 * @throws FileRefusal LINKED for fields that fetch something when the text is opened
 */
function isChanged(xml: string): boolean {
  // A field may be written in several pieces; addresses stand in quotation marks.
  const fields = Array.from(xml.matchAll(FIELDS), ([, piece, whole]) => piece ?? ` ${whole?.slice(1, -1)} `).join('');
  if (FIELDS_THAT_FETCH.test(withoutEntities(fields).replace(/"[^"]*"/g, ' '))) throw new FileRefusal('LINKED');
  return /\sw:author\s*=/.test(xml);
}

/** Spreadsheets say in which folder of whose account they were last saved. */
function withoutPaths(xml: string): string {
  return xml.replace(/(<(?:\w+:)?(?:absPath|fileSharing)\b[^>]*?\s(?:url|userName)\s*=\s*)("[^"]*"|'[^']*')/g, '$1""');
}
