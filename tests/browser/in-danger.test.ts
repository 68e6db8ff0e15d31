import { describe, expect, it } from 'vitest';
import counts from '../../directory-data/counts.json';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const { library: _, ...ofStates } = counts;
const OFF = { javaScriptEnabled: false };

async function emergencyNumberOf(code: string): Promise<string | null> {
  const query = `{ state(code: "${code}") { emergencyNumber } }`;
  const response = await fetch(new URL(`/graphql?query=${encodeURIComponent(query)}`, base));
  return ((await response.json()) as { data: { state: { emergencyNumber: string | null } } }).data.state
    .emergencyNumber;
}

const textAt = async (path: string) => (await fetch(new URL(path, base))).text();
const said = (text: string) => text.replace(/\s+/g, ' ');

describe.each(Object.keys(ofStates))('in danger in %s', (code) => {
  it('the page, the text and both cards name one number to call, and say when it is not the country’s own', async () => {
    const known = await emergencyNumberOf(code);
    const number = known ?? '112';
    const { page, close } = await visit(`/en/states/${code}`, OFF);
    const danger = page.locator('section[aria-labelledby="here"] > .danger');
    expect(await danger.locator('a').getAttribute('href')).toBe(`tel:${number}`);
    expect((await danger.textContent())?.includes('own number is not known to us')).toBe(known === null);
    await close();

    expect(said(await textAt(`/en/states/${code}.txt`))).toContain(
      known === null ? 'Call 112 from a mobile phone:' : `Call ${number}.`,
    );
    for (const card of ['card', 'card/small']) {
      const emergency = /<p class="emergency">.*?<\/p>/.exec(await textAt(`/en/states/${code}/${card}`))?.[0];
      expect(emergency).toContain(`href="tel:${number}"`);
      expect(emergency?.includes('is not known to us')).toBe(known === null);
    }
  });
});

it.each(['fr', 'de', 'it', 'ru', 'es', 'ro', 'uk', 'sq', 'ar'])(
  'the number to call where the country’s own is not known can be tapped in the language %s',
  async (lang) => {
    expect(await textAt(`/${lang}/states/TR`)).toMatch(
      /<p class="danger">[^<]+<a href="tel:112"[^>]*>112<\/a>[^<]+<\/p>/,
    );
  },
);

it('all numbers begin with whom to call in danger, on the page and in the text', async () => {
  const { page, close } = await visit('/en/numbers', OFF);
  expect(await page.locator('main a[href^="tel:"]').first().getAttribute('href')).toBe('tel:112');
  expect(await page.locator('main > .danger').textContent()).toContain('Call the police or emergency number');
  await close();
  expect(said(await textAt('/en/numbers.txt'))).toContain('In the European Union that is 112.');
});

it('the first step for professionals leads to where emergency numbers stand', async () => {
  const { page, close } = await visit('/en/guide/first-steps', OFF);
  const danger = page.locator('.steps li').first();
  expect(await danger.textContent()).toContain('at the top of that country’s page');
  await danger.getByRole('link').click();
  await page.locator('main').getByRole('link', { name: 'Romania' }).first().click();
  expect(await page.locator('.danger a').first().getAttribute('href')).toBe('tel:112');
  await close();
});
