import { createHash } from 'node:crypto';
import { InputError } from '../input-error.ts';
import { bareDigits, foldWords, numbersIn, stem } from './fold.ts';

/** What somebody searches for, understood. */
export interface Question {
  /** Folded words in the order in which they were written; a telephone number is one word of digits. */
  words: string[];
}

const LONGEST_TEXT = 300;
const MOST_WORDS = 16;

/**
 * Understands a text that somebody typed.
 *
 * @returns null when nothing is asked (no text, or blanks only)
 * @throws InputError TOO_LONG, or BAD_TEXT when there is text but no word in it
 */
export function understand(text: string | null): Question | null {
  if (text === null || text.trim() === '') return null;
  if (text.length > LONGEST_TEXT) throw new InputError('TOO_LONG', `A search has at most ${LONGEST_TEXT} characters.`);
  const numbers = numbersIn(text).filter((digits) => digits.length > 4);
  const rest = numbers.length === 0 ? text : withoutNumbers(text);
  const words = [...new Set([...numbers, ...foldWords(rest).map(asWritten)])];
  if (words.length === 0) throw new InputError('BAD_TEXT', 'There is no word in this text to search for.');
  if (words.length > MOST_WORDS) throw new InputError('TOO_LONG', `A search has at most ${MOST_WORDS} words.`);
  return { words };
}

/** Every word must occur, as it is or continued: "shelters" finds "shelter", "rom" finds "Romania". */
export function allWords({ words }: Question): string {
  return words.map(oneWord).join(' & ');
}

export function oneWord(word: string): string {
  const beginning = stem(word);
  return word.length < 3 ? word : `(${word} | ${beginning}:*)`;
}

/** Names a question and its filter, so that a cursor of another one is recognised. */
export function questionHash(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}

function withoutNumbers(text: string): string {
  return text.replace(/\+?\d[\d\s().\u2010-\u2015/-]*\d/g, (number) => (bareDigits(number).length > 4 ? ' ' : number));
}

/** Short numbers are searched without the zeros with which dialling begins, as long ones are. */
function asWritten(word: string): string {
  return /^0+\d/.test(word) ? word.replace(/^0+/, '') : word;
}
