import { describe, expect, it } from 'vitest';
import { languageAt } from './languages.ts';
import { isOfferedIn, languagesOf, pathAfterLanguage } from './offered-pages.ts';

describe('a page', () => {
  it.each([
    '',
    '/',
    '/states',
    '/states?code=RO',
    '/states/RO#who',
    '/entries/5f0c',
    '/numbers',
    '/stay-safe',
    '/privacy',
  ])('%j is there for people who look for help: in all ten languages', (path) => {
    expect(languagesOf(path)).toHaveLength(10);
    expect(isOfferedIn('ar', path)).toBe(true);
  });

  it.each(['/find', '/find?state=RO', '/about', '/compare/RO/MD', '/states/RO/anything', '/a-new-page', '/entries'])(
    '%j is in the six complete languages without being named anywhere',
    (path) => {
      expect(languagesOf(path)).toEqual(['en', 'fr', 'de', 'it', 'ru', 'es']);
      expect(isOfferedIn('ro', path)).toBe(false);
    },
  );
});

it.each([
  ['/', 'en', '/'],
  ['/fr', 'fr', ''],
  ['/fr/', 'fr', '/'],
  ['/ar/states/RO?x#y', 'ar', '/states/RO?x#y'],
  ['/fr?x', 'fr', '?x'],
  ['/xx/states/RO', 'en', '/xx/states/RO'],
  ['/constructor/states', 'en', '/constructor/states'],
  ['/francais', 'en', '/francais'],
])('%s is in %s, and its path there is %j', (address, lang, path) => {
  expect([languageAt(address), pathAfterLanguage(address)]).toEqual([lang, path]);
});
