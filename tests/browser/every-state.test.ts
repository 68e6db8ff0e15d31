import { expect, inject, it } from 'vitest';
import counts from '../../directory-data/counts.json';
import { browserOfThisFile } from './visit.ts';

const { visit } = browserOfThisFile();

const { library: _, ...ofStates } = counts;

it.each(Object.keys(ofStates))(
  '%s: whom to call from inside and from outside, or plainly that nobody is known',
  async (code) => {
    const { page, close } = await visit(`/en/states/${code}`, { javaScriptEnabled: false });
    const inside = page.locator('section[aria-labelledby="here"]');
    const outside = page.locator('section[aria-labelledby="abroad"]');

    const numbers = await inside.locator('a[href^="tel:"], a[href^="mailto:"], a.external').count();
    if (numbers === 0) expect(await inside.textContent()).toContain('No line in this country with a known number');

    const dialled = await outside
      .locator('a[href^="tel:"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    for (const number of dialled) expect(number).toMatch(/^tel:\+/);
    const mailboxes = await outside.locator('a[href^="mailto:"]').count();
    if (dialled.length + mailboxes === 0) {
      expect(await outside.textContent()).toContain('No telephone or mailbox that works from another country is known');
    }
    expect(await outside.locator('a[href="/en/numbers"]').count()).toBe(1);

    for (const section of ['child', 'medical', 'who', 'services', 'how', 'world', 'sources']) {
      const text = await page.locator(`section[aria-labelledby="${section}"]`).textContent();
      expect((text ?? '').length, section).toBeGreaterThan(20);
    }
    await close();
  },
);

it('gives every line that a page shows an address of its own', async () => {
  const { page, close } = await visit('/en/states/DE', { javaScriptEnabled: false });
  const links = await page.locator('.card h3 a').evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  await close();
  for (const link of links) expect((await fetch(new URL(link ?? '', inject('portal')))).status).toBe(200);
});
