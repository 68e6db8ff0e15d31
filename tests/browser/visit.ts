import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { launchBrowser, ORDINARY_USER_AGENT } from '#demo/browser.mjs';

/** A page as a visitor has it, and everything that it asked of the network. */
export interface Visit {
  page: Page;
  /** Addresses requested, other than `data:`. */
  requests: string[];
  /** Errors and warnings in the browser's console, refusals of the content security policy among them. */
  complaints: string[];
  close(): Promise<void>;
}

/** A browser for one test file; `visit` opens a fresh one without history, cookies or storage for each call. */
export function browserOfThisFile() {
  const base = inject('portal');
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function visit(address: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await browser.newContext({ userAgent: ORDINARY_USER_AGENT, baseURL: base, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) requests.push(request.url());
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address, { waitUntil: 'load' });
    return { page, requests, complaints, close: () => context.close() };
  }
  return { visit, base };
}
