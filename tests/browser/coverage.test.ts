import { describe, expect, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const OFF = { javaScriptEnabled: false };

interface Count {
  code: string;
  label: string;
  count: number;
}
interface State {
  name: string;
  coverage: { values: Count[]; unstated: number }[];
}

async function counted(name: string): Promise<State[]> {
  const query = `{ states(language: "en") { name coverage(names: ["${name}"]) { unstated values { code label(language: "en") count } } } }`;
  const response = await fetch(new URL(`/graphql?query=${encodeURIComponent(query)}`, base));
  return ((await response.json()) as { data: { states: State[] } }).data.states;
}

describe.each([
  ['', 'pillars', false],
  ['/by/services', 'serviceTypes', false],
  ['/by/languages', 'languages', true],
  ['/by/groups', 'audiences', true],
])('who is known%s', (path, name, hasUnstated) => {
  it('shows for every State and code the number that GraphQL says, and 0 as a gap', async () => {
    const { page, close } = await visit(`/en/coverage${path}`, OFF);
    const states = await counted(name);
    const table = await page.locator('table.matrix').evaluate((matrix) => ({
      heads: [...matrix.querySelectorAll('thead th')].slice(1).map((cell) => cell.textContent ?? ''),
      rows: [...matrix.querySelectorAll('tbody tr')].map((row) => ({
        state: row.querySelector('th')?.textContent ?? '',
        cells: [...row.querySelectorAll('td')].map((cell) => ({
          text: cell.textContent,
          gap: cell.className === 'k0',
        })),
      })),
    }));
    await close();
    expect(table.rows.map(({ state }) => state)).toEqual(states.map((state) => state.name));
    table.rows.forEach(({ cells }, index) => {
      const coverage = states[index]?.coverage[0];
      const expected = table.heads.map((label) => coverage?.values.find((value) => value.label === label)?.count ?? 0);
      if (hasUnstated) expected[expected.length - 1] = coverage?.unstated ?? 0;
      expect(cells).toEqual(expected.map((count) => ({ text: String(count), gap: count === 0 })));
    });
  });

  it('says what a gap means, and marks the chosen way of counting', async () => {
    const { page, close } = await visit(`/en/coverage${path}`, OFF);
    expect(await page.locator('main').textContent()).toContain('It does not mean that nobody exists.');
    expect(await page.locator('.contents a[aria-current="page"]').getAttribute('href')).toBe(`/en/coverage${path}`);
    await close();
  });
});

it('leads from a State to who is known in it, and from a number to the entries', async () => {
  const { page, close } = await visit('/en/states/RO', OFF);
  await page.getByRole('link', { name: 'What is known here, counted' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Romania: who is known');
  const gaps = await page.locator('tr', { has: page.locator('.none') }).count();
  expect(gaps).toBeGreaterThan(10);
  await page.getByRole('link', { name: 'Case manager or independent advocate' }).click();
  expect(page.url()).toContain('/en/find?state=RO&type=case_management_advocate');
  expect(await page.locator('.found li').count()).toBeGreaterThan(0);
  await close();
});

it('knows no other way of counting, and mends small letters', async () => {
  expect((await fetch(new URL('/en/coverage/by/colours', base))).status).toBe(404);
  expect((await fetch(new URL('/en/coverage/XX', base))).status).toBe(404);
  const { status, headers } = await fetch(new URL('/en/coverage/ro', base), { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([308, '/en/coverage/RO']);
});
