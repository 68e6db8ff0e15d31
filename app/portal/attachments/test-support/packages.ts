import { strToU8, zipSync } from 'fflate';
import type { Bytes } from '#crypto/bytes.ts';

/** Office files as programs write them, in small. Packed by another program than ours. */

/** Stands wherever something is to be gone. */
export const CANARY = 'canary-of-an-author';

/** Texts or bytes by the names of files. */
export type Parts = Record<string, string | Uint8Array>;

export function packed(parts: Parts): Bytes {
  const files = Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]);
  return Uint8Array.from(zipSync(Object.fromEntries(files), { comment: CANARY }));
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** @param types more lines of `[Content_Types].xml` */
export function docx(more: Parts = {}, types = '', body = '<w:p><w:r><w:t>Words</w:t></w:r></w:p>'): Parts {
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>
<Override PartName="/word/document.xml" ContentType="${OFFICE}wordprocessingml.document.main+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/docProps/app.xml" ContentType="${OFFICE}extended-properties+xml"/>${types}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>
</Relationships>`,
    'docProps/core.xml': `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${CANARY}</dc:creator></cp:coreProperties>`,
    'docProps/app.xml': `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>${CANARY}</Company></Properties>`,
    'docProps/thumbnail.jpeg': strToU8(CANARY),
    'word/document.xml': `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ...more,
  };
}

/** @param to of a relation to somewhere else */
export function relation(type: string, to: string, mode = 'External'): Parts {
  return {
    'word/_rels/document.xml.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="${RELATIONS}/${type}" Target="${to}" TargetMode="${mode}"/></Relationships>`,
  };
}

export function xlsx(): Parts {
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${OFFICE}spreadsheetml.sheet.main+xml"/></Types>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x15ac:absPath xmlns:x15ac="urn:x" url="C:\\Users\\${CANARY}\\"/><fileSharing userName="${CANARY}"/><sheets/></workbook>`,
  };
}

/** @param content of the document itself */
export function odt(more: Parts = {}, content = '<text:p>Words</text:p>', manifest = ''): Parts {
  return {
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml': `${XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>${manifest}</manifest:manifest>`,
    'meta.xml': `${XML}<office:document-meta><office:meta><dc:creator>${CANARY}</dc:creator></office:meta></office:document-meta>`,
    'settings.xml': `${XML}<office:document-settings><config:config-item config:name="PrinterName" config:type="string">${CANARY}</config:config-item></office:document-settings>`,
    'content.xml': `${XML}<office:document-content><office:scripts/><office:body><office:text>${content}</office:text></office:body></office:document-content>`,
    'Thumbnails/thumbnail.png': strToU8(CANARY),
    ...more,
  };
}

/** A photograph without a picture: every segment that may tell something, and something behind the end. */
export function jpegSegments(): Uint8Array {
  const segment = (marker: number, text: string) => [0xff, marker, 0, text.length + 2, ...strToU8(text)];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, 'JFIF\0\x01\x02'),
    ...segment(0xe1, `Exif\0\0${CANARY}`),
    ...segment(0xed, `Photoshop 3.0\0${CANARY}`),
    ...segment(0xfe, CANARY),
    ...segment(0xda, '\x01'),
    ...[0x12, 0xff, 0x00, 0x34, 0xff, 0xd9],
    ...strToU8(CANARY),
  ]);
}
