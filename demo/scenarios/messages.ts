import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Decrypter } from 'age-encryption';
import type { Page } from 'playwright-core';
import { signIn } from '../person.ts';
import type { Stage } from '../stage.ts';
import { personIn } from '../world.ts';
import { goTo, openOrganisationNamed } from './pages.ts';
import type { Facts } from './scenarios.ts';

const VIENNA = 'Invented Counselling Centre Vienna';
const BUCHAREST = 'Invented Counselling Centre Bucharest';

/**
 * A caseworker writes to an organisation of another State, which reads, sees who vouches, answers and sends a file; both see what was
 * opened, and a copied server holds nothing of what was said.
 */
export async function messages(stage: Stage): Promise<Facts> {
  const { node, world } = await stage.node();

  stage.say('A caseworker in Vienna finds a counterpart and writes');
  const vienna = await stage.browser('vienna', node.url);
  await signIn(vienna, personIn(world, 'counselling-at.first'));
  await openOrganisationNamed(vienna, BUCHAREST);
  await stage.picture(vienna, 'organisation');
  await vienna.getByRole('link', { name: 'Write to them' }).click();
  await vienna.getByText('has vouched for it since').waitFor();
  await vienna.getByLabel('Message', { exact: true }).fill(`Can you take somebody next week? ${stage.canary}`);
  await vienna.getByText('Draft kept').waitFor();
  await stage.picture(vienna, 'composer');
  const sending = Date.now();
  await vienna.getByRole('button', { name: 'Seal and send' }).click();
  await vienna.locator('.conversation').getByText(stage.canary).waitFor();
  const sendSeconds = (Date.now() - sending) / 1000;
  const isFirstUnopened = (await vienna.getByText('not opened yet').count()) === 1;

  stage.say('A caseworker in Bucharest reads and answers');
  const bucharest = await stage.browser('bucharest', node.url);
  await signIn(bucharest, personIn(world, 'counselling-ro.first'));
  await goTo(bucharest, 'Messages', 'New (1)');
  await stage.picture(bucharest, 'inbox');
  await bucharest.getByRole('link', { name: VIENNA }).click();
  await bucharest.locator('.conversation').getByText(stage.canary).waitFor();
  stage.canaryReadBy.push('counselling-ro');
  await bucharest.getByLabel('Message', { exact: true }).fill(`Yes, from Monday. ${stage.canary}`);
  await bucharest.getByRole('button', { name: 'Seal and send' }).click();
  await bucharest.locator('.conversation').getByText('Yes, from Monday').waitFor();
  await stage.picture(bucharest, 'conversation');

  stage.say('Vienna sees that it was opened, and the answer, without loading anything anew');
  await vienna.locator('.conversation').getByText('Yes, from Monday').waitFor();
  await vienna.getByText('opened by them on').first().waitFor();
  stage.canaryReadBy.push('counselling-at');
  await stage.picture(vienna, 'answered');

  stage.say('Bucharest sends a file of 20 MB, which Vienna opens and saves');
  const file = longText(stage.canary, 20_000_000);
  await attach(bucharest, file);
  const attaching = Date.now();
  await bucharest.getByRole('button', { name: 'Seal and send' }).click();
  await bucharest.locator('.conversation').getByText(FILE_NAME).waitFor();
  const attachSeconds = (Date.now() - attaching) / 1000;
  const attachmentOpened = sha256(await savedBy(vienna)) === sha256(file);
  await stage.picture(vienna, 'attachment');

  stage.say('Vienna takes the matter out, sealed to six words, and another age tool opens it');
  const { words, sealed } = await takenOut(vienna);
  await stage.picture(vienna, 'taken out');
  const archive = await openedElsewhere(sealed, words);
  const exportOpened = archive.includes(stage.canary) && archive.includes('read-me.html');

  stage.say('A colleague in Bucharest finds it by a word, on another device');
  const colleague = await stage.browser('colleague', node.url);
  await signIn(colleague, personIn(world, 'counselling-ro.second'));
  await goTo(colleague, 'Messages', 'Their turn');
  await colleague.getByLabel('Search in messages').fill('monday');
  await colleague.getByRole('link', { name: VIENNA }).click();
  await colleague.locator('.conversation').getByText('Yes, from Monday').waitFor();
  const isNothingRefused = (await colleague.getByRole('heading', { name: 'Not shown' }).count()) === 0;
  const isWithoutAlarm = await areWithoutAlarm([vienna, bucharest, colleague]);

  const found = await stage.searchForSecrets();
  return {
    sendSeconds,
    isFirstUnopened,
    attachmentBytes: file.length,
    attachSeconds,
    attachmentOpened,
    exportOpened,
    isNothingRefused,
    isWithoutAlarm,
    ...found,
  };
}

const FILE_NAME = 'Invented report.txt';

/** Words in no order, with the secret in their midst. */
function longText(secret: string, length: number): Buffer {
  const words = randomBytes(length / 2).toString('hex');
  const middle = length / 2;
  return Buffer.from(`${words.slice(0, middle)} ${secret} ${words.slice(middle)}`.slice(0, length));
}

async function attach(page: Page, buffer: Buffer): Promise<void> {
  await page.getByLabel('Files', { exact: true }).setInputFiles({ name: FILE_NAME, mimeType: 'text/plain', buffer });
  await page.getByText(FILE_NAME).waitFor();
}

/** The file as a person gets it who presses "Save". */
async function savedBy(page: Page): Promise<Buffer> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: `Save ${FILE_NAME}` }).click();
  return readFile(await (await downloading).path());
}

async function takenOut(page: Page): Promise<{ words: string; sealed: Buffer }> {
  await page.getByText('Take this matter out of the portal').click();
  await page.getByRole('button', { name: 'Make the file' }).click();
  const words = (await page.locator('#export-words').textContent()) ?? '';
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  return { words, sealed: await readFile(await (await downloading).path()) };
}

/** With nothing of ours. */
async function openedElsewhere(sealed: Buffer, words: string): Promise<Buffer> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  return Buffer.from(await decrypter.decrypt(sealed));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Nobody was told that something is missing, late or false. */
async function areWithoutAlarm(pages: readonly Page[]): Promise<boolean> {
  const alarms = await Promise.all(pages.map((page) => page.getByRole('alert').count()));
  return alarms.every((count) => count === 0);
}
