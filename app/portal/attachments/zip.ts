import type { Bytes } from '#crypto/bytes.ts';
import { FileRefusal } from './file-refusal.ts';

/** A file in a ZIP archive, as it lies there. */
export interface ZipEntry {
  name: string;
  isDeflated: boolean;
  packed: Bytes;
  /** Unpacked. */
  length: number;
  crc: number;
}

const MOST_ENTRIES = 10_000;
/** Unpacked, all together. */
const MOST_UNPACKED = 500_000_000;
/** Documents are at most some fifty times longer unpacked; bombs a thousand times. */
const MOST_GROWTH = 250;
const NEVER_A_BOMB = 1_000_000;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 0x2041;
const UTF8 = 0x0800;

/**
 * The entries of an archive by its own list, nothing unpacked. Strict: what two programs could read in two ways is refused, and
 * what would fill a memory.
 *
 * @throws FileRefusal DAMAGED, ENCRYPTED, TOO_MUCH_INSIDE
 */
export function readZip(bytes: Bytes): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const entries = readList(bytes, view);
    assertBounded(entries);
    assertNamedOnce(entries);
    return entries;
  } catch (error) {
    // Beyond the end of the file.
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
}

function readList(bytes: Bytes, view: DataView): ZipEntry[] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const list = view.getUint32(end + 16, true);
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) throw damaged();
  if (count > MOST_ENTRIES) throw tooMuch();
  const entries: ZipEntry[] = [];
  const places: [from: number, to: number][] = [[list, end]];
  let at = list;
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== CENTRAL) throw damaged();
    const { entry, place, next } = readEntry(bytes, view, at);
    entries.push(entry);
    places.push(place);
    at = next;
  }
  if (at > end) throw damaged();
  assertApart(places);
  return entries;
}

function readEntry(bytes: Bytes, view: DataView, at: number) {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packedLength = view.getUint32(at + 20, true);
  const length = view.getUint32(at + 24, true);
  const nameLength = view.getUint16(at + 28, true);
  const next = at + CENTRAL_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  const local = view.getUint32(at + 42, true);
  if ((flags & ENCRYPTED) !== 0) throw new FileRefusal('ENCRYPTED');
  if (method !== 0 && method !== 8) throw damaged();
  if (method === 0 && length !== packedLength) throw damaged();

  if (view.getUint32(local, true) !== LOCAL) throw damaged();
  const name = nameAt(bytes, at + CENTRAL_BYTES, nameLength);
  if (name !== nameAt(bytes, local + LOCAL_BYTES, view.getUint16(local + 26, true))) throw damaged();
  const from = local + LOCAL_BYTES + nameLength + view.getUint16(local + 28, true);
  const to = from + packedLength;
  if (to > bytes.length) throw damaged();
  const packed = bytes.subarray(from, to);
  const entry = { name, isDeflated: method === 8, packed, length, crc: view.getUint32(at + 16, true) };
  return { entry, place: [local, to] as [number, number], next };
}

/** Where the list's own end stands: at the end of the file, but for a comment. */
function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END && at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  throw damaged();
}

function nameAt(bytes: Bytes, from: number, length: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from, from + length));
  } catch {
    throw damaged();
  }
}

/** Entries that lie in each other make few bytes into many. */
function assertApart(places: [from: number, to: number][]): void {
  const inOrder = places.sort(([one], [other]) => one - other);
  if (inOrder.some(([from], index) => from < (inOrder[index - 1]?.[1] ?? 0))) throw tooMuch();
}

function assertBounded(entries: readonly ZipEntry[]): void {
  const grows = ({ length, packed }: ZipEntry) => length > NEVER_A_BOMB && length > packed.length * MOST_GROWTH;
  const unpacked = entries.reduce((sum, { length }) => sum + length, 0);
  if (unpacked > MOST_UNPACKED || entries.some(grows)) throw tooMuch();
}

/** Programs disagree about which of two they open. */
function assertNamedOnce(entries: readonly ZipEntry[]): void {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const isStrange = (name: string) => /^\/|\\|(^|\/)\.\.?(\/|$)|\p{Cc}/u.test(name) || name === '';
  if (names.size < entries.length || entries.some(({ name }) => isStrange(name))) throw damaged();
}

/**
 * Unpacks one entry, and stops as soon as it is longer than it said.
 *
 * @throws FileRefusal DAMAGED, TOO_MUCH_INSIDE
 */
export async function unpack({ isDeflated, packed, length }: ZipEntry): Promise<Bytes> {
  if (!isDeflated) return packed.slice();
  const unpacked = new Uint8Array(length);
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw damaged();
    });
    if (done) break;
    if (filled + value.length > length) {
      await reader.cancel().catch(() => undefined);
      throw tooMuch();
    }
    unpacked.set(value, filled);
    filled += value.length;
  }
  if (filled < length) throw damaged();
  return unpacked;
}

/** An entry that holds these bytes as they are. */
export function entryOf(name: string, bytes: Bytes): ZipEntry {
  return { name, isDeflated: false, packed: bytes, length: bytes.length, crc: crc32(bytes) };
}

/** An archive of these entries alone, in their order: no comments, no times, nothing between them. */
export function writeZip(entries: readonly ZipEntry[]): Bytes {
  const named = entries.map((entry) => ({ ...entry, bytesOfName: new TextEncoder().encode(entry.name) }));
  const sizes = named.map(({ bytesOfName, packed }) => ({
    local: LOCAL_BYTES + bytesOfName.length + packed.length,
    central: CENTRAL_BYTES + bytesOfName.length,
  }));
  const list = sizes.reduce((sum, { local }) => sum + local, 0);
  const end = sizes.reduce((sum, { central }) => sum + central, list);
  const bytes = new Uint8Array(end + END_BYTES);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let listed = list;
  for (const { bytesOfName, isDeflated, packed, length, crc } of named) {
    const describe = (from: number) => {
      view.setUint16(from, 20, true);
      view.setUint16(from + 2, UTF8, true);
      view.setUint16(from + 4, isDeflated ? 8 : 0, true);
      // The first of January 1980, before which these times know no day.
      view.setUint16(from + 8, 0x21, true);
      view.setUint32(from + 10, crc, true);
      view.setUint32(from + 14, packed.length, true);
      view.setUint32(from + 18, length, true);
      view.setUint16(from + 22, bytesOfName.length, true);
    };
    view.setUint32(at, LOCAL, true);
    describe(at + 4);
    view.setUint32(listed, CENTRAL, true);
    view.setUint16(listed + 4, 20, true);
    describe(listed + 6);
    view.setUint32(listed + 42, at, true);
    bytes.set(bytesOfName, at + LOCAL_BYTES);
    bytes.set(packed, at + LOCAL_BYTES + bytesOfName.length);
    bytes.set(bytesOfName, listed + CENTRAL_BYTES);
    at += LOCAL_BYTES + bytesOfName.length + packed.length;
    listed += CENTRAL_BYTES + bytesOfName.length;
  }
  view.setUint32(end, END, true);
  view.setUint16(end + 8, entries.length, true);
  view.setUint16(end + 10, entries.length, true);
  view.setUint32(end + 12, end - list, true);
  view.setUint32(end + 16, list, true);
  return bytes;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Bytes): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

function damaged(): FileRefusal {
  return new FileRefusal('DAMAGED');
}

function tooMuch(): FileRefusal {
  return new FileRefusal('TOO_MUCH_INSIDE');
}
