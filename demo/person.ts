import { base32nopad } from '@scure/base';
import type { Page } from 'playwright-core';
import { totpCode, totpStepAt } from '#domain/accounts/totp-codes.ts';

/** Somebody with an account, as tests act for them in a browser. */
export interface PortalPerson {
  name: string;
  /** The six words. */
  words: string;
  /** Of the authenticator app; null without one. */
  secret: Uint8Array<ArrayBuffer> | null;
  /** Of the code that was used last: each works once. */
  lastStep: number;
}

/** Fills in name and passphrase of a new account, sends the form, signs in, and adds an authenticator app where the role wants it. */
export async function makeAccount(page: Page, name: string, button: string): Promise<PortalPerson> {
  await page.getByLabel('Sign-in name').fill(name);
  const words = (await page.locator('#passphrase').textContent()) ?? '';
  await page.getByLabel('Type the six words').fill(words);
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  const person: PortalPerson = { name, words, secret: null, lastStep: 0 };
  await signIn(page, person);
  return person;
}

/** Applies for an organisation, whose first member is signed in afterwards. */
export async function applyAs(
  page: Page,
  organisation: { kind: string; state: string; name: string; address: string },
): Promise<PortalPerson> {
  await page.goto('/portal/apply');
  await page.getByLabel('What it is').selectOption({ label: organisation.kind });
  await page.getByLabel('State to which it belongs').selectOption({ label: organisation.state });
  await page.getByLabel('Name', { exact: true }).fill(organisation.name);
  await page.getByLabel('Address in the portal').fill(organisation.address);
  await page.getByLabel('Website').fill('https://invented.example/');
  await page.getByLabel('First proof').fill('Entry 123 in an invented register');
  await page.getByLabel('Second proof').fill('An invented ministry confirms by telephone');
  return makeAccount(page, `${organisation.address}.first`, 'Apply');
}

/** Accepts an application, from any page of whoever decides. */
export async function acceptApplication(page: Page, name: string): Promise<void> {
  const navigation = page.getByRole('navigation');
  // The list asks anew when it is opened anew: only those who decide are led to it.
  await navigation.getByRole('link', { name: 'My keys', exact: true }).click();
  await navigation.getByRole('link', { name: 'Applications', exact: true }).click();
  const application = page.getByRole('region', { name });
  await application.getByLabel('Reason').fill('Both proofs were checked by telephone.');
  await application.getByRole('button', { name: 'Accept' }).click();
  await application.waitFor({ state: 'detached' });
}

/** From the sign-in page to the start page, with every factor. */
export async function signIn(page: Page, person: PortalPerson): Promise<void> {
  await page.getByLabel('Sign-in name').fill(person.name);
  await page.getByLabel('Passphrase').fill(person.words);
  await page.getByRole('button', { name: 'Sign in' }).click();
  if (person.secret !== null) await giveCode(page, person);
  const start = page.getByText(`You are signed in as ${person.name}`);
  const owed = page.getByRole('heading', { name: 'Add a second factor' });
  await start.or(owed).first().waitFor();
  if (await owed.isVisible()) await addApp(page, person);
  await start.waitFor();
}

/** On the page of locked keys. */
export async function unlock(page: Page, person: PortalPerson): Promise<void> {
  await page.getByLabel('Passphrase').fill(person.words);
  await page.getByRole('button', { name: 'Unlock' }).click();
  if (person.secret !== null) await giveCode(page, person);
}

/** In the second step of signing in. */
export async function giveCode(page: Page, person: PortalPerson): Promise<void> {
  await page.getByLabel('Code of your authenticator app').waitFor();
  await page.getByLabel('Code of your authenticator app').fill(await nextCode(person));
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** Where a page offers an authenticator app: takes its secret from the text and confirms it. */
export async function addApp(page: Page, person: PortalPerson): Promise<void> {
  const text = (await page.locator('#totp-secret').textContent()) ?? '';
  person.secret = Uint8Array.from(base32nopad.decode(text.replaceAll(' ', '')));
  await page.getByLabel('Code that the app shows now').fill(await nextCode(person));
  await page.getByRole('button', { name: 'Use this app' }).click();
}

/** A code that was not used yet, waited for where there is none: the node takes the next one half a minute early. */
export async function nextCode(person: PortalPerson): Promise<string> {
  if (person.secret === null) throw new Error(`${person.name} has no authenticator app.`);
  while (totpStepAt(Date.now()) < person.lastStep) await new Promise((resolve) => setTimeout(resolve, 250));
  person.lastStep = Math.max(totpStepAt(Date.now()), person.lastStep + 1);
  return totpCode(person.secret, person.lastStep);
}

/** A device with a screen lock, as Chromium pretends to have one: it keeps passkeys and derives keys with them. */
export async function addVirtualAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: true,
    },
  });
}
