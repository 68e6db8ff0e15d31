import type { Database } from '#db/client.ts';
import { type NearWord, nearWords } from './lexicon.ts';

/** A question in which words that nobody wrote are replaced by the likeliest ones that somebody did. */
export interface Correction {
  words: string[];
  /** As a person writes it. */
  shown: string;
}

const LIKE_ENOUGH = 0.3;
const MOST_LETTERS_MORE = 4;

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
  const near = await nearWords(sql, unknown);
  near.sort((one, other) => Number(hasSameLetters(other)) - Number(hasSameLetters(one)));
  const better = new Map<string, NearWord>();
  for (const candidate of near) {
    const { asked, word, likeness } = candidate;
    const isNear = likeness >= LIKE_ENOUGH && Math.abs(word.length - asked.length) <= MOST_LETTERS_MORE;
    if (!better.has(asked) && (isNear || hasSameLetters(candidate))) better.set(asked, candidate);
  }
  if (better.size === 0) return null;
  return {
    words: words.map((word) => better.get(word)?.word ?? word),
    shown: words.map((word) => better.get(word)?.shown ?? word).join(' '),
  };
}

/** Letters in another order look unlike each other to trigrams, yet are the commonest error of a hurried hand. */
function hasSameLetters({ asked, word }: NearWord): boolean {
  return [...asked].sort().join('') === [...word].sort().join('');
}
