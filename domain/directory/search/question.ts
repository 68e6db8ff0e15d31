import { createHash } from 'node:crypto';
import { InputError } from '../input-error.ts';
import { conceptWord } from './concepts.ts';
import { bareDigits, foldWords, stem, withLatinDigits } from './fold.ts';

/** What somebody searches for, understood. */
export interface Question {
  /** Folded words in the order in which they were written; a telephone number is one word of digits. */
  words: string[];
}

const LONGEST_TEXT = 300;
const MOST_WORDS = 16;

/** No word of the directory is longer. PostgreSQL refuses very long ones, and repeats them in its log. */
const LONGEST_WORD = 64;

/**
 * Understands a text that somebody typed.
 *
 * @returns null when nothing is asked (no text, or blanks only)
 * @throws InputError TOO_LONG, or BAD_TEXT when there is text but no word in it
 */
export function understand(text: string | null): Question | null {
  if (text === null || text.trim() === '') return null;
  if (text.length > LONGEST_TEXT) throw new InputError('TOO_LONG', `A search has at most ${LONGEST_TEXT} characters.`);
  const { numbers, rest } = apart(text);
  const words = telling([...new Set([...numbers, ...foldWords(rest).map(asWritten)])]);
  if (words.length === 0) throw new InputError('BAD_TEXT', 'There is no word in this text to search for.');
  if (words.length > MOST_WORDS) throw new InputError('TOO_LONG', `A search has at most ${MOST_WORDS} words.`);
  if (words.some((word) => word.length > LONGEST_WORD)) {
    throw new InputError('TOO_LONG', `A word has at most ${LONGEST_WORD} letters.`);
  }
  return { words };
}

/** A word and everything that people call by it. */
export interface WideWord {
  word: string;
  concepts: readonly string[];
  /** Every word that begins so; null where they are not named one by one. */
  continued: readonly string[] | null;
}

/** What finds a word, as PostgreSQL's `tsquery` says it: the word as it is, or continued, or what it names. */
export function oneWord({ word, concepts, continued }: WideWord): string {
  const forms = new Set([word, ...(word.length < 3 ? [] : (continued ?? [beginning(word)])), ...concepts]);
  return `(${[...forms].join(' | ')})`;
}

/** What ranks a word: it stands beside its own beginning so that being written just so counts for more. */
function rankedWord({ word, concepts }: Pick<WideWord, 'word' | 'concepts'>): string {
  return [word, ...(word.length < 3 ? [] : [beginning(word)]), ...concepts].join(' | ');
}

function beginning(word: string): string {
  return `${stem(word)}:*`;
}

/** Every word must occur: "shelters" finds "shelter", "rom" finds "Romania". */
export function allWords(words: readonly WideWord[]): string {
  return words.map(oneWord).join(' & ');
}

/** The States that a question names: of "united kingdom" the one that both words name. */
export function statesNamed(words: readonly WideWord[]): string[] {
  const times = new Map<string, number>();
  for (const concept of words.flatMap(({ concepts }) => concepts.filter(isState))) {
    times.set(concept, (times.get(concept) ?? 0) + 1);
  }
  const most = Math.max(...times.values());
  return [...times].filter(([, count]) => count === most).map(([concept]) => concept);
}

/** What several words of a question name together: for "victims identified" formal identification, not all about victims. */
export function namedTogether(words: readonly WideWord[]): string[] {
  const concepts = words.flatMap((word) => word.concepts).filter((concept) => !isState(concept));
  const named = concepts.filter((concept, index) => concepts.indexOf(concept) < index);
  return [...new Set(named)];
}

/**
 * What entries are ranked by: any of the words and of what they name; where words name things together, only those. A word
 * that names a country says where, so names that happen to hold it ("Help for Romanians abroad") gain nothing by it.
 */
export function anyWord(words: readonly WideWord[], together: readonly string[]): string {
  const isTelling = (concept: string) => together.length === 0 || together.includes(concept) || isState(concept);
  const ranked = words.map(({ word, concepts }) => {
    const states = concepts.filter(isState);
    return states.length > 0 ? states.join(' | ') : rankedWord({ word, concepts: concepts.filter(isTelling) });
  });
  return ranked.join(' | ');
}

const STATE = conceptWord('state', '');

function isState(concept: string): boolean {
  return concept.startsWith(STATE);
}

/** Names a question and its filter, so that a cursor of another one is recognised. */
export function questionHash(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}

/** Words that hold sentences together stand in every text and tell nothing; in a short question they are part of a name. */
function telling(words: string[]): string[] {
  const left = words.filter((word) => !FUNCTION_WORDS.has(word));
  return words.length < 3 || left.length === 0 ? words : left;
}

/** Folded, of the six working languages. */
const FUNCTION_WORDS = new Set(
  `a an and are at be by can do does for from how i if in is me my of on or the there to we what when where which who with
  au aux ce comment dans des du en est et il je la le les ma mon ou par pour quand que quel quelle qui sur un une
  als am auf aus bei das dem den der die ein eine einen einer fur ich im ist mit oder und von was wenn wer wie wo zu zum zur
  al alla che come con da dal dalla degli dei del della delle di e gli i il io lo mi nel nella o per quale sono su una uno
  como cual cuando donde el en es esta los las mi para por que quien se sin su un una unos y yo
  chto dlia gde i ia iz kak kakie kakoi kogda kto k mne na o ob po pri s u v vo za`.split(/\s+/),
);

/** Telephone numbers, which are one word however they are spaced, and the text without them. */
function apart(text: string): { numbers: string[]; rest: string } {
  const numbers: string[] = [];
  const rest = withLatinDigits(text).replace(NUMBER, (group) => {
    const digits = bareDigits(group);
    if (digits.length <= SHORT_NUMBER) return group;
    numbers.push(digits);
    return ' ';
  });
  return { numbers, rest };
}

/** Groups of digits that a person writes as one telephone number, with whatever stands between them. */
const NUMBER = /\+?\d[\d\s().\u2010-\u2015/-]*\d/g;
const SHORT_NUMBER = 4;

/** Short numbers are searched without the zeros with which dialling begins, as long ones are. */
function asWritten(word: string): string {
  return /^0+\d/.test(word) ? word.replace(/^0+/, '') : word;
}
