import { describe, expect, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const OFF = { javaScriptEnabled: false };

async function answer(address: string) {
  const response = await fetch(new URL(address, base), { redirect: 'manual' });
  return [response.status, response.headers.get('location')];
}

describe('choosing countries, without script', () => {
  it('leads from a State to it beside another, at an address that can be sent', async () => {
    const { page, close } = await visit('/en/states/RO', OFF);
    await page.getByRole('link', { name: 'Compare with another country' }).click();
    expect(await page.locator('main [role="status"]').textContent()).toBe(
      'Romania is chosen. Choose a second country.',
    );
    expect(await page.getByLabel('Found in').inputValue()).toBe('RO');
    await page.getByLabel('Returning to').selectOption('MD');
    await page.getByRole('button', { name: 'Show side by side' }).click();
    expect(new URL(page.url()).pathname).toBe('/en/compare/RO/MD');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Romania and Moldova, side by side');
    expect(await page.locator('.send code').textContent()).toBe(page.url());
    await close();
  });

  it.each([
    ['?a=RO&b=RO', 'Romania is chosen twice. Choose a different country.'],
    ['?a=AT&b=RO&c=at', 'Austria is chosen twice. Choose a different country.'],
    ['?a=RO&b=XX', 'There is no country with the code XX in this directory. Choose from the lists.'],
    ['?a=%3Cscript%3E&b=RO', 'There is no country with the code <SCRIPT> in this directory. Choose from the lists.'],
    ['?a=&b=RO', 'Romania is chosen. Choose a second country.'],
    ['/RO/RO', 'Romania is chosen twice. Choose a different country.'],
    ['/RO/XX/MD', 'There is no country with the code XX in this directory. Choose from the lists.'],
    ['/RO', 'Romania is chosen. Choose a second country.'],
  ])('%s is said plainly where countries are chosen', async (choice, sentence) => {
    const { page, close } = await visit(`/en/compare${choice}`, OFF);
    expect(new URL(page.url()).pathname).toBe('/en/compare');
    expect(await page.locator('main [role="status"]').textContent()).toBe(sentence);
    await close();
  });

  it.each([
    ['/en/compare?a=ro&b=%20md&c=', 303, '/en/compare/RO/MD'],
    ['/en/compare?a=RO&b=&c=MD', 303, '/en/compare/RO/MD'],
    ['/en/compare/ro/md', 308, '/en/compare/RO/MD'],
    ['/en/compare/RO/md/At', 308, '/en/compare/RO/MD/AT'],
  ])('%s is mended', async (address, status, mended) => expect(await answer(address)).toEqual([status, mended]));
});

describe('countries side by side', () => {
  it('names what differs and what is not known, in words', async () => {
    const { page, close } = await visit('/en/compare/GE/RO/MD', OFF);
    const short = page.locator('section[aria-labelledby="short"]');
    expect(
      await short
        .locator('div', { hasText: 'Length of the recovery and reflection period' })
        .locator('dd')
        .allTextContents(),
    ).toEqual(['90 days in Romania; a period of unknown length in Moldova.', 'Not known to us for Georgia.']);
    for (const link of await short.getByRole('link').all()) {
      expect(await page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`).count()).toBe(1);
    }
    await close();
  });

  it('says something of every country in every row', async () => {
    const { page, close } = await visit('/en/compare/AT/RO/MD', OFF);
    const rows = await page.locator('.aligned dl').evaluateAll((lists) =>
      lists.map((list) => ({
        names: [...list.querySelectorAll('dt')].map((name) => name.textContent),
        empty: [...list.querySelectorAll('dd')].filter((value) => value.textContent?.trim() === '').length,
      })),
    );
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expect(row).toEqual({ names: ['Austria', 'Romania', 'Moldova'], empty: 0 });
    await close();
  });

  it('gives for calls from another country only numbers that can be dialled from there', async () => {
    const { page, close } = await visit('/en/compare/AT/MD', OFF);
    const numbers = await page
      .locator('a[href^="tel:"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(numbers.length).toBeGreaterThan(2);
    for (const number of numbers) expect(number).toMatch(/^tel:\+/);
    await close();
  });

  it.each([
    [320, 1],
    [1024, 3],
  ])('at a width of %i stands in %i columns', async (width, columns) => {
    const { page, close } = await visit('/en/compare/AT/RO/MD', { ...OFF, viewport: { width, height: 700 } });
    const places = await page
      .locator('.aligned dl')
      .first()
      .locator('> div')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left));
    expect(new Set(places).size).toBe(columns);
    await close();
  });

  it('prints without the furniture of the website, with the address', async () => {
    const { page, close } = await visit('/en/compare/AT/RO', OFF);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header.site').isVisible()).toBe(false);
    expect(await page.getByText('Compare other countries').isVisible()).toBe(false);
    expect(await page.locator('.send code').isVisible()).toBe(true);
    await close();
  });
});
