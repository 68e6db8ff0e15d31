import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from './input-error.ts';
import { labelIn, languageName, languageOf, stateName } from './names.ts';
import type { State } from './read-states.ts';

const MOLDOVA: State = {
  code: 'MD',
  id: '00000000-0000-4000-8000-000000000000',
  labels: { en: 'Moldova', fr: 'Moldavie', de: 'Moldau', it: 'Moldavia', ru: 'Молдова', es: 'Moldavia' },
  ownNames: [{ language: 'ro', name: 'Republica Moldova' }],
  checkedOn: '2026-05-20',
};

/** What a thrown refusal carries; null when nothing was refused. */
function refusal(ask: () => unknown): { code: string; message: string } | null {
  try {
    ask();
    return null;
  } catch (error) {
    if (error instanceof InputError) return { code: error.code, message: error.message };
    throw error;
  }
}

const BAD_TAGS = [
  '',
  ' ',
  'e',
  'en_US',
  'en-',
  '-en',
  'en--GB',
  'english-languages',
  'root',
  '*',
  'en;q=0.8',
  'en,fr',
  'en-12',
  'x-private',
  'de\u0000',
  '../en',
  'constructor',
  '__proto__',
  'ру',
  'a'.repeat(100_000),
];

describe('a language tag', () => {
  it.each([
    ['en', 'en'],
    ['EN', 'en'],
    ['sr-latn', 'sr-Latn'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
    ['en-u-ca-buddhist', 'en-u-ca-buddhist'],
  ])('%s is read as %s', (tag, canonical) => {
    expect(languageOf(tag)).toBe(canonical);
  });

  it.each(BAD_TAGS.map((tag) => [tag.slice(0, 20), tag]))('%j is refused with BAD_CODE', (_start, tag) => {
    const said = { code: 'BAD_CODE', message: 'The language is not a language tag such as "en" or "sr-Latn".' };
    expect(refusal(() => languageOf(tag))).toEqual(said);
    expect(refusal(() => stateName(MOLDOVA, tag))).toEqual(said);
    expect(refusal(() => labelIn(MOLDOVA.labels, tag))).toEqual(said);
    expect(refusal(() => languageName('ro', tag))).toEqual(said);
  });

  it('is read or refused with BAD_CODE, whatever somebody sends', () => {
    const sent = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/));
    fc.assert(
      fc.property(sent, (tag) => {
        const said = refusal(() => [
          languageOf(tag),
          stateName(MOLDOVA, tag),
          labelIn(MOLDOVA.labels, tag),
          languageName('ro', tag),
        ]);
        return said === null || said.code === 'BAD_CODE';
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the name of a State', () => {
  it.each<[string | null, string, string]>([
    [null, 'Moldova', 'English when no language is asked for'],
    ['fr', 'Moldavie', 'from the list'],
    ['fr-CA', 'Moldavie', 'from the list, whatever the region'],
    ['DE', 'Moldau', 'from the list, however it is written'],
    ['ro', 'Republica Moldova', 'as the State calls itself'],
    ['ja', 'モルドバ', 'from Unicode'],
    ['tlh', 'Moldova', 'in English where nobody knows better'],
    ['und', 'Moldova', 'in English for no language'],
  ])('in %s is %s: %s', (language, name) => {
    expect(stateName(MOLDOVA, language)).toBe(name);
  });

  it('is the English name of the list, not of Unicode, where nobody knows better', () => {
    const state = { ...MOLDOVA, labels: { en: 'Republic of Moldova' } };
    expect(stateName(state, 'tlh')).toBe('Republic of Moldova');
  });

  it('is its own name where it has none in English, and its code where it has no name', () => {
    expect(stateName({ ...MOLDOVA, labels: {} }, null)).toBe('Republica Moldova');
    expect(stateName({ ...MOLDOVA, labels: {}, ownNames: [] }, null)).toBe('MD');
  });

  it('is never empty', () => {
    const language = fc.stringMatching(/^[a-z]{2,3}$/);
    fc.assert(fc.property(language, (tag) => stateName(MOLDOVA, tag).length > 0));
  });
});

describe('a label', () => {
  const labels = { en: 'Woman', ru: 'Женщина' };

  it.each([
    [null, 'Woman'],
    ['ru', 'Женщина'],
    ['ru-UA', 'Женщина'],
    ['uk', 'Woman'],
    ['tlh', 'Woman'],
  ])('in %s is %s', (language, label) => {
    expect(labelIn(labels, language)).toBe(label);
  });

  it('is empty where the list has none at all', () => {
    expect(labelIn({}, 'ru')).toBe('');
  });
});

describe('the name of a language', () => {
  it.each([
    ['ro', null, 'română'],
    ['ar', null, 'العربية'],
    ['sr-Latn', null, 'srpski (latinica)'],
    ['ro', 'de', 'Rumänisch'],
    ['ro', 'de-AT', 'Rumänisch'],
    ['uk', 'en', 'Ukrainian'],
    ['ro', 'tlh', 'Romanian'],
    ['qaa', null, 'qaa'],
    ['qaa', 'fr', 'qaa'],
  ])('%s, asked for in %s, is %s', (code, language, name) => {
    expect(languageName(code, language)).toBe(name);
  });

  it('exists for every code of two letters', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{2}$/), (code) => languageName(code, null).length > 0));
  });
});
