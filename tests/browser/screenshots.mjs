/**
 * Takes pictures of the public pages of a running portal, to be looked at: telephone and desktop, light and dark, script off,
 * and as printed.
 *
 * Usage: node tests/browser/screenshots.mjs http://localhost:3000 FOLDER [PATH …]
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser, ORDINARY_USER_AGENT } from '../../demo/browser.mjs';

const [base, folder, ...chosen] = process.argv.slice(2);
const PATHS = [
  '/',
  '/en/states',
  '/en/states/RO',
  '/en/states/KZ',
  '/en/numbers',
  '/en/stay-safe',
  '/en/about',
  '/en/nowhere',
];
const VIEWS = {
  phone: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1.5, javaScriptEnabled: false },
  desktop: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
};

const browser = await launchBrowser();
await mkdir(folder, { recursive: true });
for (const [view, options] of Object.entries(VIEWS)) {
  const context = await browser.newContext({ userAgent: ORDINARY_USER_AGENT, ...options });
  const page = await context.newPage();
  for (const address of chosen.length > 0 ? chosen : PATHS) {
    await page.goto(new URL(address, base).href);
    const name = `${view}${address.replaceAll('/', '-').replace(/-$/, '-start')}`;
    await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: false });
    await page.screenshot({ path: path.join(folder, `${name}-whole.png`), fullPage: true });
  }
  await context.close();
}
await browser.close();
