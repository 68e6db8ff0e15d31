import { type Bytes, concatBytes } from '#crypto/bytes.ts';

/**
 * A JPEG or PNG as it is, without where, when, by whom and with what it was taken, and without what hangs on behind its end.
 * Drawings and the like, which know nothing of that, stay the same bytes.
 *
 * @returns null for other photographs, for films and sounds, and for what is damaged
 */
export function withoutMetadata(bytes: Bytes): Bytes | null {
  if (isAt(bytes, 0, '\xff\xd8')) return put(bytes, keptOfJpeg(bytes));
  if (isAt(bytes, 0, PNG)) return put(bytes, keptOfPng(bytes));
  return MAY_TELL.some(([at, signature]) => isAt(bytes, at, signature)) ? null : bytes;
}

/** TIFF in both orders of bytes; WebP, AVI and WAV; HEIC, MP4 and MOV; MP3. */
const MAY_TELL: [at: number, signature: string][] = [
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [0, 'RIFF'],
  [4, 'ftyp'],
  [0, 'ID3'],
];

function isAt(bytes: Bytes, at: number, signature: string): boolean {
  return Array.from(signature).every((sign, index) => bytes[at + index] === sign.charCodeAt(0));
}

function put(bytes: Bytes, kept: Range[] | null): Bytes | null {
  return kept === null ? null : concatBytes(...kept.map(([from, to]) => bytes.subarray(from, to)));
}

type Range = [from: number, to: number];

/** ITU-T T.81, annex B: segments, each after a marker, then the picture itself up to the next marker. */
function keptOfJpeg(bytes: Bytes): Range[] | null {
  const kept: Range[] = [[0, 2]];
  for (let at = 2; at + 1 < bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
    } else if (marker === 0xd9) {
      return [...kept, [at, at + 2]];
    } else {
      const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
      if (length < 2) return null;
      const isScan = marker === 0xda;
      const end = isScan ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
      if (!isMetadata(bytes, at, marker)) kept.push([at, end]);
      at = end;
    }
  }
  return null;
}

/** Comments and application segments, but for those that say how colours are meant. */
function isMetadata(bytes: Bytes, at: number, marker: number): boolean {
  const says = (text: string) => isAt(bytes, at + 4, text);
  if (marker === 0xe0) return !says('JFIF\0');
  if (marker === 0xe2) return !says('ICC_PROFILE\0');
  if (marker === 0xee) return !says('Adobe');
  return marker === 0xfe || (marker >= 0xe1 && marker <= 0xef);
}

/** Inside a scan only restart markers and escaped bytes follow 0xff. */
function endOfScan(bytes: Bytes, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

const PNG = '\x89PNG\r\n\x1a\n';
const LOOKS = ['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'hIST', 'sPLT'];

/** PNG specification, section 5: chunks of a length, a type whose first letter is small when it can be left out, and a sum. */
function keptOfPng(bytes: Bytes): Range[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Range[] = [[0, PNG.length]];
  for (let at = PNG.length; at + 12 <= bytes.length; ) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + view.getUint32(at, false);
    if (end > bytes.length) return null;
    if (/^[A-Z]/.test(type) || LOOKS.includes(type)) kept.push([at, end]);
    if (type === 'IEND') return kept;
    at = end;
  }
  return null;
}
