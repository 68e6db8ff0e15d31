import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const ELSEWHERE = 'https://www.wikipedia.org/';

/** The website outside is not there in tests: the address that leads to it answers with an empty page instead. */
async function withElsewhere(page: Page) {
  await page.route('**/leave', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' }),
  );
}

it('clears what the browser may have kept and leads to a common website', async () => {
  const response = await fetch(new URL('/leave', base), { redirect: 'manual' });
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe(ELSEWHERE);
  expect(response.headers.get('clear-site-data')).toContain('cookies');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
});

it('works as a plain link without script', async () => {
  const { page, close } = await visit('/en/states/RO', { javaScriptEnabled: false });
  await withElsewhere(page);
  await page
    .getByRole('link', { name: /Leave this page now/ })
    .first()
    .click();
  await page.waitForURL('**/leave');
  await close();
});

describe('with script', () => {
  it('replaces the page, so that going back does not show it', async () => {
    const { page, close } = await visit('/en');
    await withElsewhere(page);
    await page.goto('/en/states/RO');
    await page
      .getByRole('link', { name: /Leave this page now/ })
      .first()
      .click();
    await page.waitForURL('**/leave');
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/en');
    await close();
  });

  it('leaves after three presses of Shift and says how many are left', async () => {
    const { page, close } = await visit('/en/states/RO');
    await withElsewhere(page);
    await page.keyboard.press('Shift');
    expect(await page.getByRole('status').textContent()).toBe('Press Shift 2 more times to leave this page');
    await page.keyboard.press('Shift');
    expect(await page.getByRole('status').textContent()).toBe('Press Shift 1 more time to leave this page');
    await page.keyboard.press('Shift');
    await page.waitForURL('**/leave');
    await close();
  });

  it('does not leave when other keys come between, or when the presses are slow', async () => {
    const { page, close } = await visit('/en/states/RO');
    await page.clock.install();
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
    await page.keyboard.press('a');
    await page.keyboard.press('Shift');
    await page.clock.fastForward(6000);
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
    expect(new URL(page.url()).pathname).toBe('/en/states/RO');
    await close();
  });

  it('covers the page at once, before the other website has answered', async () => {
    const { page, close } = await visit('/en/states/RO');
    await withElsewhere(page);
    const seen: string[] = [];
    await page.exposeFunction('tell', (text: string) => seen.push(text));
    await page.evaluate(() => {
      const tell = (globalThis as unknown as { tell(text: string): void }).tell;
      new MutationObserver(() => tell(`${document.title}|${document.body.innerText}`)).observe(document.body, {
        childList: true,
      });
    });
    await page
      .getByRole('link', { name: /Leave this page now/ })
      .first()
      .click();
    await page.waitForURL('**/leave');
    expect(seen).toEqual(['|Leaving this page']);
    await close();
  });

  it('can be reached first and last with the keyboard', async () => {
    const { page, close } = await visit('/en');
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/leave');
    await close();
  });
});

it.each(['en', 'fr', 'uk', 'de', 'ar'])(
  'has a bar of its own on a telephone in the language %s, and covers neither the brand nor a text',
  async (lang) => {
    const { page, close } = await visit(`/${lang}/states/RO`, {
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
    });
    const brand = await page.locator('.brand').boundingBox();
    const leave = await page.locator('a.leave').boundingBox();
    if (brand === null || leave === null) throw new Error('Brand and control are shown.');
    expect(brand.x >= leave.x + leave.width || leave.x >= brand.x + brand.width).toBe(true);

    await page.evaluate(() => scrollTo(0, 1000));
    const bar = await page.locator('header.site').boundingBox();
    expect(await page.locator('a.leave').isVisible()).toBe(true);
    expect(bar).toMatchObject({ x: 0, y: 0, width: 320 });
    expect(bar?.height).toBeLessThan(80);
    await close();
  },
);
