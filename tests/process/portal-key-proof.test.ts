import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { fromBase64url, toBase64url } from '#crypto/bytes.ts';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import { fingerprint } from '#crypto/words.ts';
import { connect } from '#db/client.ts';
import { launchBrowser, ORDINARY_USER_AGENT } from '#demo/browser.mjs';
import { type InventedState, inventedState, listed } from '#demo/invented-state.ts';
import { acceptApplication, applyAs, makeAccount } from '#demo/person.ts';
import { writePublication } from '#federation/publication/publication-folder.ts';
import type { StatePublication } from '#federation/publication/publication-texts.ts';
import { signRegistry } from '#federation/publication/sign-registry.ts';
import { openEmbedded } from '#server/database.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { accessibilityFaults, FOR_AXE, NARROW, overflow } from '#tests/browser/accessibility.ts';
import { copyDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';

let base: string;
let env: { DATA_DIR: string; TRUST_DATA: string };
let portal: PortalProcess;
let browser: Browser;
/** The registry names the first; the second is known to nobody. */
let [moldova, romania]: InventedState[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'nrm-proof-'));
  env = { DATA_DIR: path.join(base, 'data'), TRUST_DATA: path.join(base, 'trust') };
  [moldova, romania] = [await inventedState('MD'), await inventedState('RO')];
  const registry = await newSigningKeyPair();
  const publisher = {
    code: 'MD',
    kind: 'state',
    name: 'Invented Registry Entry',
    root: moldova.root,
    address: 'https://md.example/',
  } as const;
  await mkdir(env.TRUST_DATA);
  await writeFile(
    path.join(env.TRUST_DATA, 'registry-keys.json'),
    JSON.stringify({ threshold: 1, keys: [toBase64url(registry.publicKey)] }),
  );
  await writeFile(
    path.join(env.TRUST_DATA, 'registry.json'),
    await signRegistry([publisher], { version: 1, now: new Date(), signers: [registry] }),
  );
  await copyDataFolder(inject('loaded'), env.DATA_DIR);
  portal = await startPortalProcess(env);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await removeDataFolder(env.DATA_DIR);
  await rm(base, { recursive: true, force: true });
});

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

/** An organisation whose first member is signed in, accepted by the operator. */
async function organisation(by: Page, said: { state: string; name: string; address: string }): Promise<Page> {
  const page = await person();
  await applyAs(page, { kind: 'Helpline', ...said });
  await acceptApplication(by, said.name);
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

let published = 0;

/** `npm run directory -- publish`, beside the running portal. */
async function publish(state: string, texts: StatePublication, ...more: string[]) {
  const folder = path.join(base, `publication-${++published}`);
  await writePublication(folder, texts);
  const command = [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'directory', 'publish', state, folder, ...more];
  const child = spawn(process.execPath, command, {
    cwd: PROJECT_ROOT,
    env: { PATH: process.env.PATH ?? '', ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  return { code, said };
}

describe('an organisation', () => {
  let [operator, helpline, reader]: Page[] = [];
  const [HELPLINE, READER] = ['Invented Helpline', 'Invented Reader'];
  let facts: Parameters<typeof listed>[0];
  let first: StatePublication;

  it('that no State has signed is shown as that', async () => {
    operator = await person();
    await operator.goto(/first account within a day: (\S+)/.exec(portal.output())?.[1] ?? '');
    await makeAccount(operator, 'the.operator', 'Make the account');
    helpline = await organisation(operator, { state: 'Moldova', name: HELPLINE, address: 'helpline' });
    reader = await organisation(operator, { state: 'Romania', name: READER, address: 'reader' });
    facts = await ownFacts(helpline);
    await look(reader, HELPLINE);
    await expect
      .poll(() => reader?.getByRole('alert').textContent())
      .toContain('its State has signed nothing here yet');
  });

  it('that its State published is proved in another member’s browser, with the same words as in its own', async () => {
    first = (await moldova?.publish({ organisations: [listed(facts)] })) as StatePublication;
    const { code, said } = await publish('MD', first);
    expect(said).toContain('The publication of MD with 1 organisations is in the embedded database');
    expect(code).toBe(0);
    await look(reader as Page, HELPLINE);
    await reader?.getByRole('heading', { level: 1, name: HELPLINE }).waitFor();
    expect(await reader?.getByText('can be sealed to its key').count()).toBe(1);
    const vouches =
      'Moldova has vouched for it since 15 January 2026. The registry, which lists it as Invented Registry';
    expect(await reader?.getByText(vouches).count()).toBe(1);
    const words = await fingerprint(fromBase64url(facts.enrolmentKey));
    expect(await reader?.locator('#key-words').textContent()).toBe(words);
    await go(helpline as Page, 'My organisation');
    await helpline?.getByRole('link', { name: 'How others see us' }).click();
    await expect.poll(() => helpline?.locator('#key-words').textContent()).toBe(words);
  });

  it('of a State for which nobody vouches is proved when its words were compared', async () => {
    const state = romania as InventedState;
    const texts = await state.publish({ organisations: [listed(await ownFacts(reader as Page))] });
    const refused = await publish('RO', texts);
    expect(refused.code).toBe(1);
    expect(refused.said).toMatch(/Nothing was taken in: nobody confirmed the root of RO\.\n$/);
    const words = await rootWords(state.root);
    expect((await publish('RO', texts, '--root-words', words)).code).toBe(0);

    await look(helpline as Page, READER);
    await helpline?.getByText('Nobody vouches for this State yet').waitFor();
    expect(await helpline?.getByText('Nothing may be sealed to it').count()).toBe(1);
    expect(await helpline?.locator('#root-words').textContent()).toBe(words);
    await expectNoFaults(helpline as Page);
    await helpline?.getByLabel('How you compared').selectOption('telephone');
    await helpline?.getByLabel('All twelve words were the same').check();
    await helpline?.getByRole('button', { name: 'Record that the words are the State’s' }).click();
    await helpline?.getByText('Romania has vouched for it since').waitFor();
    expect(await helpline?.getByText('No registry names this State').count()).toBe(1);
    await expectNoFaults(helpline as Page);

    await helpline?.getByText('Somebody here compared these words').click();
    await helpline?.getByLabel('How you compared').selectOption('in_person');
    await helpline?.getByLabel('All twelve words were the same').check();
    await helpline?.getByRole('button', { name: 'Record that the key is theirs' }).click();
    await helpline?.getByText('Face to face', { exact: false }).first().waitFor();
    await helpline?.getByRole('button', { name: 'Take no messages from them' }).click();
    await helpline?.getByRole('button', { name: 'Yes' }).click();
    await helpline?.getByText('Your organisation takes no messages from them').waitFor();
    await helpline?.getByRole('button', { name: 'Take messages from them again' }).click();
    await helpline?.getByRole('button', { name: 'Take no messages from them' }).waitFor();

    await go(helpline as Page, 'Organisations');
    await helpline?.getByRole('link', { name: 'What we compared' }).click();
    await helpline?.getByText('Romania: trusted by the words that were compared.').waitFor();
    await helpline?.getByRole('heading', { name: READER }).waitFor();
    expect((await helpline?.locator('#record-words').textContent())?.split(' ')).toHaveLength(12);
    await expectNoFaults(helpline as Page);

    const ofReader = helpline?.locator('section').filter({ has: helpline.getByRole('heading', { name: READER }) });
    await ofReader?.getByRole('button', { name: 'Take it back' }).click();
    await ofReader?.getByRole('button', { name: 'Yes' }).click();
    await expect.poll(() => helpline?.getByRole('heading', { name: READER }).count()).toBe(0);
    await helpline?.getByText('Romania: trusted by the words that were compared.').waitFor();
  });

  it('that was shut out is shown as that, to others and to itself', async () => {
    await look(reader as Page, HELPLINE);
    const { pathname } = new URL(reader?.url() ?? '');
    const next = (await moldova?.publish({ shutOut: [facts.id] })) as StatePublication;
    expect((await publish('MD', next)).said).toContain(`${HELPLINE} is suspended from now on.`);
    await go(reader as Page, 'My keys');
    await reader?.goBack();
    await reader?.goBack();
    await reader?.goForward();
    await expect.poll(() => new URL(reader?.url() ?? '').pathname).toBe(pathname);
    await reader?.getByText('Nothing may be sealed to it').waitFor();
    expect(await reader?.getByText('The contact point of its State has shut it out').count()).toBe(1);
    await expectNoFaults(reader as Page);

    await go(helpline as Page, 'My organisation');
    await helpline?.getByText('Suspended: nobody can write to it').waitFor();
    expect(await helpline?.getByRole('button', { name: 'Make a link' }).count()).toBe(0);
    await go(reader as Page, 'Organisations');
    await reader?.getByRole('link', { name: READER }).waitFor();
    await expect.poll(() => reader?.getByRole('link', { name: HELPLINE }).count()).toBe(0);
    await expectNoFaults(reader as Page);
  });

  it('is not proved from an older publication than the device has seen', async () => {
    const { ownerAddress } = await openEmbedded(env.DATA_DIR);
    const owner = connect(ownerAddress, { max: 1 });
    const { timestamp, snapshot, targets, organisations, revocations } = first;
    await owner`
      update publication set ${owner({ timestamp, snapshot, targets, organisations, revocations })}
      where state_code = 'MD'`;
    await owner`update organisation set standing = 'active' where id = ${facts.id}`;
    await owner.end();
    await look(reader as Page, HELPLINE);
    await reader?.getByText('older than this device has seen before').waitFor();
    expect(await reader?.getByText('can be sealed to its key').count()).toBe(0);
    const kept = await reader?.evaluate(() => Object.keys(localStorage));
    expect(kept?.sort()).toEqual(['nrm-own-statement', 'nrm-seen']);
  });

  it('meets no complaint of a browser on the way', () => {
    expect(complaints).toEqual([]);
  });
});

/** In a light window, and in a dark and narrow one. */
async function expectNoFaults(page: Page): Promise<void> {
  const before = page.viewportSize();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(NARROW);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.emulateMedia({ colorScheme: 'light' });
  if (before !== null) await page.setViewportSize(before);
}
