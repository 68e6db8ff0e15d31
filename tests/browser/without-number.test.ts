import { expect, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();

interface Line {
  id: string;
  name: string;
  phones: unknown[];
  channels: { kind: string; value: string }[];
}

async function linesWithoutNumber(): Promise<{ code: string; line: Line }[]> {
  const query = '{ states { code hotlines { id name phones { number } channels { kind value } } } }';
  const response = await fetch(new URL(`/graphql?query=${encodeURIComponent(query)}`, base));
  const { data } = (await response.json()) as { data: { states: { code: string; hotlines: Line[] }[] } };
  return data.states.flatMap(({ code, hotlines }) =>
    hotlines.flatMap((line) => (line.phones.length === 0 ? [{ code, line }] : [])),
  );
}

const UNKNOWN = 'Number not known';
const shownAs = (value: string) => (URL.canParse(value) ? new URL(value).host.replace(/^www\./, '') : value);

it('a line that is reached in another way shows that way where a number would stand', async () => {
  const lines = (await linesWithoutNumber()).filter(({ line }) => line.channels.length > 0);
  expect(lines.map(({ code }) => code)).toEqual(expect.arrayContaining(['RO', 'UZ', 'DE', 'FR', 'CH', 'LI']));
  for (const { code, line } of lines) {
    const entry = await visit(`/en/entries/${line.id}`, { javaScriptEnabled: false });
    const first = await entry.page.locator('.phones').textContent();
    for (const { value } of line.channels) expect(first, line.name).toContain(shownAs(value));
    expect(await entry.page.locator('main').textContent(), line.name).not.toContain(UNKNOWN);
    await entry.close();

    const state = await visit(`/en/states/${code}`, { javaScriptEnabled: false });
    const inState = await state.page.locator(`#e-${line.id.slice(0, 8)}`).textContent();
    for (const { value } of line.channels) expect(inState, line.name).toContain(shownAs(value));
    expect(inState, line.name).not.toContain(UNKNOWN);
    await state.close();
  }
});

it('the text of a State puts that way above the name of the line', async () => {
  const text = await (await fetch(new URL('/en/states/RO.txt', base))).text();
  expect(text).toContain('\n\nText message (SMS): +40757749845\n  eLiberare crisis text line\n');
  expect(text).not.toContain(UNKNOWN);
});

it('a line of which no way is known still says so', async () => {
  const silent = (await linesWithoutNumber()).find(({ line }) => line.channels.length === 0);
  const { page, close } = await visit(`/en/entries/${silent?.line.id}`, { javaScriptEnabled: false });
  expect(await page.locator('.phones').textContent()).toBe(UNKNOWN);
  await close();
});
