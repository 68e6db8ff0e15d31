import { ShapeError } from '#crypto/shape.ts';

/** @returns null for a body of a shape that this version does not know */
export function unlessMalformed<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}
