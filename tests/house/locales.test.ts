import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELP_LANGUAGES, type Lang, OFFERED_LANGUAGES } from '#app/languages.ts';
import { HELP_TEXTS } from '#app/offered-pages.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { faultsOf, leftInEnglish, looseMarks, wronglyDeclaredSame } from './texts.ts';

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
    expect(Object.entries(texts).flatMap(([key, text]) => faultsOf(lang, key, text, english[key] ?? text))).toEqual([]);
  });
});

it.each(OFFERED_LANGUAGES.filter((lang) => lang !== 'en'))('%s says everything in its own words', (lang) => {
  expect(leftInEnglish(read(lang), english, SAME[lang] ?? [])).toEqual([]);
  expect(wronglyDeclaredSame(read(lang), english, SAME[lang] ?? [])).toEqual([]);
});

it('sets French marks off with a narrow space that does not break', () => {
  expect(looseMarks(read('fr'))).toEqual([]);
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
