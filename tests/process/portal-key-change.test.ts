import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { fromBase64url } from '#crypto/bytes.ts';
import { fingerprint } from '#crypto/words.ts';
import { launchBrowser, ORDINARY_USER_AGENT } from '#demo/browser.mjs';
import { listed } from '#demo/invented-state.ts';
import { acceptApplication, applyAs, makeAccount, type PortalPerson, unlock } from '#demo/person.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { accessibilityFaults, FOR_AXE } from '#tests/browser/accessibility.ts';
import { copyDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';

let base: string;
let signers: string;
let env: { DATA_DIR: string };
let portal: PortalProcess;
let browser: Browser;
/** Of the State's root. */
let rootWords: string;
const complaints: string[] = [];

beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'nrm-key-change-'));
  signers = path.join(base, 'signers');
  env = { DATA_DIR: path.join(base, 'data') };
  const made = await directory(['keys', 'MD', signers]);
  rootWords = /^ {2}((?:[a-z]+ ){11}[a-z]+)$/m.exec(made.said)?.[1] ?? '';
  await copyDataFolder(inject('loaded'), env.DATA_DIR);
  portal = await startPortalProcess(env);
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await removeDataFolder(env.DATA_DIR);
  await rm(base, { recursive: true, force: true });
});

/** `npm run directory -- …`, beside the running portal. */
async function directory(args: readonly string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'directory', ...args], {
    cwd: PROJECT_ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      NRM_PASSPHRASE: 'wolf amber canoe tidy lens orbit',
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

async function person(): Promise<Page> {
  const context = await browser.newContext({ userAgent: ORDINARY_USER_AGENT, baseURL: portal.url, ...FOR_AXE });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return page;
}

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function look(page: Page, name: string): Promise<void> {
  await go(page, 'Organisations');
  await page.getByLabel('Part of the name or address').fill(name.slice(3));
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByRole('link', { name, exact: true }).click();
}

async function openKeyPage(page: Page): Promise<void> {
  await go(page, 'My organisation');
  await page.getByRole('link', { name: 'The organisation’s key' }).click();
  await page.getByRole('heading', { level: 1, name: 'The organisation’s key' }).waitFor();
}

async function ownFacts(page: Page) {
  return page.evaluate(async () => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: '{ me { organisation { id name kind enrolmentKey } } }' }),
    });
    return (await response.json()).data.me.organisation;
  });
}

async function signAndPublish(lines: object): Promise<string> {
  await writeFile(path.join(signers, 'organisations.json'), JSON.stringify({ organisations: [lines] }));
  const signed = await directory(['sign', 'MD', signers]);
  expect(signed.said).toContain('Signed:');
  const published = await directory(['publish', 'MD', signers, '--root-words', rootWords]);
  expect(published.code).toBe(0);
  return signed.said;
}

describe('an organisation that changes its key', () => {
  const [HELPLINE, READER] = ['Invented Helpline', 'Invented Reader'];
  let [operator, helpline, reader]: Page[] = [];
  let administrator: PortalPerson;
  /** As the State's signers write it down. */
  let lines: Record<string, unknown>;
  let [before, after] = ['', ''];

  it('is believed by its old one', { timeout: 240_000 }, async () => {
    operator = await person();
    await operator.goto(/first account within a day: (\S+)/.exec(portal.output())?.[1] ?? '');
    await makeAccount(operator, 'the.operator', 'Make the account');
    helpline = await person();
    administrator = await applyAs(helpline, {
      kind: 'Helpline',
      state: 'Moldova',
      name: HELPLINE,
      address: 'helpline',
    });
    await acceptApplication(operator, HELPLINE);
    reader = await person();
    await applyAs(reader, { kind: 'Helpline', state: 'Romania', name: READER, address: 'reader' });
    await acceptApplication(operator, READER);

    const facts = await ownFacts(helpline);
    before = await fingerprint(fromBase64url(facts.enrolmentKey));
    const { enrolledOn: _, ...wish } = listed(facts);
    lines = { ...wish, confirmed: { words: before, by: 'A. Person', channel: 'telephone' } };
    await signAndPublish(lines);

    await look(reader, HELPLINE);
    await reader.getByText('Nobody vouches for this State yet').waitFor();
    await reader.getByLabel('How you compared').selectOption('telephone');
    await reader.getByLabel('All twelve words were the same').check();
    await reader.getByRole('button', { name: 'Record that the words are the State’s' }).click();
    await reader.getByText('can be sealed to its key').waitFor();
    expect(await reader.locator('#key-words').textContent()).toBe(before);
  });

  it('makes the new one on a page, and sees what happens meanwhile', async () => {
    const page = helpline as Page;
    await openKeyPage(page);
    await expect.poll(() => page.locator('#key-words').textContent()).toBe(before);
    await page.getByText('others go on believing the old one').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make a new key' }).click();
    await page.getByRole('button', { name: 'Yes' }).click();
    await page.getByRole('heading', { name: 'A new key waits for the State' }).waitFor();
    await expect.poll(() => page.locator('#next-key-words').textContent()).toMatch(/^([a-z]+ ){11}[a-z]+$/);
    after = (await page.locator('#next-key-words').textContent()) ?? '';
    expect(await page.getByRole('button', { name: 'Make a new key' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);

    await look(reader as Page, HELPLINE);
    await reader?.getByText('can be sealed to its key').waitFor();
    expect(await reader?.locator('#key-words').textContent()).toBe(before);
  });

  it('is seen by whoever decides over it, who signs the lines of the page', { timeout: 240_000 }, async () => {
    const page = operator as Page;
    await go(page, 'My keys');
    await page.getByRole('navigation').getByRole('link', { name: 'Checks', exact: true }).click();
    const wished = page.getByRole('region', { name: `${HELPLINE} wishes another key` });
    await expect.poll(() => wished.locator('.words').textContent()).toBe(after);
    expect(await accessibilityFaults(page)).toEqual([]);
    const shown = JSON.parse(`{${await wished.locator('pre').textContent()}}`);
    const confirmed = { ...shown.confirmed, by: 'A. Person', channel: 'telephone' };
    expect(confirmed.words).toBe(after);
    const said = await signAndPublish({ ...lines, ...shown, confirmed });
    expect(said).toContain(`Changed: ${HELPLINE}: enrolment key: a new one`);
    expect(said).toContain(`Enrolment key of ${HELPLINE}:\n  ${after}\n  The old key signed it.`);
  });

  it('takes the new one into use when an administrator comes back', async () => {
    const page = helpline as Page;
    await openKeyPage(page);
    await page.getByRole('heading', { name: 'The State has signed the new key' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await unlock(page, administrator);
    await expect.poll(() => page.locator('#key-words').textContent()).toBe(after);
    await page.getByRole('button', { name: 'Make a new key' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('is proved to others without a telephone call', async () => {
    await look(reader as Page, HELPLINE);
    await reader?.getByText('can be sealed to its key').waitFor();
    await expect.poll(() => reader?.locator('#key-words').textContent()).toBe(after);
    expect(await reader?.getByText('Nothing may be sealed to it').count()).toBe(0);
  });

  it('meets no complaint of a browser on the way', () => {
    expect(complaints).toEqual([]);
  });
});
