import type { PictureKind } from './raw-kind.ts';

/** As the picture says of itself, in pixels: what a program will make room for. */
export interface PictureSize {
  width: number;
  height: number;
  /** Several pictures one after the other. */
  moves: boolean;
}

/** @returns null when it does not say, or says nothing that can be */
export function pictureSize(bytes: Uint8Array, kind: PictureKind): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = READERS[kind](view);
    return size === null || size.width < 1 || size.height < 1 ? null : size;
  } catch {
    // It ends before it says so.
    return null;
  }
}

const READERS: Record<PictureKind, (view: DataView) => PictureSize | null> = { jpeg, png, webp, gif };

/** ITU-T T.81, B.2.2: the first frame header. */
function jpeg(view: DataView): PictureSize | null {
  for (let at = 2; ; ) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), moves: false };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
}

/** PNG specification, 11.2.1 and 11.3.6: the first chunk, and whether one before the picture says that it moves. */
function png(view: DataView): PictureSize | null {
  const typeAt = (at: number) => view.getUint32(at + 4);
  if (typeAt(8) !== 0x49484452) return null;
  let moves = false;
  for (let at = 8; typeAt(at) !== 0x49444154; at += 12 + view.getUint32(at)) moves ||= typeAt(at) === 0x6163544c;
  return { width: view.getUint32(16), height: view.getUint32(20), moves };
}

/** RFC 9649, sections 2.5 to 2.7. */
function webp(view: DataView): PictureSize | null {
  const form = view.getUint32(12);
  if (form === 0x56503858) {
    const at24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
    return { width: at24(24), height: at24(27), moves: (view.getUint8(20) & 2) !== 0 };
  }
  if (form === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, moves: false };
  }
  if (form !== 0x56503820) return null;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, moves: false };
}

/** GIF89a, sections 18 to 26: blocks, of which each that begins with a comma is a picture. */
function gif(view: DataView): PictureSize | null {
  const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  const behindBlocks = (from: number) => {
    let at = from;
    while (view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
    return at + 1;
  };
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  let pictures = 0;
  for (let at = 13 + tableBytes(view.getUint8(10)); view.getUint8(at) !== 0x3b; ) {
    const block = view.getUint8(at);
    if (block === 0x21) at = behindBlocks(at + 2);
    else if (block === 0x2c) {
      pictures += 1;
      at = behindBlocks(at + 11 + tableBytes(view.getUint8(at + 9)));
    } else return null;
  }
  return { ...size, moves: pictures > 1 };
}
