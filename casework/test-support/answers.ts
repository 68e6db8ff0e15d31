import fc from 'fast-check';
import { type Answer, type Answers, NO_ANSWERS } from '../forms/answers.ts';
import { CODE_LISTS } from '../forms/code-lists.ts';
import { type FieldKind, type Form, fieldsOfForm } from '../forms/form.ts';

const LONG = 'ع'.repeat(10_001);
const LANGUAGES = ['en', 'ar', 'sr-Latn-RS', 'uk'];
const TERMS = ['shelter_women', 'legal_aid', 'forced_labour'];
const CODES = [...new Set(Object.values(CODE_LISTS).flat())];

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const anyWords = (longest: number) =>
  fc.record({
    text: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(LONG.slice(0, longest), LONG.slice(0, longest + 1), 'محمد بن علی', '‏שרה', '\ud800'),
    ),
    language: fc.constantFrom(...LANGUAGES, 'Arabic', '', `x${'-abcdefgh'.repeat(12)}`, `ar${'-abcdefgh'.repeat(12)}`),
  });

/** Also what nobody should be able to send. */
const strange = fc.oneof(
  fc.constantFrom<Answer[]>(Number.NaN, Number.POSITIVE_INFINITY, 1.5, -1, '', [], 'no such code', '2026-02-30', 'XX'),
  fc.constantFrom<Answer[]>(['zz'], ['XXX'], Array(61).fill('ro'), ['a'.repeat(65)], ['no such code']),
  fc.constantFrom<Answer[]>('2026-02-30T10:00:00Z', '2026-11-25T10:00:00+01:00', '2026-11-25'),
  fc.constantFrom(...CODES),
  anyWords(500),
);
const none = fc.constantFrom(...NO_ANSWERS).map((why) => ({ none: why }));

function usual(kind: FieldKind): fc.Arbitrary<Answer> {
  switch (kind.type) {
    case 'code':
      return fc.constantFrom(...CODE_LISTS[kind.list]);
    case 'codes':
      return fc.subarray([...CODE_LISTS[kind.list]]);
    case 'terms':
      return fc.subarray(TERMS);
    case 'countries':
      return fc.subarray(['MD', 'UA', 'XX']);
    case 'languages':
      return fc.subarray(LANGUAGES);
    case 'text':
      return anyWords(kind.longest);
    case 'number':
      return fc.integer({ min: kind.least, max: kind.most });
    case 'date':
      return anyDay;
    case 'time':
      return anyDay.map((day) => `${day}T10:00:00Z`);
  }
}

/** As people and strangers fill in a form: most of it as it should be, some of it not at all. */
export function anyAnswers(form: Form): fc.Arbitrary<Answers> {
  const fields = fieldsOfForm(form).map(({ id, kind }) => [
    id,
    fc.oneof({ weight: 12, arbitrary: usual(kind) }, { weight: 1, arbitrary: none }, { weight: 1, arbitrary: strange }),
  ]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] }) as fc.Arbitrary<Answers>;
}
