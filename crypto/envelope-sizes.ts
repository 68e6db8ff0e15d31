/** In KiB: an envelope's content is padded to one of these and nothing between, so that its length tells almost nothing. */
export const SIZE_CLASSES = [16, 64, 256] as const;

export type SizeClass = (typeof SIZE_CLASSES)[number];

/** The header of an age file for one hybrid recipient. */
const HEADER_BYTES = 1627;
const NONCE_BYTES = 16;
/** The payload is sealed in chunks, each with a tag. */
const CHUNK_KIB = 64;
const TAG_BYTES = 16;

/** @returns how many bytes an age file for one hybrid recipient has when its content has this class */
export function sealedLength(size: SizeClass): number {
  return HEADER_BYTES + NONCE_BYTES + size * 1024 + Math.ceil(size / CHUNK_KIB) * TAG_BYTES;
}

/** @returns null for the length of nothing that was padded */
export function classOfSealed(length: number): SizeClass | null {
  return SIZE_CLASSES.find((size) => sealedLength(size) === length) ?? null;
}

/** @returns bytes before it is sealed */
export function plainLength(size: SizeClass): number {
  return size * 1024;
}
