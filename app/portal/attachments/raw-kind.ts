/** As the bytes say; a name may say anything. */
export type RawKind = PictureKind | 'pdf' | 'zip' | 'old_office' | 'text';

export type PictureKind = 'jpeg' | 'png' | 'webp' | 'gif';

const MAGIC: [kind: RawKind, at: number, signature: string][] = [
  ['jpeg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['webp', 8, 'WEBP'],
  ['gif', 0, 'GIF87a'],
  ['gif', 0, 'GIF89a'],
  ['pdf', 0, '%PDF-'],
  ['zip', 0, 'PK\x03\x04'],
  ['old_office', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
];

/** Texts that programs run or draw: pages, pictures in XML, printers' languages, and RTF, which can hold other files. */
const MARKUP = /^\s*(<|\{\\rtf|%!)/;

/** @returns null for everything that is not attached */
export function rawKind(bytes: Uint8Array): RawKind | null {
  const known = MAGIC.find(([, at, signature]) => startsWith(bytes, at, signature));
  if (known !== undefined) return known[0];
  const text = asText(bytes);
  return text === null || MARKUP.test(text) ? null : 'text';
}

export function isPicture(kind: string): kind is PictureKind {
  return ['jpeg', 'png', 'webp', 'gif'].includes(kind);
}

function startsWith(bytes: Uint8Array, at: number, signature: string): boolean {
  return Array.from(signature).every((sign, index) => bytes[at + index] === sign.charCodeAt(0));
}

/** Many spreadsheets write their tables in the one-byte encoding of their country, which no byte tells: any without controls. */
function asText(bytes: Uint8Array): string | null {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: These are what no text has.
  return /[\x00-\x08\x0b\x0e-\x1f]/.test(text) ? null : text;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
