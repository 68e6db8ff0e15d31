import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAnswers } from '../test-support/answers.ts';
import { EVERY_FORM } from '../test-support/forms.ts';
import { ADULT_ASSESSMENT } from './adult-assessment.ts';
import { type Answer, type Answers, LONGEST_FREE_TEXT, MOST_CHOSEN, NO_ANSWERS, readFilledForm } from './answers.ts';
import { ENQUIRY, ENQUIRY_ANSWER } from './enquiry.ts';
import { faultsOf, filled, isAsked, isEmpty } from './faults.ts';
import { type Field, type FieldKind, type Form, fieldsOfForm } from './form.ts';
import { REFERRAL, RESPONSE } from './referral.ts';

const LEAST: Answers = {
  priority: 'urgent',
  reason_for_referral: 'reception',
  services_requested: ['shelter_women'],
  person_kind: 'adult',
  languages: ['ar'],
};
const words = (text: string, language = 'en') => ({ text, language });
/** Of a referral that says no more than it must, but for this. */
const codesWith = (answers: Record<string, Answer>) =>
  faultsOf(REFERRAL, { ...LEAST, ...answers }).map(({ field, code }) => `${field} ${code}`);

it('lets pass what says no more than it must', () => {
  expect(faultsOf(REFERRAL, LEAST)).toEqual([]);
});

it.each<[string, Record<string, Answer>]>([
  ['ten thousand characters where they have room', { profile_notes: words('x'.repeat(LONGEST_FREE_TEXT)) }],
  ['a name written from right to left', { preferred_name: words('محمد بن علی‎', 'ar') }],
  ['three citizenships', { citizenship: ['MD', 'UA', 'RO'] }],
  ['somebody stateless', { citizenship: ['XX'] }],
  ['an age without a year of birth', { age_band: '16_17' }],
  ['the first year', { birth_year: 1900 }],
  ['the last year', { birth_year: 2100 }],
  ['no child', { children_with: 0 }],
  ['a leap day', { reply_by: '2028-02-29' }],
  ['several codes', { risk_flags: ['threats', 'debt'] }],
  ['languages with scripts and regions', { languages: ['sr-Latn-RS', 'rom', 'zh-Hant'] }],
])('lets %s pass', (_, answers) => {
  expect(codesWith(answers)).toEqual([]);
});

it.each<[string, Record<string, Answer>, string]>([
  ['one character too many', { profile_notes: words('x'.repeat(LONGEST_FREE_TEXT + 1)) }, 'profile_notes TOO_LONG'],
  ['a name that is a story', { preferred_name: words('x'.repeat(201)) }, 'preferred_name TOO_LONG'],
  ['words in no language', { preferred_name: words('Ada', 'English') }, 'preferred_name NOT_AN_ANSWER'],
  ['half a character', { preferred_name: words('Ada \ud83d') }, 'preferred_name NOT_AN_ANSWER'],
  ['words without a language', { preferred_name: 'Ada' }, 'preferred_name NOT_AN_ANSWER'],
  ['no priority', { priority: '' }, 'priority MISSING'],
  ['no language', { languages: [] }, 'languages MISSING'],
  ['a required answer that was not asked', { priority: { none: 'not_asked' } }, 'priority MISSING'],
  ['a code of another list', { priority: 'adult' }, 'priority UNKNOWN_CODE'],
  ['a code that every object has', { priority: 'constructor' }, 'priority UNKNOWN_CODE'],
  ['one code of several that is unknown', { risk_flags: ['debt', 'weather'] }, 'risk_flags UNKNOWN_CODE'],
  ['several codes where one is asked', { priority: ['urgent'] }, 'priority NOT_AN_ANSWER'],
  ['one code where several are asked', { risk_flags: 'debt' }, 'risk_flags NOT_AN_ANSWER'],
  ['a country in small letters', { citizenship: ['md'] }, 'citizenship UNKNOWN_CODE'],
  ['a country of three letters', { citizenship: ['MDA'] }, 'citizenship UNKNOWN_CODE'],
  ['a language by its name', { languages: ['Arabic'] }, 'languages UNKNOWN_CODE'],
  ['more than can be chosen', { languages: Array(MOST_CHOSEN + 1).fill('ar') }, 'languages TOO_LONG'],
  ['a year too early', { birth_year: 1899 }, 'birth_year OUT_OF_RANGE'],
  ['a year too late', { birth_year: 2101 }, 'birth_year OUT_OF_RANGE'],
  ['a year in letters', { birth_year: '1990' }, 'birth_year NOT_AN_ANSWER'],
  ['half a year', { birth_year: 1990.5 }, 'birth_year NOT_AN_ANSWER'],
  ['a year that is no number', { birth_year: Number.NaN }, 'birth_year NOT_AN_ANSWER'],
  ['a day that no month has', { reply_by: '2026-02-30' }, 'reply_by NOT_A_DAY'],
  ['a leap day in another year', { reply_by: '2026-02-29' }, 'reply_by NOT_A_DAY'],
  ['a day and an hour', { reply_by: '2026-11-25T10:00:00Z' }, 'reply_by NOT_A_DAY'],
  ['a day in the order of a country', { reply_by: '25.11.2026' }, 'reply_by NOT_A_DAY'],
  ['a day as a number', { reply_by: 20261125 }, 'reply_by NOT_AN_ANSWER'],
  ['a field of no form', { shoe_size: 40 }, 'shoe_size UNKNOWN_FIELD'],
])('names %s', (_, answers, fault) => {
  expect(codesWith(answers)).toEqual([fault]);
});

it('names the fields that every object has as unknown', () => {
  const strange = JSON.parse('{"__proto__": "urgent", "constructor": "urgent"}');
  expect(faultsOf(REFERRAL, strange).map(({ field, code }) => `${field} ${code}`)).toEqual([
    ...Object.keys(LEAST).map((field) => `${field} MISSING`),
    '__proto__ UNKNOWN_FIELD',
    'constructor UNKNOWN_FIELD',
  ]);
});

it('names faults in the order of the form', () => {
  const faults = faultsOf(REFERRAL, { birth_year: 1, reply_by: 'x' }).map(({ field }) => field);
  expect(faults).toEqual([...Object.keys(LEAST), 'reply_by', 'birth_year'].sort(byPlaceIn(REFERRAL)));
});

it('keeps three reasons for no answer apart', () => {
  const answers: Answers = {
    ...LEAST,
    gender: { none: 'not_asked' },
    birth_year: { none: 'prefers_not_to_say' },
    citizenship: { none: 'unknown' },
  };
  expect(faultsOf(REFERRAL, answers)).toEqual([]);
  expect(filled(REFERRAL, answers).answers).toEqual(answers);
});

describe('an hour', () => {
  const asking: Form = asked({ type: 'time' });
  it.each([
    ['2026-11-25T10:00:00Z', []],
    ['2026-11-25T10:00+01:00', []],
    ['2026-02-30T10:00:00Z', ['NOT_A_TIME']],
    ['2026-11-25T25:00:00Z', ['NOT_A_TIME']],
    ['2026-11-25 10:00', ['NOT_A_TIME']],
    ['2026-11-25T10:00:00', ['NOT_A_TIME']],
    [['2026-11-25T10:00:00Z'], ['NOT_AN_ANSWER']],
    [10, ['NOT_AN_ANSWER']],
  ])('%j: %j', (answer, codes) => {
    expect(faultsOf(asking, { it: answer }).map(({ code }) => code)).toEqual(codes);
  });
});

describe('what is asked after another answer', () => {
  it('must be answered only then', () => {
    expect(faultsOf(RESPONSE, { decision: 'accepted' })).toEqual([]);
    expect(faultsOf(RESPONSE, { decision: 'declined' })).toEqual([{ field: 'reason_code', code: 'MISSING' }]);
  });

  it('does not travel, and holds nothing up, once the other answer is changed', () => {
    const changed: Answers = { capacity: 'no', conditions: words('x'.repeat(1001)), costs: 'no such code' };
    expect(faultsOf(ENQUIRY_ANSWER, changed)).toEqual([]);
    expect(filled(ENQUIRY_ANSWER, changed).answers).toEqual({ capacity: 'no' });
    expect(faultsOf(ENQUIRY_ANSWER, { ...changed, capacity: 'with_conditions' })).toHaveLength(2);
  });

  it('is asked where one of several codes brings it up, and not where there is none', () => {
    const field: Field = { id: 'more', kind: { type: 'date' }, when: { field: 'it', isOneOf: ['debt', 'threats'] } };
    expect(isAsked(field, { it: ['stigma', 'debt'] })).toBe(true);
    expect(isAsked(field, { it: { none: 'unknown' } })).toBe(false);
    expect(isAsked(field, {})).toBe(false);
  });
});

it('only what has content travels', () => {
  const answers: Answers = { ...LEAST, preferred_name: words(' \n'), citizenship: [], reply_by: '', children_with: 0 };
  expect(filled(REFERRAL, answers).answers).toEqual({ ...LEAST, children_with: 0 });
  expect(NO_ANSWERS.map((none) => isEmpty({ none }))).toEqual([false, false, false]);
});

const TRAVELLING = EVERY_FORM.filter(({ id }) => id !== 'ACT');

it.each(TRAVELLING.map((form) => [form.id, form] as const))('whatever of %s has no fault can be read', (_, form) => {
  fc.assert(
    fc.property(anyAnswers(form), (answers) => {
      const faulty = faultsOf(form, answers).map(({ field }) => field);
      const sound = Object.fromEntries(Object.entries(answers).filter(([field]) => !faulty.includes(field)));
      expect(faultsOf(form, sound).filter(({ code }) => code !== 'MISSING')).toEqual([]);
      const sent = filled(form, sound);
      expect(readFilledForm(JSON.parse(JSON.stringify(sent)))).toEqual(sent);
    }),
  );
});

it.each(EVERY_FORM.map((form) => [form.id, form] as const))('what of %s travels has the same faults', (_, form) => {
  const fields = fieldsOfForm(form).map(({ id }) => id);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...fields, 'x'), anyAnswer), (answers) => {
      const known = faultsOf(form, answers).filter(({ code }) => code !== 'UNKNOWN_FIELD');
      expect(faultsOf(form, filled(form, answers).answers)).toEqual(known);
    }),
  );
});

it('no field is longer than what can be read, and each stands once in its form', () => {
  for (const form of EVERY_FORM) {
    const fields = fieldsOfForm(form);
    const texts = fields.flatMap(({ kind }) => (kind.type === 'text' ? [kind.longest] : []));
    expect(Math.max(0, ...texts)).toBeLessThanOrEqual(LONGEST_FREE_TEXT);
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  }
});

it('a question depends only on one that stands before it and is always asked', () => {
  for (const form of [ENQUIRY, ENQUIRY_ANSWER, REFERRAL, RESPONSE, ADULT_ASSESSMENT]) {
    const fields = fieldsOfForm(form);
    for (const { id, when } of fields) {
      if (when === undefined) continue;
      const [own, other] = [id, when.field].map((each) => fields.findIndex((field) => field.id === each));
      expect(other).toBeGreaterThanOrEqual(0);
      expect(other).toBeLessThan(own ?? 0);
      expect(fields[other ?? 0]?.when).toBeUndefined();
    }
  }
});

const anyAnswer = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.string(),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.constantFrom(...NO_ANSWERS).map((none) => ({ none })),
  fc.record({ text: fc.string(), language: fc.constant('en') }),
);

function asked(kind: FieldKind): Form {
  return { id: 'X', version: 1, sections: [{ id: 'x', scope: null, fields: [{ id: 'it', kind }] }] };
}

function byPlaceIn(form: Form) {
  const place = fieldsOfForm(form).map(({ id }) => id);
  return (one: string, other: string) => place.indexOf(one) - place.indexOf(other);
}
