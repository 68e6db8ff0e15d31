import type { Page } from 'playwright-core';
import { addVirtualAuthenticator, giveCode, makeAccount, signIn } from '../person.ts';
import type { Stage } from '../stage.ts';
import { personIn } from '../world.ts';
import { goTo } from './pages.ts';
import type { Facts } from './scenarios.ts';

/**
 * What becomes of keys: a new device, a passkey and a code on paper that open them after the passphrase was lost, a member who
 * is let go, and what a copied server holds of all that.
 */
export async function keys(stage: Stage): Promise<Facts> {
  const { node, world } = await stage.node();
  const administrator = personIn(world, 'counselling-ro.first');

  stage.say('A wrong passphrase is refused');
  const page = await stage.browser('administrator', node.url);
  await page.getByLabel('Sign-in name').fill(administrator.name);
  await page.getByLabel('Passphrase').fill(stage.canary);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const isWrongRefused = await isShown(page.getByRole('alert').getByText('do not belong together'));

  stage.say('An administrator signs in, and adds a passkey that may open the keys');
  await addVirtualAuthenticator(page);
  await signIn(page, administrator);
  await stage.picture(page, 'signed-in');
  const words = await keyWords(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill('An invented desk');
  await page.getByLabel('This passkey may also open my keys').check();
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.getByRole('listitem').filter({ hasText: 'An invented desk' }).getByText('may open your keys').waitFor();
  await stage.picture(page, 'my-keys');

  stage.say('The passphrase is lost: the passkey opens the keys, and a new passphrase is chosen');
  await signOut(page);
  const begun = Date.now();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByText('You are signed in as').waitFor();
  const passkeySeconds = secondsSince(begun);
  const isOpenByPasskey = (await keyWords(page)) === words;
  await page.getByRole('button', { name: 'Choose a new passphrase' }).click();
  administrator.words = await choosePassphrase(page, stage);
  await page.getByText('Your new passphrase counts from now on').waitFor();

  stage.say('A recovery code is printed');
  await page.getByRole('button', { name: 'Make a recovery code' }).click();
  const code = (await page.locator('#recovery-code').textContent()) ?? '';
  stage.keepSecret(code);
  stage.keepSecret(code.replaceAll('-', ''));
  await page.getByLabel('Last group of the code').fill(code.slice(-4));
  await page.getByRole('button', { name: 'I have it on paper' }).click();
  await page.getByText('You made one on').waitFor();

  stage.say('A new device: name, passphrase and a code of the authenticator app open the same keys');
  const device = await stage.browser('new-device', node.url);
  await device.getByLabel('Sign-in name').fill(administrator.name);
  await device.getByLabel('Passphrase').fill(administrator.words);
  const entering = Date.now();
  await device.getByRole('button', { name: 'Sign in' }).click();
  await device.getByLabel('Code of your authenticator app').waitFor();
  const passphraseSeconds = secondsSince(entering);
  await giveCode(device, administrator);
  await device.getByText('You are signed in as').waitFor();
  const isOpenOnNewDevice = (await keyWords(device)) === words;
  await stage.picture(device, 'new-device');

  stage.say('The passphrase is lost again: the code on paper and the second factor open the keys');
  await signOut(device);
  await device.getByRole('link', { name: 'Use a recovery code' }).click();
  await device.getByLabel('Sign-in name').fill(administrator.name);
  await device.getByLabel('Recovery code').fill(stage.canary);
  await device.getByRole('button', { name: 'Go on' }).click();
  const isMistypedRefused = await isShown(device.getByRole('alert').getByText('mistyped'));
  await device.getByLabel('Recovery code').fill(code.toLowerCase());
  await device.getByRole('button', { name: 'Go on' }).click();
  await giveCode(device, administrator);
  await device.getByRole('heading', { name: 'Choose a new passphrase' }).waitFor();
  await stage.picture(device, 'recovered');
  administrator.words = await choosePassphrase(device, stage);
  await device.getByText('You are signed in as').waitFor();
  const isOpenByCode = (await keyWords(device)) === words;

  stage.say('A colleague joins, is certified, and is let go');
  await goTo(device, 'My organisation', 'Members');
  await device.getByRole('button', { name: 'Make a link' }).click();
  const invitation = (await device.locator('#invitation-link').textContent()) ?? '';
  stage.keepSecret(invitation.split('#')[1]?.split('.')[0] ?? '');
  const colleague = await stage.browser('colleague', node.url);
  await colleague.goto(invitation);
  await colleague.getByText('invites you').waitFor();
  const joined = await makeAccount(colleague, 'counselling-ro.third', 'Make the account');
  stage.keepSecret(joined.words);
  await goTo(device, 'My keys', 'Your second factor');
  await goTo(device, 'My organisation', 'Members');
  await device.getByRole('button', { name: 'Certify these keys' }).click();
  const row = device.getByRole('listitem').filter({ hasText: 'counselling-ro.third' }).first();
  await row.getByText('caseworker').waitFor();
  await stage.picture(device, 'members');
  await goTo(colleague, 'My organisation', 'Members');
  const periodsBefore = await periodsOf(colleague);
  await row.getByRole('button', { name: 'Dismiss' }).click();
  await device.getByRole('button', { name: 'Dismiss now' }).click();
  const dismissed = Date.now();
  while ((await periodsOf(colleague)) !== null) await colleague.waitForTimeout(250);
  const sessionEndedSeconds = secondsSince(dismissed);
  await stage.picture(device, 'dismissed');
  await signOutQuietly(colleague);
  await signIn(colleague, joined);
  const periodsAfter = await periodsOf(colleague);

  const found = await stage.searchForSecrets();
  return {
    isWrongRefused,
    isMistypedRefused,
    isOpenByPasskey,
    isOpenOnNewDevice,
    isOpenByCode,
    hadPeriod: periodsBefore !== null && periodsBefore > 0,
    sessionEndedSeconds,
    isSessionEndedInTime: sessionEndedSeconds <= 5,
    isNextPeriodClosed: periodsAfter === 0,
    passphraseSeconds,
    passkeySeconds,
    ...found,
  };
}

/** The words by which colleagues recognise the key that is open. */
async function keyWords(page: Page): Promise<string> {
  await goTo(page, 'My keys', 'Your second factor');
  await page.locator('#key-words').getByText(/\w/).waitFor();
  return (await page.locator('#key-words').textContent()) ?? '';
}

async function choosePassphrase(page: Page, stage: Stage): Promise<string> {
  const words = (await page.locator('#passphrase').textContent()) ?? '';
  stage.keepSecret(words);
  await page.getByLabel('Type the six words').fill(words);
  await page.getByRole('button', { name: 'Use these words from now on' }).click();
  return words;
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'My sessions' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto(new URL('/portal', page.url()).href);
}

/** Whoever was signed out by somebody else finds the keys locked with the page. */
async function signOutQuietly(page: Page): Promise<void> {
  await page.goto(new URL('/portal', page.url()).href);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

/** How many keys for messages are sealed to whoever is signed in; null when nobody is. */
function periodsOf(page: Page): Promise<number | null> {
  return page.evaluate(async () => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: '{ me { organisation { sealedKeys { key } } } }' }),
    });
    const { me } = (await response.json()).data;
    return me === null ? null : (me.organisation?.sealedKeys.length ?? 0);
  });
}

async function isShown(locator: ReturnType<Page['getByText']>): Promise<boolean> {
  return locator.waitFor().then(
    () => true,
    () => false,
  );
}

function secondsSince(begun: number): number {
  return Math.round((Date.now() - begun) / 100) / 10;
}
