import { describe, expect, it } from 'vitest';
import { SCOPES } from '../consent/scopes.ts';
import { EVERY_FORM } from '../test-support/forms.ts';
import { NO_ANSWERS } from './answers.ts';
import { CODE_LISTS, type CodeList } from './code-lists.ts';
import { fieldsOfForm } from './form.ts';
import german from './labels/de.json';
import spanish from './labels/es.json';
import french from './labels/fr.json';
import italian from './labels/it.json';
import russian from './labels/ru.json';
import { codeKey, ENGLISH, FORM_LANGUAGES, type FormLanguage, type Labels, labelOf } from './labels.ts';
import { NAMED_HERE } from './spoken-languages.ts';

const LABELS: Record<FormLanguage, Labels> = {
  en: ENGLISH,
  fr: french,
  de: german,
  it: italian,
  ru: russian,
  es: spanish,
};
/** Acts have words of their own on the page where they are done. */
const TITLED = EVERY_FORM.filter(({ id }) => id !== 'ACT');
const FIELDS = EVERY_FORM.map((form) => fieldsOfForm(form).map(({ id }) => `field.${id}`));
const LISTS = Object.entries(CODE_LISTS).map(([list, codes]) => codes.map((code) => codeKey(list as CodeList, code)));
const NEEDED = new Set([
  ...TITLED.flatMap(({ id, sections }) => [`form.${id}`, ...sections.map((section) => `section.${id}.${section.id}`)]),
  ...FIELDS.flat(),
  ...LISTS.flat(),
  ...SCOPES.map((scope) => `scope.${scope}`),
  ...NAMED_HERE.map((code) => `spoken.${code}`),
  ...NO_ANSWERS.map((none) => `none.${none}`),
]);
/** One of them is chosen, or read beside the others. */
const SIDE_BY_SIDE = [
  ...FIELDS,
  ...LISTS,
  ...TITLED.map(({ id, sections }) => sections.map((section) => `section.${id}.${section.id}`)),
  TITLED.map(({ id }) => `form.${id}`),
  SCOPES.map((scope) => `scope.${scope}`),
  NO_ANSWERS.map((none) => `none.${none}`),
];
const isHint = (key: string) => key.startsWith('hint.');

describe.each(FORM_LANGUAGES)('in %s', (language) => {
  const labels = LABELS[language];
  const keys = Object.keys(labels);

  it('everything that can be asked, answered or agreed to has words, and nothing else', () => {
    const needless = keys.filter((key) => !NEEDED.has(key) && !isHint(key));
    expect({ missing: [...NEEDED].filter((key) => !keys.includes(key)), needless }).toEqual({
      missing: [],
      needless: [],
    });
  });

  it('what stands side by side can be told apart', () => {
    const alike = SIDE_BY_SIDE.flatMap((together) =>
      together.filter((key, place) => together.findIndex((other) => labels[other] === labels[key]) < place),
    );
    expect(alike).toEqual([]);
  });

  it('a label and the hint below it are not the same words', () => {
    expect(keys.filter((key) => isHint(key) && labels[key] === labels[key.replace('hint', 'field')])).toEqual([]);
  });

  it('words are written without needless spaces, and a hint is a sentence', () => {
    const loose = keys.filter((key) => !/^\S(.*\S)?$/.test(labels[key] ?? '') || /\s\s/.test(labels[key] ?? ''));
    const cut = keys.filter((key) => isHint(key) !== /\.$/.test(labels[key] ?? ''));
    expect({ loose, cut }).toEqual({ loose: [], cut: [] });
  });

  it('keys stand in the order of the forms', () => {
    expect(keys).toEqual(Object.keys(ENGLISH));
  });
});

it('hints are of fields that exist', () => {
  const hints = Object.keys(ENGLISH).filter(isHint);
  expect(hints).toContain('hint.meeting_place');
  expect(hints.filter((key) => !NEEDED.has(key.replace('hint', 'field')))).toEqual([]);
});

it('French marks are set off with a narrow space that does not break', () => {
  expect(
    Object.entries(french).filter(([, words]) => /[^\u202f][:;?!»](?=\s|$)|«[^\u202f]|\u00a0/u.test(words)),
  ).toEqual([]);
});

it('nobody is called illegal, in any language', () => {
  const said = Object.values(LABELS).flatMap((labels) => Object.values(labels));
  expect(said.filter((words) => /illegal|illégal|clandestin|нелегал|незаконн/i.test(words))).toEqual([]);
});

it('a key of a newer form is shown by its last part', () => {
  expect(labelOf(french, 'code.priority.some_day')).toBe('some_day');
  expect(labelOf({}, 'form.F2')).toBe(ENGLISH['form.F2']);
});
