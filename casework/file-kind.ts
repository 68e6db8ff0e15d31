/** What can be attached to a message. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'pdf' | 'text' | OfficeKind;

export type OfficeKind = 'docx' | 'xlsx' | 'pptx' | 'odt' | 'ods' | 'odp';

const OOXML = 'application/vnd.openxmlformats-officedocument.';
const ODF = 'application/vnd.oasis.opendocument.';

export const MEDIA_TYPES: Record<FileKind, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  text: 'text/plain',
  docx: `${OOXML}wordprocessingml.document`,
  xlsx: `${OOXML}spreadsheetml.sheet`,
  pptx: `${OOXML}presentationml.presentation`,
  odt: `${ODF}text`,
  ods: `${ODF}spreadsheet`,
  odp: `${ODF}presentation`,
};

/** @returns null for what cannot be attached */
export function kindOf(mediaType: unknown): FileKind | null {
  const kinds = Object.keys(MEDIA_TYPES) as FileKind[];
  return kinds.find((kind) => MEDIA_TYPES[kind] === mediaType) ?? null;
}
