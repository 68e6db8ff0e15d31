import { describe, expect, it } from 'vitest';
import counts from '../../directory-data/counts.json';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const { library: _, ...ofStates } = counts;
const OFF = { javaScriptEnabled: false };
const TELLING = /traffick|exploit|victim|slave|abuse|violence|prostitut|sex/i;

const MILLIMETRES = 96 / 25.4;

describe.each(['card', 'card/small'])('the %s of every State', (kind) => {
  it.each(Object.keys(ofStates))('%s says nothing of what it is for, in title or text', async (code) => {
    const response = await fetch(new URL(`/en/states/${code}/${kind}`, base));
    const html = await response.text();
    expect(response.status).toBe(200);
    const text = html.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, ' ');
    expect(text.replace(/<[^>]*>/g, ' ')).not.toMatch(TELLING);
    expect(html).toContain('<title>Services directory</title>');
    expect(text).toContain('Checked on ');
  });
});

describe('on paper', () => {
  async function printed(address: string) {
    const { page, close } = await visit(address, { ...OFF, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const paper = await page.locator('.paper').evaluate((sheet) => {
      const { width, height } = sheet.getBoundingClientRect();
      const style = getComputedStyle(sheet);
      return { width, height, ink: style.color, ground: style.backgroundColor };
    });
    const shown = await page.locator('body').innerText();
    await close();
    return { pages: pdf.match(/\/Type\s*\/Page\b/g)?.length, paper, shown };
  }

  it.each(['SE', 'GB', 'CH', 'PT'])(
    'the sheet of %s, one of the longest, is one page, black on white',
    async (code) => {
      const { pages, paper, shown } = await printed(`/en/states/${code}/card`);
      expect(pages).toBe(1);
      expect(paper).toMatchObject({ ink: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)' });
      expect(shown).toMatch(/^Services directory\s/);
      expect(shown).not.toMatch(/NRM Portal|Leave this page|Print this page/);
    },
  );

  it.each(['SE', 'DE', 'RO', 'MD', 'TR', 'BY'])('the small card of %s has the size of two bank cards', async (code) => {
    const { pages, paper } = await printed(`/en/states/${code}/card/small`);
    expect(pages).toBe(1);
    expect(Math.abs(paper.width - 2 * 85.6 * MILLIMETRES)).toBeLessThan(2);
    expect(paper.height).toBeLessThan(62 * MILLIMETRES);
  });
});

it('has the numbers of the State, and leads from and to its page', async () => {
  const { page, close } = await visit('/en/states/RO', OFF);
  await page.getByRole('link', { name: 'To print as a card' }).click();
  expect(await page.getByRole('link', { name: '0800 800 678' }).getAttribute('href')).toBe('tel:0800800678');
  await page.getByRole('link', { name: 'As a small card to fold' }).click();
  expect(new URL(page.url()).pathname).toBe('/en/states/RO/card/small');
  await page.getByRole('link', { name: 'All about Romania' }).click();
  expect(new URL(page.url()).pathname).toBe('/en/states/RO');
  await close();
});

it('exists for every language of help, and mends small letters', async () => {
  expect((await fetch(new URL('/ar/states/RO/card', base))).status).toBe(200);
  expect((await fetch(new URL('/en/states/XX/card', base))).status).toBe(404);
  const { status, headers } = await fetch(new URL('/en/states/ro/card/small', base), { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([308, '/en/states/RO/card/small']);
});
