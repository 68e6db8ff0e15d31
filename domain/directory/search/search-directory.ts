import type { Database } from '#db/client.ts';
import { isUuid } from '../../uuid.ts';
import type { EntryKind } from '../entry.ts';
import { InputError } from '../input-error.ts';
import { correct } from './did-you-mean.ts';
import { inTime } from './in-time.ts';
import { type KnownWord, lookUp } from './lexicon.ts';
import {
  allWords,
  anyWord,
  namedTogether,
  oneWord,
  questionHash,
  statesNamed,
  understand,
  type WideWord,
} from './question.ts';
import { filterCondition, type SearchFilter } from './search-filter.ts';

export interface SearchRequest {
  text: string | null;
  filter: SearchFilter;
  /** 1 to 100 */
  first: number;
  /** The cursor of the last result that was already seen. */
  after: string | null;
}

export interface SearchHit {
  id: string;
  kind: EntryKind;
  cursor: string;
}

/** One page of results, and how to ask more about all of them. */
export interface SearchResult {
  hits: SearchHit[];
  hasMore: boolean;
  didYouMean: string | null;
  /** What was searched in the end: corrected, and with all or only some of the words. */
  matched: Matched;
}

/** The tsquery that selects, the words that count when not all of them are found, and the filter. */
export interface Matched {
  query: string | null;
  /** A tsquery of everything that counts for the order. */
  ranked: string;
  /** A tsquery of what several words name together. */
  meant: string;
  /** Empty when all words must be found. */
  counted: string[];
  /** A tsquery of the States named, where not all words are found: what is there comes first. */
  there: string;
  words: string[];
  filter: SearchFilter;
}

const MOST_AT_ONCE = 100;

/** How much a word counts by where it stands: description, who runs it, its name, what it is and its State. */
const WEIGHTS = '{0.05, 0.3, 0.7, 1}';

/** More than any rank. */
const A_WORD = 10;

/** How far an entry of what several words name together stands before others that match as well. */
const MEANT = 0.5;

/**
 * Searches the directory. Words combine with AND; where no entry has them all, those with most of them come first.
 *
 * @throws InputError BAD_RANGE, BAD_CURSOR, BAD_TEXT, TOO_LONG, TOO_COSTLY
 */
export function searchDirectory(sql: Database, request: SearchRequest): Promise<SearchResult> {
  return inTime(answer(sql, request));
}

async function answer(sql: Database, request: SearchRequest): Promise<SearchResult> {
  if (!Number.isInteger(request.first) || request.first < 1 || request.first > MOST_AT_ONCE) {
    throw new InputError('BAD_RANGE', `Ask for 1 to ${MOST_AT_ONCE} results at once.`);
  }
  const asked = understand(request.text);
  const hash = questionHash([asked, request.filter]);
  const after = request.after === null ? null : readCursor(request.after, hash);
  if (asked === null) return page(sql, matchedBy(null, request.filter), request.first, after, hash, null);

  const written = await lookUp(sql, asked.words);
  const correction = await correct(
    sql,
    asked.words,
    asked.words.filter((word) => isTypingError(word, written)),
  );
  const didYouMean = correction?.shown ?? null;
  const words = correction?.words ?? asked.words;
  const known = correction === null ? written : await lookUp(sql, words);
  const wide = words.map((word) => {
    const { concepts = [], continued = null } = known.get(word) ?? {};
    return { word, concepts, continued };
  });
  const all = await page(sql, matchedBy(wide, request.filter), request.first, after, hash, didYouMean);
  if (all.hits.length > 0 || words.length === 1 || after?.counted === false) return all;
  return page(sql, someOf(wide, request.filter), request.first, after, hash, didYouMean);
}

function isTypingError(word: string, known: Map<string, KnownWord>): boolean {
  return !/^\d+$/.test(word) && known.get(word)?.isKnown === false;
}

function matchedBy(words: WideWord[] | null, filter: SearchFilter): Matched {
  if (words === null) return { query: null, ranked: '', meant: '', counted: [], there: '', words: [], filter };
  const together = namedTogether(words);
  return {
    query: allWords(words),
    ranked: anyWord(words, together),
    meant: together.join(' | '),
    counted: [],
    there: '',
    words: words.map(({ word }) => word),
    filter,
  };
}

function someOf(words: WideWord[], filter: SearchFilter): Matched {
  const counted = words.map(oneWord);
  return { ...matchedBy(words, filter), query: counted.join(' | '), counted, there: statesNamed(words).join(' | ') };
}

async function page(
  sql: Database,
  matched: Matched,
  first: number,
  after: Position | null,
  hash: string,
  didYouMean: string | null,
): Promise<SearchResult> {
  const { query, ranked, meant, counted, there, filter } = matched;
  const score =
    query === null
      ? sql`s.head_start`
      : sql`(
          ts_rank(${WEIGHTS}::real[], s.words, q.ranked) * q.terms
          + s.head_start
          + ${meant === '' ? sql`0` : sql`${MEANT}::real * (s.words @@ q.meant)::int`}
          + ${countOf(sql, counted, there)}
        )::real`;
  const rows = await sql<{ entryId: string; kind: EntryKind; score: number }[]>`
    with q as materialized (
      select
        ${query ?? ''}::tsquery as query,
        ${ranked}::tsquery as ranked,
        (numnode(${ranked}::tsquery) + 1) / 2 as terms,  -- ts_rank divides by them
        ${meant}::tsquery as meant,
        ${counted}::text[]::tsquery[] as counted,
        ${there}::tsquery as there
    ),
    found as (
      select
        s.entry_id,
        s.kind,
        ${score} as score
      from q
      cross join entry_search s
      where ${query === null ? sql`true` : sql`s.words @@ q.query`}
        and ${filterCondition(sql, filter)}
    )
    select
      entry_id,
      kind,
      score  -- not as text: PostgreSQL would rank every match a second time for that
    from found
    where ${after === null ? sql`true` : sql`(score, entry_id) < (${after.score}::real, ${after.entryId}::uuid)`}
    order by found.score desc, entry_id desc
    limit ${first + 1}`;
  const hits = rows.slice(0, first).map(({ entryId, kind, score: at }) => ({
    id: entryId,
    kind,
    cursor: writeCursor({ score: at, entryId, counted: counted.length > 0 }, hash),
  }));
  return { hits, hasMore: rows.length > first, didYouMean, matched };
}

/**
 * How many of the words an entry has, so that most words come before all ranking; and before these, what is in the State
 * that was named: whoever asks for a shelter there is not helped by one elsewhere.
 */
function countOf(sql: Database, counted: readonly string[], there: string) {
  if (counted.length === 0) return sql`0`;
  const words = sql`${A_WORD}::int * (select count(*) from unnest(q.counted) as word where s.words @@ word)`;
  return there === '' ? words : sql`${words} + ${A_WORD * counted.length}::int * (s.words @@ q.there)::int`;
}

interface Position {
  /** As PostgreSQL keeps it: in four bytes. */
  score: number;
  entryId: string;
  /** Whether the page before was of entries with only some of the words. */
  counted: boolean;
}

function writeCursor({ score, entryId, counted }: Position, hash: string): string {
  return Buffer.from(JSON.stringify([hash, score, entryId, counted])).toString('base64url');
}

function readCursor(cursor: string, hash: string): Position {
  try {
    const [of, score, entryId, counted] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const real = Math.fround(Number(score));
    if (of === hash && Number.isFinite(real) && isUuid(String(entryId))) {
      return { score: real, entryId: String(entryId), counted: counted === true };
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new InputError('BAD_CURSOR', 'This cursor does not belong to this question.');
}

/**
 * How many entries match, over all pages.
 *
 * @throws InputError TOO_COSTLY
 */
export async function countMatches(sql: Database, { query, filter }: Matched): Promise<number> {
  const [row] = await inTime(sql<{ count: number }[]>`
    with q as materialized (select ${query ?? ''}::tsquery as query)
    select count(*)::int as count
    from q
    cross join entry_search s
    where ${query === null ? sql`true` : sql`s.words @@ q.query`}
      and ${filterCondition(sql, filter)}`);
  return row?.count ?? 0;
}
