import { expect, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit } = browserOfThisFile();
const OFF = { javaScriptEnabled: false };

it('leads from the first screen to the number of a country in two steps', async () => {
  const { page, close } = await visit('/', OFF);
  await page.getByLabel('Country').selectOption({ label: 'Romania – România' });
  await page.getByRole('button', { name: 'Show the numbers' }).click();
  expect(new URL(page.url()).pathname).toBe('/en/states/RO');
  const number = page.getByRole('link', { name: '0800 800 678' }).first();
  expect(await number.getAttribute('href')).toBe('tel:0800800678');
  await close();
});

it('leads to the details of a line and back', async () => {
  const { page, close } = await visit('/en/states/RO', OFF);
  await page.getByRole('link', { name: 'eLiberare' }).first().click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('eLiberare');
  await page.getByRole('link', { name: 'All about Romania' }).click();
  expect(new URL(page.url()).pathname).toBe('/en/states/RO');
  await close();
});

it('leads from the map to a State', async () => {
  const { page, close } = await visit('/en/states', OFF);
  await page.locator('.map a[href="/en/states/DE"]').first().click();
  expect(new URL(page.url()).pathname).toBe('/en/states/DE');
  await close();
});

it('shows numbers on the page that says that an address leads nowhere', async () => {
  const { page, close } = await visit('/en/states/XX', OFF);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This page does not exist');
  expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(50);
  await close();
});

it('prints the numbers without the furniture of the website', async () => {
  const { page, close } = await visit('/en/states/RO', OFF);
  await page.emulateMedia({ media: 'print' });
  expect(
    await page
      .getByRole('link', { name: /Leave this page now/ })
      .first()
      .isVisible(),
  ).toBe(false);
  expect(await page.getByText('NRM Portal').isVisible()).toBe(false);
  for (const name of ['eLiberare', 'Consular']) {
    expect(await page.getByRole('link', { name }).first().isVisible()).toBe(true);
  }
  expect(await page.getByRole('link', { name: '0800 800 678' }).first().isVisible()).toBe(true);
  await close();
});
