import type { Database } from '#db/client.ts';
import { lettersOf, stem } from './fold.ts';

/** What the directory knows of a word that somebody typed. */
export interface KnownWord {
  /** As it is, continued, or with a shorter ending; false for a typing error, and for what nobody wrote. */
  isKnown: boolean;
  /** What people call by this word or by one that begins so: `_state_ro` for "rumänien". */
  concepts: string[];
  /** Every word that begins so; null where they are too many to name, and for digits, which are not listed. */
  continued: string[] | null;
}

/** A word that somebody wrote, like one that nobody did. */
export interface LikeWord {
  asked: string;
  word: string;
  /** As a person writes it. */
  shown: string;
}

const MOST_LETTERS_MORE = 4;

/** A beginning that could be so many things says nothing: then only the word itself counts. */
const MOST_CONCEPTS = 40;

/** So many words are named one by one: an index finds them faster than a beginning. */
const MOST_CONTINUED = 60;

/** Behind every letter and digit of a folded word: the end of the range of all words that begin alike. */
const BEHIND = '~';

/** @param words folded */
export async function lookUp(sql: Database, words: readonly string[]): Promise<Map<string, KnownWord>> {
  const beginnings = words.map(stem);
  const rows = await sql<{ asked: string; isKnown: boolean; own: string[]; meant: string[]; continued: string[] }[]>`
    select
      asked.word as asked,
      exists (
        select
        from lexicon l
        where l.word >= asked.word
          and l.word < asked.word || ${BEHIND}
      ) or exists (
        select
        from lexicon l
        where l.word in (left(asked.word, -1), left(asked.word, -2))
      ) as is_known,
      array(select unnest(l.concepts) from lexicon l where l.word = asked.word) as own,
      array(
        select distinct unnest(l.concepts)
        from lexicon l
        where l.word >= asked.beginning
          and l.word < asked.beginning || ${BEHIND}
        limit ${MOST_CONCEPTS + 1}
      ) as meant,
      array(
        select l.word
        from lexicon l
        where l.word >= asked.beginning
          and l.word < asked.beginning || ${BEHIND}
        limit ${MOST_CONTINUED + 1}
      ) as continued
    from unnest(${words as string[]}::text[], ${beginnings}::text[]) as asked (word, beginning)`;
  return new Map(
    rows.map(({ asked, isKnown, own, meant, continued }) => {
      const isWhole = asked.length < 3 || meant.length > MOST_CONCEPTS;
      const isListed = !/^\d+$/.test(asked) && continued.length <= MOST_CONTINUED;
      return [asked, { isKnown, concepts: isWhole ? own : meant, continued: isListed ? continued : null }];
    }),
  );
}

/**
 * The likest word for each typing error: one with the same letters in another order (the commonest error of a hurried
 * hand, and unlike to trigrams), else the one that shares most of its trigrams.
 */
export function likestWords(sql: Database, words: readonly string[]): Promise<LikeWord[]> {
  return sql<LikeWord[]>`
    select
      asked.word as asked,
      likest.word,
      likest.shown
    from unnest(${words as string[]}::text[], ${words.map(lettersOf)}::text[]) as asked (word, letters)
    cross join lateral (
      select
        like_it.word,
        like_it.shown
      from (
        select * from lexicon l where l.letters = asked.letters
        union all
        select * from lexicon l where l.word % asked.word
      ) like_it
      where length(like_it.word) between greatest(3, length(asked.word) - ${MOST_LETTERS_MORE})
          and length(asked.word) + ${MOST_LETTERS_MORE}
        and like_it.word !~ '^\\d'
      order by like_it.letters = asked.letters desc, similarity(like_it.word, asked.word) desc, like_it.word
      limit 1
    ) likest`;
}
