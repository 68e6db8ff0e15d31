/**
 * Strict reading of JSON from strangers: small functions that return a value of the right shape or throw `ShapeError`, which
 * each module turns into an error of its own.
 *
 * Not zod, which tries `new Function` when it is loaded: under the portal's content security policy every such attempt is
 * reported as an attack.
 */
export class ShapeError extends Error {}

/** The members of an object that has exactly these. */
export function fieldsOf<Name extends string>(value: unknown, names: readonly Name[]): Record<Name, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const found = isObject ? Object.keys(value) : [];
  if (!isObject || found.length !== names.length || !names.every((name) => found.includes(name))) {
    throw new ShapeError(`an object must have exactly ${names.join(', ')}`);
  }
  return value as Record<Name, unknown>;
}

export function listOf<Item>(value: unknown, most: number, read: (item: unknown) => Item): Item[] {
  if (!Array.isArray(value) || value.length > most) throw new ShapeError(`a list must have at most ${most} items`);
  return value.map(read);
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new ShapeError('a text is missing');
  return value;
}

export function matching(value: unknown, pattern: RegExp, description: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw new ShapeError(`${description} is malformed`);
  return value;
}

/** In small letters, as RFC 9562 §4 asks of whoever writes one. */
export function uuid(value: unknown): string {
  return matching(value, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a UUID');
}

/** In hex, small letters. */
export function sha256Hex(value: unknown): string {
  return matching(value, /^[0-9a-f]{64}$/, 'a SHA-256');
}

/** A whole number from 1. */
export function ordinal(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1) throw new ShapeError('a number must be whole and from 1');
  return value as number;
}

export function oneOf<Choice extends string>(value: unknown, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === value);
  if (choice === undefined) throw new ShapeError(`a value must be one of ${choices.join(', ')}`);
  return choice;
}

export function orNull<Value>(value: unknown, read: (value: unknown) => Value): Value | null {
  return value === null ? null : read(value);
}

export function assertUnique(values: readonly unknown[], description: string): void {
  if (new Set(values).size < values.length) throw new ShapeError(`${description} stands twice`);
}
