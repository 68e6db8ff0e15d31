import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '#demo/browser.mjs';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { pagesOfTests, runTests, serveScripts } from './script-pages.ts';

const FOLDER = 'app/portal/attachments';
const TESTS = [
  'tests/browser/pictures-in-page.ts',
  ...readdirSync(path.join(PROJECT_ROOT, FOLDER))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${FOLDER}/${name}`),
];
const pages = await serveScripts(pagesOfTests(TESTS));
const complaints: string[] = [];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  pages.close();
  expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
});

it.each(TESTS)('passes %s in the browser', async (file) => {
  const { passed, failed } = await runTests(browser, pages.addressOf(`/${file}`), complaints);
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(0);
});
