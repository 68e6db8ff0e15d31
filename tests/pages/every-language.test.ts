import { describe, expect, inject, it } from 'vitest';
import { LANGUAGES, OFFERED_LANGUAGES } from '#app/languages.ts';
import { isOfferedIn, pathAfterLanguage } from '#app/offered-pages.ts';
import { FOR_AXE, faultsBesidesColours, NARROW, overflow } from '../browser/accessibility.ts';
import { addressesOfEveryKind } from '../browser/addresses.ts';
import { browserOfThisFile } from '../browser/visit.ts';

const { visit } = browserOfThisFile();
const paths = Object.entries(await addressesOfEveryKind(inject('portal'))).flatMap(([kind, address]) =>
  address.startsWith('/en') ? [[kind, pathAfterLanguage(address)] as const] : [],
);

/** English is read in `tests/browser/every-page.test.ts`, in more ways. */
describe.each(OFFERED_LANGUAGES.filter((lang) => lang !== 'en'))('%s', (lang) => {
  it.each(paths.filter(([, path]) => isOfferedIn(lang, path)))('%s', async (_kind, path) => {
    const { page, close } = await visit(`/${lang}${path}`, { ...FOR_AXE, viewport: NARROW });
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await page.locator('html').getAttribute('dir')).toBe(LANGUAGES[lang].dir);
    expect(await overflow(page)).toBe(0);
    expect(await faultsBesidesColours(page)).toEqual([]);
    await close();
  });
});
