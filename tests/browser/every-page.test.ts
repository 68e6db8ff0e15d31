import { describe, expect, inject, it } from 'vitest';
import { faultsInAnyWindow } from './accessibility.ts';
import { addressesOfEveryKind } from './addresses.ts';
import { browserOfThisFile } from './visit.ts';

const { visit, base } = browserOfThisFile();
const addresses = await addressesOfEveryKind(inject('portal'));

describe.each(Object.entries(addresses))('%s', (_kind, address) => {
  it('asks for nothing but itself, keeps nothing, has a neutral title and a way to leave', async () => {
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
    expect(await page.title()).toMatch(/Services directory$/);
    expect(await page.title()).not.toMatch(/traffick|exploit|victim|helpline|shelter/i);
    const leave = page.getByRole('link', { name: /Leave this page now/ }).first();
    expect(await leave.isVisible()).toBe(true);
    expect(await leave.getAttribute('href')).toBe('/leave');
    await close();
  });
});

/** Those that people meet first; `npm run test:pages` looks at all of them, in every language. */
const FIRST = ['welcome', 'State', 'numbers', 'find', 'small card', 'not found'];

describe.each(Object.entries(addresses).filter(([kind]) => FIRST.includes(kind)))('%s', (_kind, address) => {
  it('is accessible in a light window, and in a dark one of 320 pixels, which is also a zoom of 400 %', async () => {
    expect(await faultsInAnyWindow(visit, address)).toEqual([]);
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
