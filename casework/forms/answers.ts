import { fieldsOf, listOf, matching, oneOf, ordinal, ShapeError, text } from '#crypto/shape.ts';

/** Three things that an empty field does not tell apart. */
export const NO_ANSWERS = ['not_asked', 'prefers_not_to_say', 'unknown'] as const;
export type NoAnswer = (typeof NO_ANSWERS)[number];

/** A code or a day; several codes; a number; free words with their language; or why there is none. */
export type Answer = string | readonly string[] | number | FreeText | { none: NoAnswer };

export interface FreeText {
  text: string;
  /** BCP 47, as its author says. */
  language: string;
}

/** By field. */
export type Answers = Readonly<Record<string, Answer>>;

/** A form that somebody has filled in, as it travels. */
export interface FilledForm {
  form: string;
  version: number;
  answers: Answers;
}

const MOST_FIELDS = 200;
/** Codes in one answer. */
export const MOST_CHOSEN = 60;
/** Of free words, in UTF-16 units: those who tell more attach a file. */
export const LONGEST_FREE_TEXT = 10_000;
const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
/** BCP 47, and no longer than a code. */
export const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,6}$/;

/**
 * Any form, also one that this version does not know: what it holds is then shown by its codes.
 *
 * @throws ShapeError
 */
export function readFilledForm(value: unknown): FilledForm {
  const fields = fieldsOf(value, ['form', 'version', 'answers']);
  const { answers } = fields;
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) {
    throw new ShapeError('answers are an object');
  }
  const given = Object.entries(answers);
  if (given.length > MOST_FIELDS) throw new ShapeError('a form has too many answers');
  return {
    form: matching(fields.form, /^[A-Z][A-Z0-9]{0,7}$/, 'the name of a form'),
    version: ordinal(fields.version),
    answers: Object.fromEntries(given.map(([id, answer]) => [code(id), readAnswer(answer)])),
  };
}

export function isFreeText(answer: Answer | undefined): answer is FreeText {
  return typeof answer === 'object' && 'text' in answer;
}

export function isNoAnswer(answer: Answer | undefined): answer is { none: NoAnswer } {
  return typeof answer === 'object' && 'none' in answer;
}

/** @param answer undefined: there is none any more */
export function withAnswer(answers: Answers, field: string, answer: Answer | undefined): Answers {
  const { [field]: _, ...others } = answers;
  return answer === undefined ? others : { ...others, [field]: answer };
}

/** The codes of an answer, one or several. */
export function codesOf(answer: Answer | undefined): readonly string[] {
  if (typeof answer === 'string') return [answer];
  return Array.isArray(answer) ? answer : [];
}

function readAnswer(value: unknown): Answer {
  if (typeof value === 'string') return code(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new ShapeError('a number must be whole');
    return value;
  }
  if (Array.isArray(value)) return listOf(value, MOST_CHOSEN, code);
  if (typeof value === 'object' && value !== null && 'none' in value) {
    return { none: oneOf(fieldsOf(value, ['none']).none, NO_ANSWERS) };
  }
  const words = fieldsOf(value, ['text', 'language']);
  const written = text(words.text);
  if (written.length > LONGEST_FREE_TEXT) throw new ShapeError('an answer is too long');
  return { text: written, language: language(words.language) };
}

function code(value: unknown): string {
  return matching(value, CODE, 'a code');
}

function language(value: unknown): string {
  return matching(value, LANGUAGE, 'the language');
}
