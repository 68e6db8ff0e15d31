import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchBrowser, ORDINARY_USER_AGENT } from '#demo/browser.mjs';
import { type DemoNode, startDemoNode } from '#demo/node-process.ts';
import { signIn } from '#demo/person.ts';
import { goTo, openOrganisationNamed } from '#demo/scenarios/pages.ts';
import { inventSigners, personIn, populate, type World } from '#demo/world.ts';
import { accessibilityFaults, FOR_AXE, NARROW, overflow } from '#tests/browser/accessibility.ts';
import { copyDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';

const VIENNA = 'Invented Counselling Centre Vienna';
const BUCHAREST = 'Invented Counselling Centre Bucharest';

/** Two members of each of two organisations, who have the same conversation open. */
type Desk = { page: Page; name: string; others: string };

let base: string;
let node: DemoNode;
let browser: Browser;
let desks: Desk[] = [];
let [viennaFirst, viennaSecond, bucharestFirst]: Desk[] = [];
/** Everything that was sent, in no order. */
const said: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'nrm-colleagues-'));
  const trustData = path.join(base, 'trust');
  const signers = await inventSigners(trustData, ['AT', 'RO']);
  await copyDataFolder(inject('loaded'), path.join(base, 'node', 'data'));
  node = await startDemoNode({ host: 'at.localhost', port: 0, folder: path.join(base, 'node'), trustData });
  const world = await populate(node, signers, () => undefined);
  browser = await launchBrowser();
  desks = await Promise.all([
    desk(world, 'counselling-at.first', BUCHAREST),
    desk(world, 'counselling-at.second', BUCHAREST),
    desk(world, 'counselling-ro.first', VIENNA),
    desk(world, 'counselling-ro.second', VIENNA),
  ]);
  [viennaFirst, viennaSecond, bucharestFirst] = desks;
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await node?.stop();
  await removeDataFolder(path.join(base, 'node', 'data'));
  await rm(base, { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

async function desk(world: World, name: string, others: string): Promise<Desk> {
  const context = await browser.newContext({ userAgent: ORDINARY_USER_AGENT, ...FOR_AXE });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${name}: ${message.text()}`);
  });
  await page.goto(`${node.url}/portal`);
  await signIn(page, personIn(world, name));
  return { page, name, others };
}

const shown = ({ page }: Desk, text: string) => page.locator('.conversation .text').getByText(text, { exact: true });
const textField = ({ page }: Desk) => page.getByLabel('Message', { exact: true });

async function send(at: Desk, text: string): Promise<void> {
  said.push(text);
  await textField(at).fill(text);
  await at.page.getByRole('button', { name: 'Seal and send' }).click();
  await shown(at, text).waitFor();
}

async function openConversation({ page, others }: Desk): Promise<void> {
  await goTo(page, 'Messages', 'Messages');
  await page.getByRole('link', { name: others }).first().click();
  await page.getByLabel('Message', { exact: true }).waitFor();
}

/** Lets no message of somebody reach the node before it is told to. */
async function holdPost({ page }: Desk): Promise<{ isHeld: Promise<void>; release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let note = () => {};
  const isHeld = new Promise<void>((resolve) => {
    note = resolve;
  });
  await page.route('**/graphql', async (route) => {
    if ((route.request().postData() ?? '').includes('postEnvelopes')) {
      note();
      await released;
    }
    await route.continue();
  });
  return { isHeld, release };
}

/** Everybody sees each message once, and that the other side has opened it; nobody is told that anything is missing, late or false. */
async function everybodySeesAll(): Promise<void> {
  for (const at of desks) {
    const texts = at.page.locator('.conversation .text');
    await expect
      .poll(async () => (await texts.allTextContents()).sort(), { message: at.name })
      .toEqual(said.toSorted());
    await expect.poll(() => at.page.getByText('not opened yet').count(), { message: at.name }).toBe(0);
    const ours = await at.page.locator('.conversation .ours').count();
    await expect.poll(() => at.page.getByText('stored by the node').count(), { message: at.name }).toBe(ours);
    expect(await at.page.getByRole('alert').allTextContents(), at.name).toEqual([]);
    expect(await at.page.locator('.conversation .warning').allTextContents(), at.name).toEqual([]);
  }
}

it('shows four people the same conversation while all of them write at once', async () => {
  const [first] = desks as [Desk];
  await openOrganisationNamed(first.page, BUCHAREST);
  await first.page.getByRole('link', { name: 'Write to them' }).click();
  await send(first, 'May we write to you?');
  await Promise.all(desks.slice(1).map(openConversation));
  for (const round of ['one', 'two']) {
    await Promise.all(desks.map((at) => send(at, `${round} of ${at.name}`)));
  }
  await everybodySeesAll();
});

it('keeps a draft of each, while the others write', async () => {
  await Promise.all(
    desks.map(async (at) => {
      await textField(at).fill(`not yet, says ${at.name}`);
      await at.page.getByText('Draft kept').waitFor();
    }),
  );
  await Promise.all(desks.map(openConversation));
  for (const at of desks) await expect.poll(() => textField(at).inputValue()).toBe(`not yet, says ${at.name}`);
});

it('shows what was written in the moment before a page was left, as soon as the page is there again', async () => {
  const at = viennaSecond as Desk;
  const { page } = at;
  // Slower than somebody comes back.
  await page.route('**/graphql', async (route) => {
    if ((route.request().postData() ?? '').includes('putSealedState')) await setTimeout(3000);
    await route.fallback();
  });
  await textField(at).fill('written last');
  await openConversation(at);
  await expect.poll(() => textField(at).isEnabled()).toBe(true);
  expect(await textField(at).inputValue()).toBe('written last');
  await page.unrouteAll({ behavior: 'wait' });
});

it('goes on by itself after the node had no answer, and after it has ended what tells of changes', async () => {
  const [from, at] = [viennaSecond, bucharestFirst] as [Desk, Desk];
  const surprises: string[] = [];
  await goTo(at.page, 'Messages', 'Not sent');
  await at.page.getByRole('region', { name: 'Not sent' }).waitFor();
  const refused = { errors: [{ message: 'Unexpected error.', extensions: { code: 'UNEXPECTED' } }] };
  const isTold = new Promise<void>((resolve) => {
    at.page.route('**/graphql', async (route) => {
      const { query } = route.request().postDataJSON() as { query: string };
      const kind = ['mailboxChanged', 'query Mailbox(', 'query Drafts'].find((words) => query.includes(words));
      if (kind === undefined) return route.fallback();
      if (surprises.includes(kind)) {
        if (kind === 'mailboxChanged') resolve();
        return route.fallback();
      }
      surprises.push(kind);
      const body = JSON.stringify(refused);
      return kind === 'mailboxChanged'
        ? route.fulfill({ contentType: 'text/event-stream', body: `event: next\ndata: ${body}\n\nevent: complete\n\n` })
        : route.fulfill({ json: refused });
    });
  });
  await at.page.getByRole('link', { name: at.others }).first().click();
  await expect.poll(() => textField(at).inputValue()).toBe(`not yet, says ${at.name}`);
  await isTold;
  await send(from, 'After a surprise');
  await shown(at, 'After a surprise').waitFor();
  expect(surprises).toHaveLength(3);
  await at.page.unrouteAll({ behavior: 'wait' });
});

it('lists what was not sent, also what cannot be opened any more, and throws it away when asked twice', async () => {
  const at = bucharestFirst as Desk;
  const { page } = at;
  await page.evaluate(async () => {
    const query = 'mutation ($input: SealedStateInput!) { putSealedState(input: $input) { __typename } }';
    const input = { id: crypto.randomUUID(), kind: 'draft', previousVersion: 0, sealed: 'b2xk' };
    await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, variables: { input } }),
    });
  });
  await goTo(page, 'Messages', 'Not sent');
  const list = page.getByRole('region', { name: 'Not sent' });
  await list.getByText('not yet, says counselling-ro.first').waitFor();
  await list.getByText('begun on').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const before = page.viewportSize();
  await page.setViewportSize(NARROW);
  expect(await overflow(page)).toBe(0);
  if (before !== null) await page.setViewportSize(before);
  await list.getByText('A draft was sealed to keys that you had before').waitFor();
  await list.getByRole('button', { name: 'Throw away what cannot be opened' }).click();
  await list.getByRole('button', { name: 'Yes' }).click();
  await list.getByText('A draft was sealed').waitFor({ state: 'detached' });
  await list.getByRole('link', { name: `Draft to ${VIENNA}` }).click();
  await expect.poll(() => textField(at).inputValue()).toBe('not yet, says counselling-ro.first');
  await goTo(page, 'Messages', 'Not sent');
  await list.getByRole('button', { name: `Throw away the draft to ${VIENNA}` }).click();
  await list.getByRole('button', { name: 'Yes' }).click();
  await list.waitFor({ state: 'detached' });
  await openConversation(at);
  await expect.poll(() => textField(at).isEnabled()).toBe(true);
  expect(await textField(at).inputValue()).toBe('');
});

it('loses nothing when somebody takes new keys while a colleague and the other side write', async () => {
  const writing = [viennaSecond, bucharestFirst] as Desk[];
  const held = await Promise.all(writing.map(holdPost));
  const sending = Promise.all(writing.map((at) => send(at, `meanwhile from ${at.name}`)));
  await Promise.all(held.map(({ isHeld }) => isHeld));
  const { page } = viennaFirst as Desk;
  await goTo(page, 'My keys', 'Your second factor');
  await page.getByRole('button', { name: 'Replace my keys' }).click();
  await page.getByText('Your keys are new').waitFor();
  for (const { release } of held) release();
  await sending;
  await openConversation(viennaFirst as Desk);
  await expect.poll(() => textField(viennaFirst as Desk).inputValue()).toBe('not yet, says counselling-at.first');
  await Promise.all(desks.map((at) => send(at, `afterwards from ${at.name}`)));
  await everybodySeesAll();
});

it.each([
  ['no receipt', () => [], 'The node shows no receipt for this message'],
  ['another receipt', (id: string) => [{ id, receipt: 'a.b.c' }], 'is not for this message as it was sent'],
])('says so where the node shows %s', async (what, lie, words) => {
  const at = viennaSecond as Desk;
  const { page } = at;
  await page.route('**/graphql', async (route) => {
    const { query, variables } = route.request().postDataJSON() as { query: string; variables: { ids?: string[] } };
    if (!query.includes('query Receipts')) return route.fallback();
    const sentEnvelopes = (variables.ids ?? []).flatMap(lie);
    return route.fulfill({ json: { data: { nodeKey: 'A'.repeat(43), sentEnvelopes } } });
  });
  await send(at, `with ${what}`);
  await page
    .locator('.conversation .ours')
    .filter({ hasText: `with ${what}` })
    .getByText(words)
    .waitFor();
  await page.unroute('**/graphql');
});

it('seals again what nobody has opened when the other side has lost a key, and it is shown there once', async () => {
  const [from, at] = [viennaSecond, bucharestFirst] as [Desk, Desk];
  for (const each of desks.slice(2)) await goTo(each.page, 'My keys', 'Your second factor');
  await send(from, 'Nobody has opened this');
  await at.page.getByLabel('Since when somebody else may have had them').fill(new Date().toISOString().slice(0, 10));
  await at.page.getByRole('button', { name: 'Replace my keys' }).click();
  await at.page.getByText('Your keys are new').waitFor();
  await openConversation(from);
  await from.page.getByRole('button', { name: 'Seal it again to their new key' }).click();
  await from.page.getByText('They have lost a key').waitFor({ state: 'detached' });
  await openConversation(at);
  await shown(at, 'Nobody has opened this').waitFor();
  const entry = at.page.locator('.conversation .theirs').filter({ hasText: 'Nobody has opened this' });
  expect(await entry.count()).toBe(1);
  expect(await entry.locator('.warning').count()).toBe(0);
  const sent = from.page.locator('.conversation .ours').filter({ hasText: 'Nobody has opened this' });
  await sent.getByText('opened by them on').waitFor();
  await sent.getByText('stored by the node').waitFor();
});
