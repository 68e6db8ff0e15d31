import type { Database } from '#db/client.ts';
import { likestWords } from './lexicon.ts';

/** A question in which words that nobody wrote are replaced by the likeliest ones that somebody did. */
export interface Correction {
  words: string[];
  /** As a person writes it. */
  shown: string;
}

/**
 * Mends typing errors.
 *
 * @param words folded
 * @param unknown those among them that nobody wrote
 * @returns null when none of them can be mended
 */
export async function correct(
  sql: Database,
  words: readonly string[],
  unknown: readonly string[],
): Promise<Correction | null> {
  if (unknown.length === 0) return null;
  const likest = new Map((await likestWords(sql, unknown)).map((found) => [found.asked, found]));
  if (likest.size === 0) return null;
  return {
    words: words.map((word) => likest.get(word)?.word ?? word),
    shown: words.map((word) => likest.get(word)?.shown ?? word).join(' '),
  };
}
