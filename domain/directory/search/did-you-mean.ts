import type { Database } from '#db/client.ts';
import type { Question } from './question.ts';

/** A question in which words that nobody wrote were replaced by the likeliest ones that somebody did. */
export interface Correction {
  question: Question;
  /** As a person writes it. */
  shown: string;
}

const LIKE_ENOUGH = 0.3;
const NEAREST = 8;
const MOST_LETTERS_MORE = 4;

/**
 * Looks for typing errors: words that the directory knows neither as they are, nor continued, nor with a shorter ending.
 *
 * @returns null when there are none, or none that can be mended
 */
export async function correct(sql: Database, question: Question): Promise<Correction | null> {
  const written = question.words.filter((word) => !/^\d+$/.test(word));
  if (written.length === 0) return null;
  const candidates = await sql<Candidate[]>`
    select
      asked.word as asked,
      near.word,
      near.shown,
      similarity(near.word, asked.word) as likeness
    from unnest(${written}::text[]) as asked (word)
    cross join lateral (
      select
        l.word,
        l.shown
      from lexicon l
      order by l.word <-> asked.word
      limit ${NEAREST}
    ) near
    where not exists (
      select
      from lexicon l
      where l.word like asked.word || '%'
        or l.word in (left(asked.word, -1), left(asked.word, -2))
    )
    order by likeness desc`;
  candidates.sort((one, other) => Number(hasSameLetters(other)) - Number(hasSameLetters(one)));
  const better = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { asked, word, likeness } = candidate;
    const isNear = likeness >= LIKE_ENOUGH && Math.abs(word.length - asked.length) <= MOST_LETTERS_MORE;
    if (!better.has(asked) && (isNear || hasSameLetters(candidate))) better.set(asked, candidate);
  }
  if (better.size === 0) return null;
  return {
    question: { words: question.words.map((word) => better.get(word)?.word ?? word) },
    shown: question.words.map((word) => better.get(word)?.shown ?? word).join(' '),
  };
}

interface Candidate {
  asked: string;
  word: string;
  shown: string;
  likeness: number;
}

/** Letters in another order look unlike each other to trigrams, yet are the commonest error of a hurried hand. */
function hasSameLetters({ asked, word }: Candidate): boolean {
  return [...asked].sort().join('') === [...word].sort().join('');
}
