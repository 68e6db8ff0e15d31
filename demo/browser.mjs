import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** The folder of package.json, wherever this file was bundled to. */
const ROOT = findRoot(path.dirname(fileURLToPath(import.meta.url)));
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What a real visitor's browser calls itself: headless ones are served differently by some frameworks. */
export const ORDINARY_USER_AGENT =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Mobile Safari/537.36';

/**
 * Starts a real Chromium: the system's own where there is one, else the one that an npm package carries, so that the tests
 * need nothing but npm.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  return chromium.launch(await launchOptions());
}

/**
 * The same with a profile on disk, as on a device that somebody else may look at.
 *
 * @param {string} folder
 */
export async function launchProfile(folder) {
  return chromium.launchPersistentContext(folder, { ...(await launchOptions()), userAgent: ORDINARY_USER_AGENT });
}

async function launchOptions() {
  const executablePath = SYSTEM_BROWSERS.find((file) => existsSync(file)) ?? (await packagedBrowser());
  return {
    executablePath,
    headless: true,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

/** Unpacks the browser where that is still to be done: before tests run side by side, each of which would begin to. */
export async function prepareBrowser() {
  await launchOptions();
}

/** Unpacks into the project, not into the common temporary folder: two users of a machine must not share a program. */
async function packagedBrowser() {
  const folder = path.join(ROOT, 'node_modules', '.cache', 'browser');
  mkdirSync(folder, { recursive: true });
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  // The package brings the libraries that a bare system lacks, but unpacks them only where it believes to be at home.
  if (!hasLibrary('libnss3.so')) process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
}

function hasLibrary(name) {
  try {
    return execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).includes(name);
  } catch {
    return false;
  }
}

function findRoot(folder) {
  return existsSync(path.join(folder, 'package.json')) ? folder : findRoot(path.dirname(folder));
}
