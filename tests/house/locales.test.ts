import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import IntlMessageFormat from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { HELP_LANGUAGES, LANGUAGES, type Lang, OFFERED_LANGUAGES } from '#app/languages.ts';
import { HELP_TEXTS } from '#app/offered-pages.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';

const APP = path.join(PROJECT_ROOT, 'app');
const read = (lang: string) =>
  JSON.parse(readFileSync(path.join(APP, 'locales', `${lang}.json`), 'utf8')) as Record<string, string>;
const english = read('en');

/** Keys that sources put together from parts, by what they begin with. */
const BUILT = [
  'entry.kind.',
  'guide.nrm.',
  'guide.pillars.',
  'guide.roles.',
  'guide.standards.',
  'hotline.answers.',
  'library.',
];

/** Texts that really are the same as in English. */
const SAME: Partial<Record<Lang, string[]>> = {
  fr: ['NRM Portal', 'Document', 'Service', 'Services'],
  de: ['NRM Portal'],
  it: ['NRM Portal', 'no'],
  ru: ['NRM Portal'],
  es: ['NRM Portal', 'no'],
  ro: ['NRM Portal', 'Document'],
  uk: ['NRM Portal'],
  sq: ['NRM Portal'],
  ar: ['NRM Portal'],
};

function keysFor(lang: Lang): string[] {
  const isHelp = HELP_LANGUAGES.some((help) => help === lang);
  return Object.keys(english).filter((key) => !isHelp || HELP_TEXTS.includes(key.split('.')[0] ?? ''));
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** All parts of a text, those inside plurals and selections too. */
function partsOf(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [
    part,
    ...('options' in part ? Object.values(part.options).flatMap(({ value }) => partsOf(value)) : []),
  ]);
}

/** What a text takes: the name and kind of each value. */
function valuesOf(text: IntlMessageFormat): string[] {
  const taken = partsOf(text.getAst()).flatMap((part) =>
    'value' in part && part.type > 0 ? [`${part.value} ${part.type}`] : [],
  );
  return [...new Set(taken)].sort();
}

/** The forms of a number that a plural of this language lacks, of those that whole numbers up to 200 take. */
function missingForms(text: IntlMessageFormat, lang: Lang): string[] {
  const rules = new Intl.PluralRules(LANGUAGES[lang].formats);
  const taken = new Set(Array.from({ length: 201 }, (_, count) => rules.select(count)));
  return partsOf(text.getAst()).flatMap((part) =>
    'pluralType' in part ? [...taken, 'other'].filter((form) => !Object.hasOwn(part.options, form)) : [],
  );
}

function faultsOf(lang: Lang, key: string, text: string): string[] {
  try {
    const format = new IntlMessageFormat(text, LANGUAGES[lang].formats);
    const original = new IntlMessageFormat(english[key] ?? text, 'en');
    const faults = missingForms(format, lang).map((form) => `${key}: no form "${form}"`);
    if (`${valuesOf(format)}` !== `${valuesOf(original)}`) {
      faults.push(`${key} takes ${valuesOf(format)}, in English ${valuesOf(original)}`);
    }
    return faults;
  } catch (error) {
    return [`${key}: ${(error as Error).message}`];
  }
}

it('has one file for each language that is offered', () => {
  expect(readdirSync(path.join(APP, 'locales')).sort()).toEqual(OFFERED_LANGUAGES.map((lang) => `${lang}.json`).sort());
});

describe.each(OFFERED_LANGUAGES)('%s', (lang) => {
  const texts = read(lang);

  it('has every text of the pages that are offered in it, and no other', () => {
    const [has, needs] = [Object.keys(texts), keysFor(lang)];
    expect({
      missing: needs.filter((key) => !has.includes(key)),
      needless: has.filter((key) => !needs.includes(key)),
    }).toEqual({ missing: [], needless: [] });
  });

  it('has sound texts that take what English takes, in every form of a number', () => {
    expect(Object.entries(texts).flatMap(([key, text]) => faultsOf(lang, key, text))).toEqual([]);
  });
});

it.each(OFFERED_LANGUAGES.filter((lang) => lang !== 'en'))('%s says everything in its own words', (lang) => {
  const same = Object.entries(read(lang)).filter(
    ([key, text]) =>
      text === english[key] && /\p{L}/u.test(text.replace(/\{\w+\}/g, '')) && !SAME[lang]?.includes(text),
  );
  expect(same).toEqual([]);
});

it('declares no text as the same that differs', () => {
  const stale = Object.entries(SAME).flatMap(([lang, words]) => {
    const texts = Object.entries(read(lang));
    return words.filter((word) => !texts.some(([key, text]) => text === word && text === english[key]));
  });
  expect(stale).toEqual([]);
});

it('sets French marks off with a narrow space that does not break', () => {
  const loose = Object.entries(read('fr')).filter(([, text]) =>
    /[^\u202f][:;?!»](?=\s|$)|«[^\u202f]|\u00a0/u.test(text),
  );
  expect(loose).toEqual([]);
});

describe('in the sources', () => {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !file.endsWith('.d.ts'),
  );
  const sources = files.map((file) => readFileSync(path.join(APP, file), 'utf8')).join('\n');
  const named = new Set([...sources.matchAll(/(['"`])([\w.]+)\1/g)].map(([, , text]) => text));
  const begun = new Set([...sources.matchAll(/`([\w.]+\.)\$\{/g)].map(([, start]) => start ?? ''));

  it('every text is used', () => {
    const unused = Object.keys(english).filter(
      (key) => !named.has(key) && !BUILT.some((start) => key.startsWith(start) && begun.has(start)),
    );
    expect(unused).toEqual([]);
  });

  it('keys that are put together from parts are declared here', () => {
    const building = [...begun].filter((start) => Object.keys(english).some((key) => key.startsWith(start)));
    expect(building.sort()).toEqual([...BUILT].sort());
  });
});
