import { describe, expect, it } from 'vitest';
import { browserOfThisFile } from './visit.ts';

const { visit } = browserOfThisFile();
const OFF = { javaScriptEnabled: false };

describe('the library, without script', () => {
  it('narrows down by several choices at once, and shows beside each value what it gives', async () => {
    const { page, close } = await visit('/en/library', OFF);
    const [option = ''] = await page
      .getByLabel('Type')
      .locator('option', { hasText: /^Form / })
      .allTextContents();
    const forms = Number(/\((\d+)\)/.exec(option)?.[1]);
    await page.getByLabel('Type').selectOption('form');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe(`${forms} items`);
    expect(await page.locator('.found li').count()).toBe(forms);

    await page.getByLabel('Country or area').selectOption('europe');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(new URL(page.url()).search).toContain('type=form');
    expect(await page.locator('.found li').count()).toBeLessThan(forms);
    for (const text of await page.locator('.found li').allTextContents()) expect(text).toContain('Form · ');

    await page.getByRole('link', { name: 'Leave out “Country or area: Europe”' }).click();
    expect(await page.locator('.found li').count()).toBe(forms);
    await close();
  });

  it('says what to leave out where nothing fits, and what that gives', async () => {
    const { page, close } = await visit('/en/library?type=form&theme=reintegration&language=ru', OFF);
    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe('Nothing fits all of this');
    const way = page.getByRole('link', { name: /^Leave out “Written in: Russian”: \d+ item/ });
    const count = Number(/: (\d+) item/.exec((await way.textContent()) ?? '')?.[1]);
    await way.click();
    expect(count).toBeGreaterThan(0);
    expect(await page.locator('.found li').count()).toBe(count);
    await close();
  });

  it('says plainly when one choice less does not help', async () => {
    const { page, close } = await visit('/en/library?year=2022&area=RO&language=ru', OFF);
    expect(await page.getByText('Even with one choice less nothing fits').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Show everything' }).click();
    expect(await page.locator('.found li').count()).toBe(25);
    await close();
  });

  it('leads on page by page and back', async () => {
    const { page, close } = await visit('/en/library?type=promising_practice', OFF);
    const first = await page.locator('.found li').first().textContent();
    await page.getByRole('link', { name: 'Show more' }).click();
    expect(await page.locator('.found li').first().textContent()).not.toBe(first);
    expect(new URL(page.url()).search).toContain('type=promising_practice');
    await page.getByRole('link', { name: 'Back to the first' }).click();
    expect(await page.locator('.found li').first().textContent()).toBe(first);
    await close();
  });

  it('leads to a document with all that is known of it', async () => {
    const { page, close } = await visit('/en/library?type=law&area=coe', OFF);
    await page.locator('.found a').first().click();
    expect(new URL(page.url()).pathname).toMatch(/^\/en\/entries\//);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('CETS No. 197');
    const facts = await page.locator('.facts').first().textContent();
    for (const fact of ['barnahus.eu', 'Council of Europe', '2005', 'Law', 'English']) expect(facts).toContain(fact);
    expect(await page.getByText('not to the official text').isVisible()).toBe(true);
    expect(await page.textContent('main')).not.toContain('The State has not yet confirmed');
    await close();
  });

  it('keeps a title in the language it was written in', async () => {
    const { page, close } = await visit('/de/library?language=ru&type=guidance', OFF);
    expect(await page.locator('.found a [lang=ru]').count()).toBeGreaterThan(0);
    await close();
  });

  it.each(['theme=nonsense', 'year=abc', 'pillar=P9', 'area=XX'])(
    'shows everything and says so for %s',
    async (query) => {
      const { page, close } = await visit(`/en/library?${query}`, OFF);
      expect(await page.getByText('asks for something that the library does not have').isVisible()).toBe(true);
      expect(await page.locator('.found li').count()).toBe(25);
      await close();
    },
  );
});

describe('the pages for professionals, without script', () => {
  it('are reached from the start page and lead to each other', async () => {
    const { page, close } = await visit('/en', OFF);
    await page.locator('main').getByRole('link', { name: 'For professionals' }).click();
    const links = await page.locator('main a').evaluateAll((found) => found.map((link) => link.getAttribute('href')));
    expect(links.length).toBeGreaterThan(10);
    await close();
    for (const link of links) expect((await fetch(new URL(link ?? '', page.url()))).status, link ?? '').toBe(200);
  });

  it('lead from a kind of help to those who give it', async () => {
    const { page, close } = await visit('/en/guide/pillars', OFF);
    const justice = page.locator('section', {
      has: page.getByRole('heading', { name: 'Criminal justice and redress' }),
    });
    await justice.getByRole('link', { name: 'Recovery of unpaid wages' }).click();
    expect(await page.getByLabel('Recovery of unpaid wages').isChecked()).toBe(true);
    expect(await page.locator('.found li').count()).toBeGreaterThan(0);
    await close();
  });

  it('show the terms in six languages and say that nobody has checked them', async () => {
    const { page, close } = await visit('/en/guide/terms', OFF);
    const row = page.locator('tr', { hasText: 'assisted voluntary return' });
    expect(await row.locator('td').allTextContents()).toContain('geförderte freiwillige Rückkehr');
    expect(await page.getByText('not been checked by native professionals').isVisible()).toBe(true);
    await close();
  });

  it('explain a term in the language of the page', async () => {
    const { page, close } = await visit('/de/guide/terms', OFF);
    expect(await page.locator('.explained').textContent()).toContain('Die Verantwortung für einen Fall übergeben.');
    await close();
  });

  it('say that the standards have not been entered', async () => {
    const { page, close } = await visit('/en/guide/standards', OFF);
    expect(await page.getByText('has not been entered here yet').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'The Handbook in the library' }).click();
    expect(await page.locator('.found a').first().textContent()).toContain('Second Edition');
    await close();
  });

  it('are offered in the six complete languages only', async () => {
    for (const [path, status] of [
      ['/ru/professionals', 200],
      ['/es/guide/nrm', 200],
      ['/ar/professionals', 404],
      ['/uk/library', 404],
    ] as const) {
      const { page, close } = await visit('about:blank', OFF);
      expect((await page.goto(path))?.status(), path).toBe(status);
      await close();
    }
  });
});
