import { describe, expect, it } from 'vitest';
import counts from '../../directory-data/counts.json';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const { library: _, ...ofStates } = counts;

describe('the data page', () => {
  it('shows questions that work as they stand, by POST and as the link beside each', async () => {
    const { page, close } = await visit('/en/data', { javaScriptEnabled: false });
    const queries = await page.locator('pre').allTextContents();
    const links = await page
      .getByRole('link', { name: 'Ask this now' })
      .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
    await close();
    expect(queries).toHaveLength(3);
    expect(links).toHaveLength(3);
    for (const [index, query] of queries.entries()) {
      const posted = await fetch(new URL('/graphql', base), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const answer = (await posted.json()) as { data: Record<string, unknown>; errors?: unknown };
      expect(answer.errors).toBeUndefined();
      expect(JSON.stringify(answer.data)).toMatch(/"name":"[^"]/);
      expect(await (await fetch(new URL(links[index] ?? '', base))).json()).toEqual(answer);
    }
  });

  it('leads to files that are there', async () => {
    const { page, close } = await visit('/en/data', { javaScriptEnabled: false });
    const files = await page
      .locator('a[href^="/data/"]')
      .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
    await close();
    expect(files).toEqual(['/data/directory.json', '/data/hotlines.csv']);
    for (const file of files) expect((await fetch(new URL(file, base))).status).toBe(200);
  });
});

describe('directory.json', () => {
  it('holds every entry of every State with its sources, as GraphQL says it', async () => {
    const response = await fetch(new URL('/data/directory.json', base));
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const { about, states, vocabularies } = (await response.json()) as {
      about: { licence: string };
      vocabularies: { terms: unknown[] }[];
      states: ({ code: string } & Record<string, { id: string; sources: unknown[] }[]>)[];
    };
    expect(about.licence).toBe('CC-BY-4.0');
    for (const { terms } of vocabularies) expect(terms.length).toBeGreaterThan(0);
    expect(states.map(({ code }) => code).sort()).toEqual(Object.keys(ofStates).sort());
    for (const state of states) {
      const expected = ofStates[state.code as keyof typeof ofStates] as Record<string, number>;
      for (const list of ['hotlines', 'contactPoints', 'services', 'procedures', 'promisingPractices']) {
        expect(state[list]?.length, `${state.code} ${list}`).toBe(expected[list]);
        for (const { sources } of state[list] ?? []) expect(sources.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('hotlines.csv', () => {
  it('has a row for each number, with nothing that a spreadsheet would run or change', async () => {
    const response = await fetch(new URL('/data/hotlines.csv', base));
    expect(response.headers.get('content-type')).toContain('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="hotlines.csv"');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain(',tel:0800800678,');
    expect(text).toContain(',tel:+40213133100,');
    expect(text).not.toMatch(/(^|,|\n)"?[=+\-@]/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/\r/);
  });
});

describe('a program that has a file already', () => {
  it.each(['directory.json', 'hotlines.csv'])('%s is not sent again', async (name) => {
    const address = new URL(`/data/${name}`, base);
    const first = await fetch(address);
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';
    expect(etag).toMatch(/^"[\w-]{20,}"$/);
    expect(new Date(modified).getTime()).toBeLessThanOrEqual(Date.now());
    for (const headers of [{ 'If-None-Match': etag }, { 'If-Modified-Since': modified }]) {
      const again = await fetch(address, { headers, cache: 'no-store' });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect((await fetch(address, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });
});

it.each(['/data/nothing.json', '/data/', '/data/toString', '/data/..%2fpackage.json'])(
  '%s is no file',
  async (address) => expect((await fetch(new URL(address, base))).status).toBe(404),
);
