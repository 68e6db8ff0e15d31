import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterPlace } from '#db/embedded/place.ts';
import { launchProfile } from '#tests/browser/launch.mjs';
import { removeDataFolder } from '#tests/support/data-folder.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';
import { filesThatHold, holds } from '#tests/support/secret-search.ts';

/** How every hybrid secret key of age begins; none may leave the browser. */
const SECRET_KEY = 'AGE-SECRET-KEY-PQ-1';

let dataDir: string;
let profile: string;
let portal: PortalProcess;
let browser: BrowserContext;
let page: Page;
const sent: string[] = [];
const complaints: string[] = [];
let passphrase = '';

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'nrm-account-'));
  profile = await mkdtemp(path.join(os.tmpdir(), 'nrm-profile-'));
  portal = await startPortalProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'trace' });
  browser = await launchProfile(profile);
  page = await browser.newPage();
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await removeDataFolder(dataDir);
  await rm(profile, { recursive: true, force: true });
});

async function signIn(name: string, words: string): Promise<void> {
  await page.getByLabel('Sign-in name').fill(name);
  await page.getByLabel('Passphrase').fill(words);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** One after the other, as the first operator of a node lives through it. */
describe('the first operator', () => {
  it('makes an account by the link that the start printed', async () => {
    const link = /first account within a day: (\S+)/.exec(portal.output())?.[1] ?? '';
    await page.goto(link);
    await page.getByLabel('Sign-in name').fill('First.Operator');
    passphrase = (await page.locator('#passphrase').textContent()) ?? '';
    expect(passphrase).toMatch(/^([a-z]+ ){5}[a-z]+$/);

    await page.getByLabel('Type the six words').fill('not these six words at all');
    await page.getByRole('button', { name: 'Make the account' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('These are not the six words above');

    await page.getByLabel('Type the six words').fill(passphrase.toUpperCase().replaceAll(' ', '-'));
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('heading', { name: 'Your account is made' }).waitFor();
    expect(await page.getByText('sign in as first.operator').count()).toBe(1);
  });

  it('is told in words when the link is used again', async () => {
    const link = /first account within a day: (\S+)/.exec(portal.output())?.[1] ?? '';
    await page.goto(link);
    await page.getByLabel('Sign-in name').fill('second');
    await page.getByLabel('Type the six words').fill((await page.locator('#passphrase').textContent()) ?? '');
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('This link was used already');
  });

  it('is told when name and passphrase do not belong together, then signs in and sees the words of the key', async () => {
    await page.goto(`${portal.url}/portal`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn('first.operator', 'abandon ability able about above absent');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('do not belong together');
    await signIn('first.operator', passphrase);
    await page.getByText('You are signed in as first.operator').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'My keys' }).click();
    await expect.poll(() => page.locator('#key-words').textContent()).toMatch(/^([a-z]+ ){11}[a-z]+$/);
    expect(await page.title()).toBe('My keys – Portal');
  });

  it('locks the keys at once, and opens the same ones again with the passphrase alone', async () => {
    const words = await page.locator('#key-words').textContent();
    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByRole('heading', { name: 'Unlock' }).waitFor();
    expect(await page.locator('#key-words').count()).toBe(0);
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await expect.poll(() => page.locator('#key-words').textContent()).toBe(words);
  });

  it('finds the keys locked after leaving the page', async () => {
    await page.goto(`${portal.url}/en`);
    await page.goto(`${portal.url}/portal/keys`);
    await page.getByRole('heading', { name: 'Unlock' }).waitFor();
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('heading', { name: 'My keys' }).waitFor();
  });

  it('sees the sessions and signs out everywhere', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'My sessions' }).click();
    await expect.poll(() => page.getByText('(this one)').count()).toBe(1);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await browser.cookies()).toEqual([]);
  });

  it('is told in words to wait after too many tries', async () => {
    for (let tries = 0; tries < 12; tries += 1) {
      await signIn('somebody.else', 'abandon ability able about above absent');
      await expect.poll(() => page.getByLabel('Passphrase').inputValue(), { timeout: 20_000 }).toBe('');
    }
    expect(await page.getByRole('alert').textContent()).toContain('There were too many tries');
  });

  it('meets no complaint of the browser on the way', () => {
    expect(complaints).toEqual([]);
  });
});

describe('afterwards', () => {
  beforeAll(async () => {
    await browser.close();
    await portal.stop();
  });

  it('neither the passphrase nor a secret key was sent or is in the log', () => {
    expect(sent.join('\n')).toContain('finishSignIn');
    for (const secret of [passphrase, passphrase.replaceAll(' ', '-').toUpperCase(), SECRET_KEY]) {
      expect(holds(secret, sent.join('\n'))).toBe(false);
      expect(holds(secret, portal.output())).toBe(false);
    }
  });

  it('neither is on the disk of the node or in the browser’s profile', async () => {
    const cluster = (await clusterPlace(dataDir)).folder;
    for (const secret of [passphrase, SECRET_KEY]) {
      for (const folder of [dataDir, cluster, profile]) expect(await filesThatHold(secret, folder)).toEqual([]);
    }
    expect(await filesThatHold('first.operator', cluster)).not.toEqual([]);
  });
});
