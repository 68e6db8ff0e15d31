import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unlessMalformed } from '../unless-malformed.ts';
import {
  codesOf,
  isFreeText,
  isNoAnswer,
  LONGEST_FREE_TEXT,
  MOST_CHOSEN,
  NO_ANSWERS,
  readFilledForm,
} from './answers.ts';
import { formOf } from './forms.ts';

const read = (value: unknown) => unlessMalformed(() => readFilledForm(value));
const withAnswers = (answers: unknown) => read({ form: 'F2', version: 1, answers });
/** As it comes from a stranger. */
const fromText = (json: string) => withAnswers(JSON.parse(json));

it.each([
  ['nothing', {}],
  ['a code, a day and a number', { priority: 'urgent', reply_by: '2026-11-25', birth_year: 1990 }],
  ['several codes, and none', { citizenship: ['MD', 'UA', 'XX'], risk_flags: [] }],
  ['a name from right to left', { preferred_name: { text: 'محمد بن علی', language: 'ar' } }],
  ['words at their longest', { notes: { text: '語'.repeat(LONGEST_FREE_TEXT), language: 'ja' } }],
  ['as many codes as there may be', { languages: Array(MOST_CHOSEN).fill('ro') }],
  ['three reasons for no answer', Object.fromEntries(NO_ANSWERS.map((none) => [none, { none }]))],
  ['fields that every object has', { constructor: 'urgent', toString: 'x', valueOf: ['x'] }],
])('reads %s', (_, answers) => {
  expect(withAnswers(answers)?.answers).toEqual(answers);
});

it('reads a form, and a version of it, that nobody knows', () => {
  const newer = { form: 'F99', version: 7, answers: { smell: 'green', priority: 'urgent' } };
  expect(read(newer)).toEqual(newer);
  expect(formOf(newer)).toBeNull();
  expect(formOf({ form: 'F2', version: 2 })).toBeNull();
  expect(formOf({ form: 'F2', version: 1 })).not.toBeNull();
});

it.each([
  ['null', '{"a": null}'],
  ['true', '{"a": true}'],
  ['an object of nothing', '{"a": {}}'],
  ['a fourth reason for no answer', '{"a": {"none": "forgotten"}}'],
  ['a reason with more', '{"a": {"none": "unknown", "text": "x"}}'],
  ['words without a language', '{"a": {"text": "x"}}'],
  ['words in no language', '{"a": {"text": "x", "language": "English"}}'],
  ['words in a language without end', `{"a": {"text": "x", "language": "en${'-abcdefgh'.repeat(1000)}"}}`],
  ['words with more', '{"a": {"text": "x", "language": "en", "html": "<b>"}}'],
  ['words that are a list', '{"a": {"text": ["x"], "language": "en"}}'],
  ['an object in an object', '{"a": {"text": {"text": "x", "language": "en"}, "language": "en"}}'],
  ['an empty code', '{"a": ""}'],
  ['words in the place of a code', '{"a": "Some words."}'],
  ['a code that is too long', `{"a": "${'x'.repeat(65)}"}`],
  ['a code with a break', '{"a": "urgent\\n"}'],
  ['a list of lists', '{"a": [["ro"]]}'],
  ['a list of numbers', '{"a": [1]}'],
  ['a list with a gap', '{"a": ["ro", null]}'],
  ['half a number', '{"a": 0.5}'],
  ['a number without end', '{"a": 1e400}'],
  ['a number that is not exact', '{"a": 9007199254740993}'],
  ['another prototype', '{"__proto__": {"none": "unknown"}}'],
  ['a prototype inside', '{"a": {"__proto__": {"none": "unknown"}}}'],
  ['a field of no name', '{"": "x"}'],
  ['a field that is a path', '{"../x": "x"}'],
])('refuses %s', (_, json) => {
  expect(fromText(json)).toBeNull();
});

it('refuses one character, one code and one field too many', () => {
  const words = (length: number) => ({ a: { text: 'x'.repeat(length), language: 'en' } });
  expect(withAnswers(words(LONGEST_FREE_TEXT))).not.toBeNull();
  expect(withAnswers(words(LONGEST_FREE_TEXT + 1))).toBeNull();
  expect(withAnswers({ a: Array(MOST_CHOSEN + 1).fill('ro') })).toBeNull();
  const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, 'x']));
  expect(withAnswers(fields(200))).not.toBeNull();
  expect(withAnswers(fields(201))).toBeNull();
  expect(withAnswers(fields(10_000))).toBeNull();
});

it.each([
  ['no object', [1, 'F2', null, [], [{ form: 'F2', version: 1, answers: {} }]]],
  ['one without its parts', [{}, { form: 'F2', answers: {} }, { form: 'F2', version: 1 }]],
  ['one with more', [{ form: 'F2', version: 1, answers: {}, signature: 'x' }]],
  ['answers that are none', [null, [], 'x', 1].map((answers) => ({ form: 'F2', version: 1, answers }))],
  ['a version that is none', [0, -1, 1.5, '1', null].map((version) => ({ form: 'F2', version, answers: {} }))],
  [
    'a name that is none',
    ['', 'f2', 'F 2', '__proto__', 2, 'F'.repeat(9)].map((form) => ({ form, version: 1, answers: {} })),
  ],
])('refuses a form that is %s', (_, values) => {
  expect(values.map(read)).toEqual(values.map(() => null));
});

describe('whatever a stranger sends', () => {
  it('is read to what reads the same again, or refused with a reason', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string(),
          fc.json().map((json) => JSON.parse(json)),
        ),
        (answers) => {
          const form = withAnswers(answers);
          if (form !== null) expect(read(JSON.parse(JSON.stringify(form)))).toEqual(form);
        },
      ),
    );
  });

  it('leaves no object with another prototype', () => {
    const form = fromText('{"constructor": "x", "a": {"none": "unknown"}}');
    expect(Object.getPrototypeOf(form?.answers)).toBe(Object.prototype);
    expect(Object.hasOwn({}, 'a')).toBe(false);
  });

  it('is refused at once where it is nested without end', () => {
    const depth = 5000;
    expect(fromText(`{"a": ${'['.repeat(depth)}${']'.repeat(depth)}}`)).toBeNull();
  });
});

it('tells kinds of answers apart', () => {
  const words = { text: 'none', language: 'en' };
  expect([words, { none: 'unknown' as const }, 'x', ['x'], 1, undefined].map(isFreeText)).toEqual([
    true,
    ...Array(5).fill(false),
  ]);
  expect([{ none: 'unknown' as const }, words, 'x', ['none'], 1, undefined].map(isNoAnswer)).toEqual([
    true,
    ...Array(5).fill(false),
  ]);
  expect(['x', ['x', 'y'], words, 1, undefined].map((answer) => codesOf(answer))).toEqual([
    ['x'],
    ['x', 'y'],
    [],
    [],
    [],
  ]);
});
