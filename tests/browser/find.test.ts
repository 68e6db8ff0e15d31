import { describe, expect, it } from 'vitest';
import german from '#app/locales/de.json';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const OFF = { javaScriptEnabled: false };
const TELEPHONE = { width: 360, height: 740 };
const pathOf = (address: string) => new URL(address).pathname + new URL(address).search;

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

  it('mends typing errors, and says what was searched and what was typed', async () => {
    const { page, close } = await visit('/en/find', OFF);
    await page.getByLabel('What are you looking for?').fill('hotlnie romania');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('#results + p').textContent()).toBe(
      'Showing results for hotline romania. You typed: hotlnie romania',
    );
    expect(await page.getByLabel('What are you looking for?').inputValue()).toBe('hotlnie romania');
    expect(await page.locator('.found li').first().textContent()).toContain('ANITP');
    await close();
  });

  it('narrows down by address, and combines that with words and further choices', async () => {
    const { page, close } = await visit('/en/find?state=AT&state=RO&kind=SERVICE', OFF);
    for (const text of await page.locator('.found .muted').allTextContents()) {
      expect(text).toMatch(/^Service · (Austria|Romania)$/);
    }
    await page.locator('summary', { hasText: 'Kind of help' }).click();
    await page.locator('#type-guardianship').check();
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('.found li').count()).toBeGreaterThan(0);
    expect(await page.getByLabel('Austria').isChecked()).toBe(true);
    expect(await page.getByLabel('Romania').isChecked()).toBe(true);
    await close();
  });

  it('shows the first result in the first screen of a telephone, with the filters folded away', async () => {
    const { page, close } = await visit('/en/find', { ...OFF, viewport: TELEPHONE });
    expect(await page.locator('summary', { hasText: 'Country' }).isVisible()).toBe(true);
    await page.getByLabel('What are you looking for?').fill('shelter romania');
    await page.getByRole('button', { name: 'Search' }).click();
    const first = await page.locator('.found li a').first().boundingBox();
    expect((first?.y ?? Number.POSITIVE_INFINITY) + (first?.height ?? 0)).toBeLessThanOrEqual(TELEPHONE.height);
    expect(await page.locator('summary', { hasText: 'Country' }).isVisible()).toBe(false);
    await page.locator('summary', { hasText: 'Narrow down' }).click();
    expect(await page.locator('summary', { hasText: 'Country' }).isVisible()).toBe(true);
    await close();
  });

  it('leads past open filters to the results, and says how many there are', async () => {
    const { page, close } = await visit('/en/find?state=RO', { ...OFF, viewport: TELEPHONE });
    expect(await page.getByLabel('Romania').isVisible()).toBe(true);
    const link = page.getByRole('link', { name: /^\d+ results$/ });
    expect((await link.boundingBox())?.y).toBeLessThan(TELEPHONE.height);
    await link.click();
    expect((await page.locator('#results').boundingBox())?.y).toBeLessThan(TELEPHONE.height / 2);
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

describe('searching, with script', () => {
  it('fetches nothing more until a choice is made; then answers each one at once', async () => {
    const { page, requests, complaints, close } = await visit('/fr/find');
    await page.getByRole('searchbox').fill('shelter');
    await page.locator('summary', { hasText: 'Pays' }).click();
    expect(requests).toHaveLength(1);

    await page.getByLabel('Roumanie').check();
    await page.waitForURL('**/fr/find?state=RO');
    const heading = page.getByRole('heading', { level: 2 });
    await expect.poll(() => heading.textContent(), { timeout: 20_000 }).toMatch(/^\d+ résultats$/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('state-RO');
    for (const text of await page.locator('.found .muted').allTextContents()) expect(text).toContain('Roumanie');

    const before = await heading.textContent();
    await page.locator('#state-MD').check();
    await expect.poll(() => heading.textContent(), { timeout: 20_000 }).not.toBe(before);
    expect(pathOf(page.url())).toBe('/fr/find?state=MD&state=RO');
    await page.locator('#state-MD').uncheck();
    await page.locator('#state-RO').uncheck();
    await page.waitForURL('**/fr/find');
    expect(await page.locator('summary', { hasText: 'Pays' }).isVisible()).toBe(true);
    expect(requests.every((address) => new URL(address).origin === new URL(base).origin)).toBe(true);
    expect(requests.join()).not.toContain('shelter');
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows further pages below the first, and says so when the directory does not answer', async () => {
    const { page, close } = await visit('/en/find');
    await page.locator('summary', { hasText: 'Country' }).click();
    await page.getByLabel('Germany').check();
    await page.waitForURL('**state=DE**');
    await page.getByRole('button', { name: 'Show more results' }).click();
    await expect.poll(() => page.locator('.found li').count(), { timeout: 20_000 }).toBeGreaterThan(20);

    await page.route('**/graphql', (route) => route.abort());
    await page.getByLabel('Austria').check();
    await expect.poll(() => page.getByRole('alert').textContent(), { timeout: 20_000 }).toContain('did not answer');
    await close();
  });
});

it('says when no entry has all words, and shows the named country first', async () => {
  const { page, close } = await visit('/en/find');
  await page.getByRole('searchbox').fill('legal aid for children in Spain');
  await page.getByRole('searchbox').press('Enter');
  await page.getByRole('heading', { name: /results/ }).waitFor();
  expect(await page.getByText('No entry has all of these words').isVisible()).toBe(true);
  expect(await page.locator('.found li').first().textContent()).toContain('Spain');
  await page.getByRole('searchbox').fill('hotline romania');
  await page.getByRole('searchbox').press('Enter');
  await page.waitForLoadState('load');
  expect(await page.getByText('No entry has all of these words').count()).toBe(0);
  await close();
});

describe('what cannot be searched', () => {
  const send = (body: string, { path = '/en/find', type = 'application/x-www-form-urlencoded' } = {}) =>
    fetch(new URL(path, base), { method: 'POST', body, headers: { 'Content-Type': type } });

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

  it('is said in the language of the page when it is far too long', async () => {
    const response = await send(`text=${'a'.repeat(160_000)}`, { path: '/de/find' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(german['find.refused']);
  });

  it('is refused when it is endless or no form', async () => {
    expect((await send(`text=${'a'.repeat(300_000)}`)).status).toBe(413);
    expect((await send('{"text":"a"}', { type: 'application/json' })).status).toBe(415);
  });
});
