import type { Database } from '#db/client.ts';
import { beginningOf } from './question.ts';

/** What the directory knows of a word that somebody typed. */
export interface KnownWord {
  /** As it is, continued, or with a shorter ending; false for a typing error, and for what nobody wrote. */
  isKnown: boolean;
  /** What people call by this word or by one that begins so: `_state_ro` for "rumänien". */
  concepts: string[];
}

/** A word that somebody wrote, near one that nobody did. */
export interface NearWord {
  asked: string;
  word: string;
  /** As a person writes it. */
  shown: string;
  /** 0 to 1, by trigrams */
  likeness: number;
}

const NEAREST = 8;

/** A beginning that could be so many things says nothing: then only the word itself counts. */
const MOST_CONCEPTS = 40;

/** Behind every letter and digit of a folded word: the end of the range of all words that begin alike. */
const BEHIND = '~';

/** @param words folded */
export async function lookUp(sql: Database, words: readonly string[]): Promise<Map<string, KnownWord>> {
  const beginnings = words.map(beginningOf);
  const rows = await sql<{ asked: string; isKnown: boolean; own: string[]; continued: string[] }[]>`
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
      ) as continued
    from unnest(${words as string[]}::text[], ${beginnings}::text[]) as asked (word, beginning)`;
  return new Map(
    rows.map(({ asked, isKnown, own, continued }) => {
      const isWhole = asked.length < 3 || continued.length > MOST_CONCEPTS;
      return [asked, { isKnown, concepts: isWhole ? own : continued }];
    }),
  );
}

/** The likeliest words for typing errors, the likest first. */
export function nearWords(sql: Database, words: readonly string[]): Promise<NearWord[]> {
  return sql<NearWord[]>`
    select
      asked.word as asked,
      near.word,
      near.shown,
      similarity(near.word, asked.word) as likeness
    from unnest(${words as string[]}::text[]) as asked (word)
    cross join lateral (
      select
        l.word,
        l.shown
      from lexicon l
      order by l.word <-> asked.word
      limit ${NEAREST}
    ) near
    where length(near.word) > 2
      and near.word !~ '^\\d'
    order by likeness desc`;
}
