import { describe, expect, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const OFF = { javaScriptEnabled: false };

describe('searching, without script', () => {
  it('finds, shows where, and keeps the text out of the address', async () => {
    const { page, close } = await visit('/en/find', OFF);
    await page.getByLabel('What are you looking for?').fill('Молдова приют');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(page.url()).toBe(new URL('/en/find', base).href);
    const first = page.locator('.found li').first();
    expect(await first.textContent()).toMatch(/Moldova/);
    await first.getByRole('link').first().click();
    expect(new URL(page.url()).pathname).toMatch(/^\/en\/entries\//);
    await close();
  });

  it('says what was probably meant, and searches that', async () => {
    const { page, close } = await visit('/en/find', OFF);
    await page.getByLabel('What are you looking for?').fill('hotlnie romania');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.getByText('Did you mean').textContent()).toContain('hotline');
    expect(await page.locator('.found li').first().textContent()).toContain('ANITP');
    await close();
  });

  it('narrows down by address, and combines that with words', async () => {
    const { page, close } = await visit('/en/find?state=AT&kind=SERVICE', OFF);
    for (const text of await page.locator('.found .muted').allTextContents()) expect(text).toBe('Service · Austria');
    await page.getByLabel('Kind of help').selectOption('guardianship');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('.found li').count()).toBeGreaterThan(0);
    expect(await page.getByLabel('Country').inputValue()).toBe('AT');
    await close();
  });

  it('shows numbers where nothing is found', async () => {
    const { page, close } = await visit('/en/find?state=VA&type=vocational_training', OFF);
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('Nothing found');
    expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(50);
    await close();
  });

  it('leads on to more results', async () => {
    const { page, close } = await visit('/en/find?kind=SERVICE', OFF);
    const before = await page.locator('.found li').first().textContent();
    await page.getByRole('button', { name: 'Show more results' }).click();
    expect(await page.locator('.found li').count()).toBe(20);
    expect(await page.locator('.found li').first().textContent()).not.toBe(before);
    await close();
  });
});

describe('what cannot be searched', () => {
  const send = (body: string, type = 'application/x-www-form-urlencoded') =>
    fetch(new URL('/en/find', base), { method: 'POST', body, headers: { 'Content-Type': type } });

  it.each([
    ['too many words', `text=${Array.from({ length: 40 }, (_, index) => `w${index}`).join('+')}`],
    ['only punctuation', 'text=...'],
    ['an unknown code', 'text=a&state=XX'],
    ['an unknown kind', 'kind=NONSENSE'],
    ['a cursor of another question', 'text=romania&after=bm9uc2Vuc2U'],
  ])('%s is said plainly', async (_name, body) => {
    const response = await send(body);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('This could not be searched');
  });

  it('is refused when it is too large or no form', async () => {
    expect((await send(`text=${'a'.repeat(160_000)}`)).status).toBe(413);
    expect((await send('{"text":"a"}', 'application/json')).status).toBe(415);
  });
});
