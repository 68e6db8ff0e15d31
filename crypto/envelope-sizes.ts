/** What an envelope holds before it is sealed, in KiB. Whoever sees an envelope learns which of these it is, and no length. */
export const SIZE_CLASSES = [16, 64, 256] as const;

export type SizeClass = (typeof SIZE_CLASSES)[number];

/** Of the age files that one hybrid recipient makes of them, in bytes. */
const SEALED_LENGTHS: Record<SizeClass, number> = { 16: 18_043, 64: 67_195, 256: 263_851 };

/** @returns bytes */
export function plainLength(size: SizeClass): number {
  return size * 1024;
}

/** @returns bytes */
export function sealedLength(size: SizeClass): number {
  return SEALED_LENGTHS[size];
}

/** @returns null for a length that no envelope has */
export function classOfSealed(length: number): SizeClass | null {
  return SIZE_CLASSES.find((size) => SEALED_LENGTHS[size] === length) ?? null;
}
