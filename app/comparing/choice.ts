import type { StateName } from '#app/queries/states.ts';

/** Why the chosen countries cannot be laid side by side: a text and what it names. */
export type Refusal =
  | { text: 'compare.second' | 'compare.same'; state: string }
  | { text: 'compare.noSuch'; code: string };

export interface Choice {
  codes: string[];
  refusal: Refusal | null;
}

const LONGEST_SHOWN = 10;

/** Small letters, spaces and an empty place between two others are mended; the rest is refused in one sentence. */
export function readChoice(given: readonly (string | null | undefined)[], states: readonly StateName[]): Choice {
  const codes = given.flatMap((code) => code?.trim().toUpperCase().slice(0, LONGEST_SHOWN) || []);
  const nameOf = (code: string) => states.find((state) => state.code === code)?.name;
  const unknown = codes.find((code) => nameOf(code) === undefined);
  if (unknown !== undefined) return { codes, refusal: { text: 'compare.noSuch', code: unknown } };
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) return { codes, refusal: { text: 'compare.same', state: nameOf(twice) ?? twice } };
  const [only, ...others] = codes;
  if (only === undefined || others.length > 0) return { codes, refusal: null };
  return { codes, refusal: { text: 'compare.second', state: nameOf(only) ?? only } };
}

export function isComplete({ codes, refusal }: Choice): boolean {
  return refusal === null && codes.length > 1;
}

/** The address at which the chosen countries stand side by side. */
export function compareAddress(language: string, codes: readonly string[]): string {
  return `/${language}/compare/${codes.join('/')}`;
}
