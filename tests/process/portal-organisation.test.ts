import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, ORDINARY_USER_AGENT } from '#demo/browser.mjs';
import { acceptApplication, applyAs, makeAccount } from '#demo/person.ts';
import { accessibilityFaults, FOR_AXE, NARROW, overflow } from '#tests/browser/accessibility.ts';
import { loadedDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';

let dataDir: string;
let portal: PortalProcess;
let browser: Browser;
const complaints: string[] = [];
const sent: string[] = [];

beforeAll(async () => {
  dataDir = await loadedDataFolder('nrm-organisation-');
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
  const context = await browser.newContext({ userAgent: ORDINARY_USER_AGENT, baseURL: portal.url, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return page;
}

const KEYS_WAIT = 'Your keys wait for an administrator of your organisation';

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function openOrganisation(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'My organisation' }).click();
  await page.getByRole('heading', { name: 'Members' }).waitFor();
}

/** One after the other, as a State begins with the portal. */
describe('a State begins', () => {
  let [operator, contactPoint, ngo, colleague]: Page[] = [];
  let invitation = '';

  it('its contact point applies, and the operator accepts it', async () => {
    [operator, contactPoint, ngo, colleague] = await Promise.all([person(), person(), person(), person()]);
    await operator?.goto(/first account within a day: (\S+)/.exec(portal.output())?.[1] ?? '');
    await makeAccount(operator as Page, 'the.operator', 'Make the account');
    await applyAs(contactPoint as Page, {
      state: 'Moldova',
      kind: 'National contact point or co-ordinator',
      name: 'Invented Contact Point',
      address: 'contact-point',
    });
    await openOrganisation(contactPoint as Page);
    expect(await contactPoint?.getByText('The application waits for a decision').count()).toBe(1);
    await acceptApplication(operator as Page, 'Invented Contact Point');
  });

  it('an NGO applies, and the contact point accepts it, which the operator is not asked', async () => {
    await applyAs(ngo as Page, {
      state: 'Moldova',
      kind: 'Specialised NGO or counselling centre',
      name: 'Invented Counselling Centre',
      address: 'counselling',
    });
    await acceptApplication(contactPoint as Page, 'Invented Counselling Centre');
    await openOrganisation(ngo as Page);
    await expect.poll(() => ngo?.getByText('Accepted by the contact point').count()).toBe(1);
  });

  it('the NGO invites a colleague by a link whose second half is never sent', async () => {
    await ngo?.getByRole('button', { name: 'Make a link' }).click();
    invitation = (await ngo?.locator('#invitation-link').textContent()) ?? '';
    expect(invitation).toMatch(/\/portal\/join\/[\w-]{22}#[\w-]{22}\.[\w-]{43}\.[0-9a-f-]{36}$/);
    const [secret = ''] = (invitation.split('#')[1] ?? '').split('.');
    await colleague?.goto(invitation);
    await colleague?.getByText('Invented Counselling Centre invites you').waitFor();
    await makeAccount(colleague as Page, 'the.colleague', 'Make the account');
    expect(sent.join('\n')).not.toContain(secret);
    await openOrganisation(colleague as Page);
    await expect.poll(() => colleague?.getByText(KEYS_WAIT).count()).toBe(1);
  });

  it('the colleague reads everywhere that the keys wait, and is offered nothing that cannot work', async () => {
    const at = colleague as Page;
    await open(at, 'Messages');
    await at.getByText(KEYS_WAIT).waitFor();
    expect(await at.getByRole('link', { name: 'Write to an organisation' }).count()).toBe(0);
    expect(await at.getByText('Only caseworkers').count()).toBe(0);
    await open(at, 'Cases');
    await at.getByText(KEYS_WAIT).waitFor();
    expect(await at.getByRole('link', { name: 'Ask organisations whether they can help' }).count()).toBe(0);
    await open(at, 'Start');
    await at.getByText(KEYS_WAIT).waitFor();
    expect(await at.getByRole('main').getByRole('link', { name: 'Messages' }).count()).toBe(0);
  });

  it('the administrator is told on the start page, and led to the members', async () => {
    await open(ngo as Page, 'Start');
    const told = ngo?.getByRole('region', { name: 'Keys to certify' });
    await told?.getByText('the.colleague has joined').waitFor();
    await told?.getByRole('link', { name: 'My organisation' }).click();
    await ngo?.getByRole('button', { name: 'Certify these keys' }).waitFor();
  });

  it('an operator, who belongs to no organisation, is offered neither cases nor messages', async () => {
    await open(operator as Page, 'Start');
    await operator?.getByRole('link', { name: 'Cases' }).first().waitFor({ state: 'detached' });
    for (const name of ['Cases', 'Messages']) expect(await operator?.getByRole('link', { name }).count()).toBe(0);
  });

  it('a link that was cut off is refused in words', async () => {
    const stranger = await person();
    await ngo?.getByRole('button', { name: 'Make a link' }).click();
    await expect.poll(() => ngo?.locator('#invitation-link').textContent()).not.toBe(invitation);
    const whole = (await ngo?.locator('#invitation-link').textContent()) ?? '';
    await stranger.goto(whole.slice(0, -5));
    await stranger.getByLabel('Sign-in name').fill('stranger');
    await stranger.getByLabel('Type the six words').fill((await stranger.locator('#passphrase').textContent()) ?? '');
    await stranger.getByRole('button', { name: 'Make the account' }).click();
    await expect.poll(() => stranger.getByRole('alert').textContent()).toContain('The link is not whole');
  });

  it('the colleague is a member once the keys are certified', async () => {
    // The page asks anew when it is opened anew.
    await ngo?.getByRole('navigation').getByRole('link', { name: 'My keys' }).click();
    await openOrganisation(ngo as Page);
    await ngo?.getByRole('button', { name: 'Certify these keys' }).click();
    await expect.poll(() => ngo?.getByText('the.colleague · caseworker').count()).toBe(1);
    await colleague?.getByRole('navigation').getByRole('link', { name: 'My keys' }).click();
    await openOrganisation(colleague as Page);
    await expect.poll(() => colleague?.getByText('the.colleague (you) · caseworker').count()).toBe(1);
    await open(colleague as Page, 'Messages');
    await colleague?.getByText('Nothing was written yet').waitFor();
    await colleague?.getByRole('link', { name: 'Write to an organisation' }).waitFor();
  });

  it('whoever is dismissed is signed out at once', async () => {
    const row = ngo?.getByRole('listitem').filter({ hasText: 'the.colleague' });
    await row?.getByRole('button', { name: 'Dismiss' }).click();
    await row?.getByRole('button', { name: 'Dismiss now' }).click();
    await expect.poll(() => row?.textContent()).toContain('left');
    await colleague?.getByRole('navigation').getByRole('link', { name: 'My sessions' }).click();
    const answer = await colleague?.evaluate(async () => {
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: '{ me { id } }' }),
      });
      return response.json();
    });
    expect(answer).toEqual({ data: { me: null } });
  });

  it.each([
    ['light', {}],
    ['dark and narrow', { colorScheme: 'dark', viewport: NARROW }],
  ] as const)('every page is accessible in a %s window', async (_window, options) => {
    const reader = await person({ ...FOR_AXE, ...options });
    const faults: Record<string, string[]> = {};
    const look = async (name: string) => {
      await reader.getByRole('heading', { level: 1 }).waitFor();
      const tooWide = await overflow(reader);
      const found = [...(await accessibilityFaults(reader)), ...(tooWide > 0 ? [`${tooWide} px too wide`] : [])];
      if (found.length > 0) faults[name] = found;
    };
    for (const address of [
      '/portal/sign-in',
      '/portal/recover',
      '/portal/apply',
      '/portal/join/none',
      '/portal/nowhere',
    ]) {
      await reader.goto(address);
      await look(address);
    }
    const address = `reader-${_window.split(' ')[0]}`;
    await applyAs(reader, {
      state: 'Moldova',
      kind: 'Helpline',
      name: 'Invented Helpline',
      address,
    });
    for (const name of ['Start', 'My organisation', 'My keys', 'My sessions']) {
      const navigation = reader.getByRole('navigation');
      // Where there is little room, the ways stand behind one word.
      const menu = navigation.getByText('Menu');
      if (await menu.isVisible()) await menu.click();
      await navigation.getByRole('link', { name }).click();
      await reader.getByRole('heading', { level: 1, name }).waitFor();
      await look(name);
    }
    expect(faults).toEqual({});
  });

  it('meets no complaint of a browser on the way', () => {
    expect(complaints).toEqual([]);
  });
});
