/** Longer than any text or web address of the directory by far; a longer one is a mistake or stops the reader. */
const LONGEST = 2000;

/** Controls, halves of surrogate pairs, the sign for a lost letter, and what turns the direction of reading around. */
const UNFIT = /[\p{Cc}\p{Cs}\uFFFD\u202A-\u202E\u2066-\u2069]/u;

/**
 * Whether a text can be stored and is shown as it is written. PostgreSQL refuses a null byte in the middle of loading,
 * and a text that turns the direction of reading around shows another telephone number than the one that is dialled.
 *
 * @returns null when it can, otherwise the reason as a sentence
 */
export function textObjection(text: string): string | null {
  if (text.length > LONGEST) return `The text has more than ${LONGEST} characters.`;
  return UNFIT.test(text) ? 'The text holds a character that cannot be shown.' : null;
}

/** The same text on one line and short enough for a list of problems; what cannot be shown becomes a space. */
export function printable(text: string): string {
  return text
    .slice(0, 300)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
}

/** Every text inside a value, with its place. */
export function* textsIn(
  value: unknown,
  path: readonly PropertyKey[] = [],
): Generator<[readonly PropertyKey[], string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* textsIn(item, [...path, index]);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* textsIn(item, [...path, key]);
  }
}
