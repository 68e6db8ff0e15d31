import { describe, expect, inject, it } from 'vitest';
import { HELP_LANGUAGES, LANGUAGES, OFFERED_LANGUAGES } from '#app/languages.ts';
import english from '#app/locales/en.json';
import { isOfferedIn, pathAfterLanguage } from '#app/offered-pages.ts';
import { addressesOfEveryKind } from './addresses.ts';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const OFF = { javaScriptEnabled: false };
const paths = Object.entries(await addressesOfEveryKind(inject('portal')))
  .filter(([, address]) => address.startsWith('/en') && !address.includes('nowhere') && !address.includes('/XX'))
  .map(([kind, address]) => [kind, pathAfterLanguage(address)] as const);
const helpPaths = paths.filter(([kind, path]) => isOfferedIn('ar', path) && kind !== 'document');

async function get(address: string) {
  const response = await fetch(new URL(address, base), { redirect: 'manual' });
  return { status: response.status, html: await response.text() };
}

/** Whole sentences of the English interface; shorter texts may as well be somebody's name. */
const SENTENCES = Object.values(english).filter((text) => !text.includes('{') && text.split(' ').length > 3);

describe.each(OFFERED_LANGUAGES.filter((lang) => lang !== 'en'))('in %s', (lang) => {
  it.each(HELP_LANGUAGES.some((help) => help === lang) ? helpPaths : paths)(
    'the page "%s" is there, and nothing of the interface is in English',
    async (_kind, path) => {
      const { status, html } = await get(`/${lang}${path}`);
      expect(status).toBe(200);
      expect(html).toContain(`<html lang="${lang}" dir="${LANGUAGES[lang].dir}">`);
      const own = html.replace(/<bdi lang="en"[^>]*>.*?<\/bdi>/gs, '').replaceAll('&#x27;', "'");
      expect(SENTENCES.filter((sentence) => own.includes(sentence))).toEqual([]);
    },
  );

  it('an address that leads nowhere is answered with every number', async () => {
    const { status, html } = await get(`/${lang}/nowhere`);
    expect(status).toBe(404);
    expect(html).toContain(`<html lang="${lang}"`);
    expect(html.match(/href="tel:/g)?.length).toBeGreaterThan(50);
    expect(html).not.toContain('hrefLang="en" dir="ltr" href="/en/nowhere"');
  });

  it('States stand in the order of their names', async () => {
    const { html } = await get(`/${lang}/numbers`);
    const names = [...html.matchAll(/<a class="state"[^>]*>([^<]*)</g)].map(([, name]) => name ?? '');
    expect(names).toHaveLength(57);
    expect(names).toEqual([...names].sort(new Intl.Collator(lang).compare));
    expect(names.filter((name) => name === 'Germany' || name === 'Switzerland')).toEqual([]);
  });
});

describe.each(HELP_LANGUAGES)('what does not exist in %s', (lang) => {
  it('is answered with every number and leads to where it does exist', async () => {
    const { page, close } = await visit(`/${lang}/find`, OFF);
    expect((await get(`/${lang}/find`)).status).toBe(404);
    expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(50);
    await page.locator('.picker summary').click();
    const links = await page.locator('.picker a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(['/en/find', '/fr/find', '/de/find', '/it/find', '/ru/find', '/es/find']);
    await close();
  });

  it('is not linked from any page that does', async () => {
    for (const [, path] of helpPaths) {
      const { html } = await get(`/${lang}${path}`);
      const links = [...html.matchAll(new RegExp(`href="(/${lang}(?:[/?#][^"]*)?)"`, 'g'))].map(
        ([, link]) => link ?? '',
      );
      expect(links.filter((link) => !isOfferedIn(lang, pathAfterLanguage(link)))).toEqual([]);
    }
  });
});

describe('choosing a language', () => {
  it('is the first thing at the bare address, by own names and in own scripts, with the English start below', async () => {
    const { page, close } = await visit('/', OFF);
    const links = page.locator('.languages a');
    expect(await links.allTextContents()).toEqual(OFFERED_LANGUAGES.map((lang) => LANGUAGES[lang].name));
    for (const lang of OFFERED_LANGUAGES) {
      const link = page.locator(`.languages a[href="/${lang}"]`);
      expect(await link.isVisible()).toBe(true);
      expect([await link.getAttribute('lang'), await link.getAttribute('hreflang')]).toEqual([lang, lang]);
    }
    expect(await page.getByRole('button', { name: 'Show the numbers' }).isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Українська' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Виберіть країну');
    await close();
  });

  it('leads to the same page, without script', async () => {
    const { page, close } = await visit('/en/states/RO', OFF);
    await page.locator('.picker summary').click();
    await page.getByRole('link', { name: 'العربية' }).click();
    expect(new URL(page.url()).pathname).toBe('/ar/states/RO');
    expect(await page.locator('h1').textContent()).toContain('رومانيا');
    await close();
  });

  it('is not guessed from what a browser says of its reader', async () => {
    const { page, close } = await visit('/', { ...OFF, locale: 'fr-FR' });
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await close();
  });

  it('leads from what was found to an empty search, and never carries the words along', async () => {
    const { page, close } = await visit('/en/find?state=AT', OFF);
    expect(await page.locator('.picker a[hreflang="fr"]').getAttribute('href')).toBe('/fr/find?state=AT');
    await page.getByLabel('What are you looking for?').fill('guardian');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('.picker a[hreflang="fr"]').getAttribute('href')).toBe('/fr/find');
    await close();
  });
});

describe('from right to left', () => {
  it('no number is turned round', async () => {
    const { page, close } = await visit('/ar/states/RO', OFF);
    const turned = await page.locator('a[href^="tel:"]').evaluateAll((links) =>
      links.flatMap((link) => {
        const text = link.firstChild as Text;
        const places = [...text.data].map((_character, index) => {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + 1);
          return range.getBoundingClientRect();
        });
        const line = places.filter(({ top }) => top === places[0]?.top);
        return line.some(({ left }, index) => left < (line[index - 1]?.left ?? 0)) ? [text.data] : [];
      }),
    );
    expect(turned).toEqual([]);
    expect(await page.locator('a[href="tel:+40213133100"]').first().textContent()).toBe('+40 21 313 3100');
    await close();
  });

  it('the page begins on the right, and English in it on the left', async () => {
    const { page, close } = await visit('/ar/states/RO', { ...OFF, viewport: { width: 1280, height: 900 } });
    const [start, leave] = await Promise.all([
      page.locator('.brand').boundingBox(),
      page.locator('a.leave').boundingBox(),
    ]);
    expect(start?.x).toBeGreaterThan(leave?.x ?? Number.POSITIVE_INFINITY);
    const english = page.locator('bdi.block[lang="en"]').first();
    expect(await english.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
    await close();
  });
});

it('sets a colon as French does', async () => {
  const { html } = await get('/fr/states/RO');
  expect(html.replaceAll('<!-- -->', '').includes('Pour\u202f: Enfants')).toBe(true);
});
