import { expect, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit } = browserOfThisFile();

/** A small telephone held upright, as many still in use. */
const TELEPHONE = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false };

/** Short and long names, the emergency number known and not, one number and several. */
const STATES = ['RO', 'DE', 'BA', 'MK', 'VA', 'US'];

it.each(STATES.flatMap((code) => ['en', 'de', 'uk', 'ru', 'ar'].map((lang) => [lang, code])))(
  '/%s/states/%s has its first line in the first screen: name, number, who answers and when',
  async (lang, code) => {
    const { page, close } = await visit(`/${lang}/states/${code}`, TELEPHONE);
    const line = page.locator('section[aria-labelledby="here"] .card').first();
    const parts = {
      name: line.locator('h3'),
      number: line.locator('a[href^="tel:"]').first(),
      'who answers': line.locator('.facts div').nth(0),
      hours: line.locator('.facts div').nth(1),
    };
    for (const [what, part] of Object.entries(parts)) {
      const { y, height } = (await part.boundingBox()) ?? { y: Number.POSITIVE_INFINITY, height: 0 };
      expect(y + height, what).toBeLessThanOrEqual(TELEPHONE.viewport.height);
    }
    await close();
  },
);

it('after it comes the way to the other question, and what is good to know before a call', async () => {
  const { page, close } = await visit('/en/states/RO', TELEPHONE);
  const order = await page.locator('main').evaluate((main) => {
    const places = ['h1', '#here', '.danger', '.card', 'a[href="#abroad"]', '.checked', '#abroad'];
    const found = places.map((place) => main.querySelector(place));
    return found.every((element, index) => {
      const next = found[index + 1];
      return element !== null && (next == null || element.compareDocumentPosition(next) === 4);
    });
  });
  expect(order).toBe(true);
  await page.getByRole('link', { name: 'I call from another country' }).first().click();
  expect(new URL(page.url()).hash).toBe('#abroad');
  await close();
});
