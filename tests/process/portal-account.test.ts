import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import french from '#app/portal/locales/fr.json';
import { readRecoveryCode } from '#crypto/recovery-code.ts';
import { clusterPlace } from '#db/embedded/place.ts';
import { launchProfile } from '#demo/browser.mjs';
import { addApp, addVirtualAuthenticator, type PortalPerson, signIn, unlock } from '#demo/person.ts';
import { filesThatHold, holds, type Secret } from '#demo/secret-search.ts';
import { loadedDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';

/** How every hybrid secret key of age begins; none may leave the browser. */
const SECRET_KEY = 'AGE-SECRET-KEY-PQ-1';

let dataDir: string;
let profile: string;
let portal: PortalProcess;
let browser: BrowserContext;
let page: Page;
const sent: string[] = [];
/** What passkeys derived for opening keys. */
const derived: Uint8Array[] = [];
let recoveryCode = '';
let operator: PortalPerson;
const complaints: string[] = [];
let passphrase = '';

beforeAll(async () => {
  dataDir = await loadedDataFolder('nrm-account-');
  profile = await mkdtemp(path.join(os.tmpdir(), 'nrm-profile-'));
  portal = await startPortalProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'trace' });
  browser = await launchProfile(profile);
  page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  await page.exposeFunction('noteDerived', (bytes: number[]) => derived.push(Uint8Array.from(bytes)));
  await page.addInitScript(listenToPasskeys);
  await addVirtualAuthenticator(page);
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

/** Runs in the page: tells the test what a passkey derived, which no request may carry. */
function listenToPasskeys(): void {
  const note = (globalThis as unknown as { noteDerived(bytes: number[]): void }).noteDerived;
  const { credentials } = navigator;
  for (const way of ['create', 'get'] as const) {
    const ask = credentials[way].bind(credentials) as (options: never) => Promise<Credential | null>;
    credentials[way] = async (options: unknown) => {
      const given = (await ask(options as never)) as PublicKeyCredential | null;
      const first = given?.getClientExtensionResults().prf?.results?.first as ArrayBuffer | undefined;
      if (first !== undefined) note([...new Uint8Array(first)]);
      return given;
    };
  }
}

async function openKeys(): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'My keys' }).click();
  await page.getByRole('heading', { name: 'Your second factor' }).waitFor();
}

async function signOut(): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'My sessions' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto(`${portal.url}/portal`);
}

async function chooseShownPassphrase(): Promise<string> {
  const words = (await page.locator('#passphrase').textContent()) ?? '';
  await page.getByLabel('Type the six words').fill(words);
  await page.getByRole('button', { name: 'Use these words from now on' }).click();
  return words;
}

async function enter(name: string, words: string): Promise<void> {
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
    await enter('first.operator', 'abandon ability able about above absent');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('do not belong together');
    await enter('first.operator', passphrase);
    operator = { name: 'first.operator', words: passphrase, secret: null, lastStep: 0 };
    await page.getByRole('heading', { name: 'Add a second factor' }).waitFor();
    // No other page is to be had before.
    await page.goto(`${portal.url}/portal/applications`);
    await unlock(page, operator);
    await page.getByRole('heading', { name: 'Add a second factor' }).waitFor();
    await addApp(page, operator);
    await page.getByRole('heading', { name: 'Applications' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Start' }).click();
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
    await page.getByText('You locked them yourself').waitFor();
    await unlock(page, operator);
    await expect.poll(() => page.locator('#key-words').textContent()).toBe(words);
  });

  it('reads the portal in another language, with the keys still open, and finds it so the next time', async () => {
    const words = await page.locator('#key-words').textContent();
    await page.getByLabel('Language').selectOption('fr');
    await page.getByRole('heading', { name: french['keys.title'], exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.locator('#key-words').textContent()).toBe(words);
    await page.reload();
    await page.getByRole('heading', { name: french['unlock.title'], exact: true }).waitFor();
    await page.getByLabel(french.language).selectOption('en');
    await unlock(page, operator);
    await expect.poll(() => page.locator('#key-words').textContent()).toBe(words);
  });

  it('adds a passkey that may open the keys', async () => {
    await openKeys();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel('Name of the passkey').fill('A desk in a test');
    await page.getByLabel('This passkey may also open my keys').check();
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.getByText('may open your keys', { exact: false }).first().waitFor();
    await expect
      .poll(() => page.getByRole('listitem').filter({ hasText: 'A desk in a test' }).textContent())
      .toContain('may open your keys');
  });

  it('finds the keys locked after leaving the page', async () => {
    await page.goto(`${portal.url}/en`);
    await page.goto(`${portal.url}/portal/keys`);
    await page.getByRole('heading', { name: 'Unlock' }).waitFor();
    await page.getByText('the page was left or loaded anew').waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('heading', { name: 'My keys' }).waitFor();
  });

  it('finds the keys locked after five minutes without a sign of anybody', async () => {
    await page.clock.install();
    await page.clock.fastForward(5 * 60_000 - 10_000);
    await page.waitForTimeout(1500);
    expect(await page.locator('#key-words').count()).toBe(1);
    await page.clock.fastForward(20_000);
    await page.getByRole('heading', { name: 'Unlock' }).waitFor();
    await page.getByText('no sign of anybody for five minutes').waitFor();
    expect(await page.locator('#key-words').count()).toBe(0);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('heading', { name: 'My keys' }).waitFor();
  });

  it('sees the sessions and signs out everywhere', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'My sessions' }).click();
    await expect.poll(() => page.getByText('(this one)').count()).toBe(1);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('Language').waitFor();
    expect(await browser.cookies()).toEqual([]);
  });

  it('signs in with a code', async () => {
    await page.goto(`${portal.url}/portal`);
    await signIn(page, operator);
    await openKeys();
  });

  it('signs in with the passkey alone, and chooses a new passphrase', async () => {
    const words = await page.locator('#key-words').textContent();
    await signOut();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('You are signed in as first.operator').waitFor();
    expect(derived.length).toBeGreaterThan(0);
    await openKeys();
    expect(await page.locator('#key-words').textContent()).toBe(words);
    await page.getByRole('button', { name: 'Choose a new passphrase' }).click();
    operator.words = await chooseShownPassphrase();
    expect(operator.words).not.toBe(passphrase);
    await page.getByText('Your new passphrase counts from now on').waitFor();
  });

  it('makes a recovery code, which counts after its last group was typed', async () => {
    await page.getByRole('button', { name: 'Make a recovery code' }).click();
    recoveryCode = (await page.locator('#recovery-code').textContent()) ?? '';
    expect(recoveryCode).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    await page.emulateMedia({ media: 'print' });
    const paper = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    await page.emulateMedia({ media: 'screen' });
    expect(paper).toMatch(/Recovery code of first\.operator, made on \d/);
    expect(paper).toContain(recoveryCode);
    expect(paper).not.toMatch(/You have none|words of your key|It is shown once/i);
    await page.getByLabel('Last group of the code').fill('0000');
    await page.getByRole('button', { name: 'I have it on paper' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('This is not the last group');
    await page.getByLabel('Last group of the code').fill(recoveryCode.slice(-4).toLowerCase());
    await page.getByRole('button', { name: 'I have it on paper' }).click();
    await page.getByText('You made one on').waitFor();
    expect(await page.locator('#recovery-code').count()).toBe(0);
  });

  it('recovers with it and the second factor, and has to choose a new passphrase', async () => {
    const words = await page.locator('#key-words').textContent();
    await signOut();
    await page.getByRole('link', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Sign-in name').fill('first.operator');
    const mistyped = `${recoveryCode[0] === '7' ? '8' : '7'}${recoveryCode.slice(1)}`;
    await page.getByLabel('Recovery code').fill(mistyped);
    const before = sent.length;
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('mistyped');
    expect(sent.slice(before).join()).not.toContain('startRecovery');
    await page.getByLabel('Recovery code').fill(recoveryCode.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'Second step' }).waitFor();
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByRole('heading', { name: 'Choose a new passphrase' }).waitFor();
    operator.words = await chooseShownPassphrase();
    await page.getByText('You are signed in as first.operator').waitFor();
    await page.getByRole('heading', { name: 'First steps' }).waitFor();
    await openKeys();
    expect(await page.locator('#key-words').textContent()).toBe(words);
    await signOut();
  });

  it('is told in words to wait after too many tries', async () => {
    for (let tries = 0; tries < 12; tries += 1) {
      await enter('somebody.else', 'abandon ability able about above absent');
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

  function everySecret(): Secret[] {
    const code = [recoveryCode, recoveryCode.toLowerCase().replaceAll('-', ' '), recoveryCode.replaceAll('-', '')];
    const passphrases = [passphrase, operator.words].flatMap((words) => [
      words,
      words.replaceAll(' ', '-').toUpperCase(),
    ]);
    return [...passphrases, SECRET_KEY, ...code, readRecoveryCode(recoveryCode), ...derived];
  }

  it('neither a passphrase, a recovery code, what a passkey derived nor a secret key was sent or is in the log', () => {
    for (const act of ['finishSignIn', 'finishPasskeySignIn', 'letPasskeyOpen', 'keepRecoveryCode', 'startRecovery']) {
      expect(sent.join('\n')).toContain(act);
    }
    expect(derived.length).toBeGreaterThan(0);
    for (const secret of everySecret()) {
      expect(holds(secret, sent.join('\n'))).toBe(false);
      expect(holds(secret, portal.output())).toBe(false);
    }
  });

  it('none of them is on the disk of the node or in the browser’s profile', async () => {
    const cluster = (await clusterPlace(dataDir)).folder;
    // Codes are counted out with this one by the node, which keeps it sealed.
    expect(await filesThatHold([operator.secret ?? ''], cluster)).toEqual([]);
    const places = [dataDir, profile, ...(cluster.startsWith(dataDir) ? [] : [cluster])];
    for (const folder of places) expect(await filesThatHold(everySecret(), folder)).toEqual([]);
    expect(await filesThatHold(['first.operator'], cluster)).not.toEqual([]);
  });
});
