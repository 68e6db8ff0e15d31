import { describe, expect, it } from 'vitest';
import counts from '../../directory-data/counts.json';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const { library: _, ...ofStates } = counts;

async function read(address: string) {
  const response = await fetch(new URL(address, base), { redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const bare = (text: string) => text.replace(/[^\d+]/g, '');

it.each(Object.keys(ofStates))('%s: has every number of its page, in short lines', async (code) => {
  const { status, headers, text } = await read(`/en/states/${code}.txt`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');

  const query = `{ state(code: "${code}") { hotlines { phones { display international } } } }`;
  const answer = await fetch(new URL(`/graphql?query=${encodeURIComponent(query)}`, base));
  const { data } = (await answer.json()) as {
    data: { state: { hotlines: { phones: { display: string; international: string | null }[] }[] } };
  };
  const lines = text.split('\n').map(bare);
  for (const { display, international } of data.state.hotlines.flatMap(({ phones }) => phones)) {
    expect(
      lines.some((line) => line.includes(bare(international ?? display))),
      display,
    ).toBe(true);
  }
  for (const line of text.split('\n')) expect(line.length <= 70 || !line.trim().includes(' '), line).toBe(true);
  for (const part of [
    'I am in this country',
    'I call from another country',
    'For a child',
    'Medical help',
    'Last checked against public sources on',
    'Sources',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toMatch(/[<>\u00a0]|undefined|null|\[object/);
});

it('gives a State that has no line for calls from another country what its page says', async () => {
  const { text } = await read('/en/states/AZ.txt');
  expect(text.replace(/\s+/g, ' ')).toContain(
    'No helpline in this country is known that can be called from another country.',
  );
});

it('is linked from the page of the State', async () => {
  const { page, close } = await visit('/en/states/RO', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'As plain text' }).click();
  expect(await page.evaluate(() => document.contentType)).toBe('text/plain');
  expect(await page.locator('body').textContent()).toContain('0800 800 678');
  await close();
});

it.each(['fr', 'ru', 'ro', 'ar'])(
  'exists in the language %s, as everything for people who look for help',
  async (lang) => {
    const english = await read('/en/states/MD.txt');
    const { status, text } = await read(`/${lang}/states/MD.txt`);
    expect(status).toBe(200);
    expect(text).toContain('0 800 77777');
    expect(text).not.toBe(english.text);
  },
);

it('keeps numbers in their order where the script goes from right to left', async () => {
  const { text } = await read('/ar/states/RO.txt');
  expect(text).toContain('\u200e+40 21 313 3100\u200e');
  expect(text).toContain('\u200e0800 800 678\u200e');
});

it('lists the first number of every country', async () => {
  const { status, text } = await read('/en/numbers.txt');
  expect(status).toBe(200);
  expect(text.match(/^\S.*$/gm)?.length).toBeGreaterThan(57);
  expect(text).toContain('0800 800 678');
});

describe('an address that leads nowhere', () => {
  it.each(['/en/states/XX.txt', '/xx/states/RO.txt', '/en/states/..%2f..%2fetc.txt'])(
    '%s is said in one sentence that leads to all numbers',
    async (address) => {
      const { status, headers, text } = await read(address);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(text).toBe(`There is no country at this address. All numbers: ${new URL('/en/numbers.txt', base)}\n`);
    },
  );

  it('is mended where only the letters are small', async () => {
    const { status, headers } = await read('/en/states/ro.txt');
    expect([status, headers.get('location')]).toEqual([308, '/en/states/RO.txt']);
  });
});
