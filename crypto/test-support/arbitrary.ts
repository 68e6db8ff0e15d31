import fc from 'fast-check';
import type { Bytes } from '../bytes.ts';

/** Any text, half characters included. */
export const anyText = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) });

export function someBytes(constraints: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<Bytes> {
  return fc.uint8Array(constraints).map((bytes) => Uint8Array.from(bytes));
}

/** @param bit counts on from the first when the end is reached */
export function flipped(bytes: Bytes, bit: number): Bytes {
  const place = Math.floor(bit / 8) % bytes.length;
  return bytes.with(place, (bytes[place] ?? 0) ^ (1 << (bit % 8))) as Bytes;
}
