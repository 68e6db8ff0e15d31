import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, inject, it } from 'vitest';
import { addressesOfEveryKind } from './addresses.ts';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const addresses = await addressesOfEveryKind(inject('portal'));

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Axe's own script has to get past the page's content security policy. */
const FOR_AXE = { bypassCSP: true };

describe.each(Object.entries(addresses))('%s', (_kind, address) => {
  it.each(['light', 'dark'] as const)('has no accessibility fault that axe knows (%s)', async (colorScheme) => {
    const { page, close } = await visit(address, { ...FOR_AXE, colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    await close();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('asks for nothing but itself, sets no cookie, keeps nothing and complains of nothing', async () => {
    const { page, requests, complaints, close } = await visit(address);
    expect(requests).toEqual([new URL(address, base).href]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
    // Chromium itself logs that an answer was 404.
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
    await close();
  });

  it('fits a window of 320 pixels, which is also a zoom of 400 %', async () => {
    const { page, close } = await visit(address, { viewport: { width: 320, height: 640 } });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await close();
  });

  it('has a title that does not say what this website is about, and a way to leave', async () => {
    const { page, close } = await visit(address, { javaScriptEnabled: false });
    expect(await page.title()).toMatch(/Services directory$/);
    expect(await page.title()).not.toMatch(/traffick|exploit|victim|helpline|shelter/i);
    const leave = page.getByRole('link', { name: /Leave this page now/ }).first();
    expect(await leave.isVisible()).toBe(true);
    expect(await leave.getAttribute('href')).toBe('/leave');
    await close();
  });
});

it('answers public pages so that nothing is kept', async () => {
  const { headers } = await fetch(new URL('/en/states/RO', base));
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe/);
  expect(headers.get('set-cookie')).toBeNull();
  expect(headers.get('x-powered-by')).toBeNull();
});
