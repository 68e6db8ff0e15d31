import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, ORDINARY_USER_AGENT } from '#demo/browser.mjs';
import { acceptApplication, applyAs, makeAccount } from '#demo/person.ts';
import { accessibilityFaults, FOR_AXE, NARROW, overflow } from '#tests/browser/accessibility.ts';
import { envelopeTo, periodIn } from '#tests/members/envelopes.ts';
import { loadedDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';

let dataDir: string;
let portal: PortalProcess;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  dataDir = await loadedDataFolder('nrm-administration-');
  portal = await startPortalProcess({ DATA_DIR: dataDir });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await removeDataFolder(dataDir);
});

/** Somebody with a browser of their own. All of them are invented. */
async function person(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    userAgent: ORDINARY_USER_AGENT,
    baseURL: portal.url,
    ...FOR_AXE,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return page;
}

async function open(page: Page, link: string, heading: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: link, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** What is wrong with a page in a light window and in a dark narrow one. */
async function faultsOf(page: Page): Promise<string[]> {
  const found = await accessibilityFaults(page);
  const before = page.viewportSize();
  await page.setViewportSize(NARROW);
  await page.emulateMedia({ colorScheme: 'dark' });
  const tooWide = await overflow(page);
  found.push(...(await accessibilityFaults(page)), ...(tooWide > 0 ? [`${tooWide} px too wide`] : []));
  await page.emulateMedia({ colorScheme: 'light' });
  if (before !== null) await page.setViewportSize(before);
  return found;
}

/** One after the other, as a node is kept going. */
describe('a State and its node are looked after', () => {
  let operator: Page;
  let officer: Page;
  let ngo: Page;

  it('a contact point and an organisation are there', async () => {
    [operator, officer, ngo] = await Promise.all([person(), person(), person()]);
    await operator.goto(/first account within a day: (\S+)/.exec(portal.output())?.[1] ?? '');
    await makeAccount(operator, 'the.operator', 'Make the account');
    await applyAs(officer, {
      state: 'Moldova',
      kind: 'National contact point or co-ordinator',
      name: 'Invented Contact Point',
      address: 'contact-point',
    });
    await acceptApplication(operator, 'Invented Contact Point');
    await applyAs(ngo, {
      state: 'Moldova',
      kind: 'Specialised NGO or counselling centre',
      name: 'Invented Counselling Centre',
      address: 'counselling',
    });
  });

  it('only those who decide are led to applications and checks', async () => {
    const links = () => ngo.getByRole('navigation').getByRole('link').allTextContents();
    await expect.poll(links).toContain('Log');
    expect(await links()).not.toContain('Applications');
    expect(await links()).not.toContain('Checks');
    expect(await links()).not.toContain('Node');
  });

  it('the officer checks the organisation again and says how', async () => {
    await acceptApplication(officer, 'Invented Counselling Centre');
    await open(officer, 'Checks', 'Organisations to check again');
    const card = officer.getByRole('region', { name: 'Invented Counselling Centre' });
    await card.getByText('Both proofs were checked by telephone.').waitFor();
    await card.getByLabel('How you checked').fill('x');
    await card.getByRole('button', { name: 'It was checked' }).click();
    await expect.poll(() => card.getByRole('alert').textContent()).toContain('3 to 1,000 characters');
    await card.getByLabel('How you checked').fill('The register was read again.');
    await card.getByRole('button', { name: 'It was checked' }).click();
    await card.locator('q', { hasText: 'The register was read again.' }).waitFor();
  });

  it('and links an entry of the public directory, which then names the organisation', async () => {
    const card = officer.getByRole('region', { name: 'Invented Counselling Centre' });
    await card.getByText('Entries in the public directory (0)').click();
    await card.getByLabel('Find an entry to link').fill('La Strada');
    await card.getByRole('button', { name: 'Find' }).click();
    const link = card.getByRole('button', { name: /^Link .*La Strada/ }).first();
    const name = (await link.getAttribute('aria-label'))?.replace('Link ', '') ?? '';
    await link.click();
    await card.getByText('Entries in the public directory (1)').waitFor();
    const entry = await card.getByRole('link', { name }).first().getAttribute('href');
    const answer = await fetch(`${portal.url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        query: `query ($id: ID!) { node(id: $id) {
          ... on Hotline { portalOrganisation { name address } }
          ... on Service { portalOrganisation { name address } }
          ... on ContactPoint { portalOrganisation { name address } }
        } }`,
        variables: { id: entry?.split('/').at(-1) },
      }),
    });
    const { data } = (await answer.json()) as { data: { node: unknown } };
    expect(data.node).toEqual({
      portalOrganisation: { name: 'Invented Counselling Centre', address: 'counselling' },
    });
    const page = await (await fetch(new URL(entry ?? '', portal.url))).text();
    expect(page).toMatch(/Other organisations can write to Invented Counselling Centre sealed/);
    expect(page).toMatch(/href="\/portal\/cases\/enquire\?to=[0-9a-f-]{36}"/);
    expect(await faultsOf(officer)).toEqual([]);
  });

  it('an administrator reads what was done, and sets where the office is told', async () => {
    await open(ngo, 'Log', 'What was done');
    const events = ngo.getByRole('region', { name: 'In your organisation' }).getByRole('listitem');
    await expect.poll(() => events.count()).toBeGreaterThanOrEqual(4);
    const told = await events.allTextContents();
    expect(told[0]).toMatch(/linked with an entry.*in the hour from.*somebody outside/);
    expect(told.at(-1)).toMatch(/Applied for the organisation.*you/);
    expect(await faultsOf(ngo)).toEqual([]);

    await open(ngo, 'Start', 'Start');
    await ngo.getByRole('link', { name: 'Notices by e-mail' }).click();
    await ngo.getByText('This portal sends no e-mail').waitFor();
    await ngo.getByLabel('Mailbox of your office').fill('office');
    await ngo.getByRole('button', { name: 'Keep' }).click();
    await expect.poll(() => ngo.getByRole('alert').textContent()).toContain('This is no mailbox');
    await ngo.getByLabel('Mailbox of your office').fill('office@counselling.example');
    await ngo.getByRole('button', { name: 'Keep' }).click();
    await ngo.getByText('Kept.').waitFor();
    expect(await faultsOf(ngo)).toEqual([]);
  });

  it('and who is reminded, and on which days', async () => {
    await open(ngo, 'My organisation', 'My organisation');
    const rota = ngo.getByLabel('Mailboxes, one on each line');
    await rota.fill('night-desk@counselling.example\noffice');
    await ngo.getByRole('button', { name: 'Keep these mailboxes' }).click();
    await expect.poll(() => ngo.getByRole('alert').textContent()).toContain('This is no mailbox');
    await rota.fill('night-desk@counselling.example\n\nday-desk@counselling.example\n');
    await ngo.getByRole('button', { name: 'Keep these mailboxes' }).click();
    await ngo.getByText('Kept. The first one is next.').waitFor();
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const add = async (text: string) => {
      await ngo.getByLabel('Day', { exact: true }).fill(text);
      await ngo.getByRole('button', { name: 'Add this day' }).click();
    };
    await add(day(-2));
    await expect.poll(() => ngo.getByRole('alert').textContent()).toContain('from today to two years ahead');
    const removals = ngo.getByRole('button', { name: /^Remove \d/ });
    for (const [place, days] of [0, 9].entries()) {
      await add(day(days));
      await expect.poll(() => removals.count()).toBe(place + 1);
    }
    await removals.last().click();
    await expect.poll(() => removals.count()).toBe(1);
    expect(await faultsOf(ngo)).toEqual([]);

    await open(ngo, 'Start', 'Start');
    await ngo.getByText('Today is one of your organisation’s wake-up days.').waitFor();
    expect(await faultsOf(ngo)).toEqual([]);
    await open(ngo, 'My organisation', 'My organisation');
    await expect.poll(() => rota.inputValue()).toBe('night-desk@counselling.example\nday-desk@counselling.example');
  });

  it('and sees what waits that nobody has opened, in numbers', async () => {
    const ask = (page: Page, query: string, variables: object = {}): Promise<any> =>
      page.evaluate(async (body) => {
        const headers = { 'Content-Type': 'application/json' };
        return (await fetch('/graphql', { method: 'POST', headers, body })).json();
      }, JSON.stringify({ query, variables }));
    const { id, statement } = (await ask(ngo, '{ me { organisation { id statement } } }')).data.me.organisation;
    const input = [envelopeTo({ receiver: id, period: periodIn(statement) })];
    const post = 'mutation ($input: [EnvelopeInput!]!) { postEnvelopes(input: $input) { __typename } }';
    const { data } = await ask(officer, post, { input });
    expect(data.postEnvelopes.__typename).toBe('PostedEnvelopes');
    await open(ngo, 'My organisation', 'My organisation');
    await open(ngo, 'Start', 'Start');
    const card = ngo.getByRole('region', { name: 'What waits' });
    await card.getByText('1 message was opened by nobody yet').waitFor();
    expect(await card.getByRole('definition').allTextContents()).toEqual(['1', '0', '0', '0']);
    expect(await faultsOf(ngo)).toEqual([]);
  });

  it('the operator sees numbers and no names', async () => {
    await open(operator, 'Node', 'Overview of this node');
    const main = operator.getByRole('main');
    await main.getByText('2 active').waitFor();
    const text = (await main.textContent()) ?? '';
    expect(text).toContain(portal.url);
    expect(text).toContain('not set up');
    expect(text).not.toMatch(/Invented|contact-point|counselling|the\.operator/);
    expect(await faultsOf(operator)).toEqual([]);
  });

  it('meets no complaint of a browser on the way', () => {
    expect(complaints).toEqual([]);
  });
});
