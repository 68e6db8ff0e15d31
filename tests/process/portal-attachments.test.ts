import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { CANARY, docx, odt, packed } from '#app/portal/attachments/test-support/packages.ts';
import { launchBrowser, ORDINARY_USER_AGENT } from '#demo/browser.mjs';
import { type DemoNode, startDemoNode } from '#demo/node-process.ts';
import { signIn } from '#demo/person.ts';
import { goTo, openOrganisationNamed } from '#demo/scenarios/pages.ts';
import { inventSigners, personIn, populate, type World } from '#demo/world.ts';
import { accessibilityFaults, FOR_AXE, NARROW, overflow } from '#tests/browser/accessibility.ts';
import { copyDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';

const VIENNA = 'Invented Counselling Centre Vienna';
const BUCHAREST = 'Invented Counselling Centre Bucharest';

let base: string;
let node: DemoNode;
let browser: Browser;
let vienna: Page;
let bucharest: Page;
const complaints: string[] = [];

beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'nrm-attachments-'));
  const trustData = path.join(base, 'trust');
  const signers = await inventSigners(trustData, ['AT', 'RO']);
  await copyDataFolder(inject('loaded'), path.join(base, 'node', 'data'));
  node = await startDemoNode({ host: 'at.localhost', port: 0, folder: path.join(base, 'node'), trustData });
  const world = await populate(node, signers, () => undefined);
  browser = await launchBrowser();
  [vienna, bucharest] = [await person(world, 'counselling-at.first'), await person(world, 'counselling-ro.first')];
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await node?.stop();
  await removeDataFolder(path.join(base, 'node', 'data'));
  await rm(base, { recursive: true, force: true });
  // The node's own refusals, and the connection that a test cuts, are said by browsers too.
  expect(complaints.filter((text) => !/ERR_FAILED|status of (404|507)/.test(text))).toEqual([]);
});

async function person(world: World, name: string): Promise<Page> {
  const context = await browser.newContext({ userAgent: ORDINARY_USER_AGENT, ...FOR_AXE });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(`${node.url}/portal`);
  await signIn(page, personIn(world, name));
  return page;
}

interface Chosen {
  name: string;
  bytes: Uint8Array | string;
}

const choose = (page: Page, ...files: Chosen[]) =>
  page
    .getByLabel('Files', { exact: true })
    .setInputFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(bytes) })));
const row = (page: Page, name: string) => page.locator('.composer .files > li', { hasText: name });
const isReady = (page: Page, name: string) => row(page, name).getByText('Sealed and uploaded').waitFor();
const send = (page: Page) => page.getByRole('button', { name: 'Seal and send' }).click();
const received = (page: Page, name: string) => page.locator('.conversation .files > li', { hasText: name });

async function saved(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const downloading = page.waitForEvent('download');
  await received(page, name)
    .getByRole('button', { name: `Save ${name}` })
    .click();
  const download = await downloading;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Sealed files on the node's disk. */
async function blobs(): Promise<string[]> {
  const folder = path.join(node.folder, 'data', 'blobs');
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
}

/** As a telephone writes it: a photograph in JPEG that says where it was taken. */
async function photograph(page: Page): Promise<Uint8Array> {
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(600, 300);
    canvas.getContext('2d')?.fillRect(0, 0, 300, 300);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  });
  const comment = Buffer.from(CANARY);
  return Buffer.concat([
    Buffer.from(drawn.slice(0, 2)),
    Buffer.from([0xff, 0xfe, 0, comment.length + 2]),
    comment,
    Buffer.from(drawn.slice(2)),
  ]);
}

it('says that files wait until one has opened something of the other', async () => {
  await openOrganisationNamed(vienna, BUCHAREST);
  await vienna.getByRole('link', { name: 'Write to them' }).click();
  await vienna.getByText('Files can be added once one of the two').waitFor();
  expect(await vienna.getByLabel('Files', { exact: true }).count()).toBe(0);
  await vienna.getByLabel('Message', { exact: true }).fill('May I send you files?');
  await send(vienna);
  await vienna.locator('.conversation').getByText('May I send you files?').waitFor();
  await goTo(bucharest, 'Messages', 'New (1)');
  await bucharest.getByRole('link', { name: VIENNA }).click();
  await bucharest.locator('.conversation').getByText('May I send you files?').waitFor();
  await vienna.getByText('opened by them on').first().waitFor();
});

it('refuses what cannot be cleaned with a sentence, warns of what stays, and sends files without words', async () => {
  await choose(
    vienna,
    { name: 'macros.docm', bytes: packed(docx({ 'word/vbaProject.bin': 'x' })) },
    { name: 'picture.svg', bytes: '<svg/>' },
    { name: 'report.pdf', bytes: '%PDF-1.7 invented' },
    { name: 'table.odt', bytes: packed(odt()) },
    { name: 'photo.jpg', bytes: await photograph(vienna) },
  );
  await row(vienna, 'macros.docm').getByText('It holds macros').waitFor();
  await row(vienna, 'picture.svg').getByText('Files of this kind are not sent').waitFor();
  await row(vienna, 'report.pdf').getByText('A PDF is sent as it is').waitFor();
  await isReady(vienna, 'photo.jpg');
  expect(await vienna.getByRole('button', { name: 'Seal and send' }).isDisabled()).toBe(true);
  expect(await accessibilityFaults(vienna)).toEqual([]);
  await vienna.setViewportSize(NARROW);
  expect(await overflow(vienna)).toBe(0);
  await vienna.getByRole('button', { name: 'Remove macros.docm' }).click();
  await vienna.getByRole('button', { name: 'Remove picture.svg' }).click();
  await send(vienna);
  await received(vienna, 'photo.jpg').waitFor();
  expect(await row(vienna, 'photo.jpg').count()).toBe(0);
});

it('shows pictures in the page, saves everything, and nothing tells of its author', async () => {
  await received(bucharest, 'photo.jpg').getByRole('button', { name: 'Show photo.jpg' }).click();
  const picture = bucharest.getByRole('img', { name: 'photo.jpg' });
  await picture.waitFor();
  expect(await picture.evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height])).toEqual([600, 300]);
  expect(await received(bucharest, 'report.pdf').getByRole('button', { name: 'Show' }).count()).toBe(0);
  const photo = await saved(bucharest, 'photo.jpg');
  expect(photo.name).toBe('photo.jpg');
  expect(photo.bytes.includes(CANARY)).toBe(false);
  expect((await saved(bucharest, 'table.odt')).bytes.includes(CANARY)).toBe(false);
  expect((await saved(bucharest, 'report.pdf')).bytes.toString()).toBe('%PDF-1.7 invented');
  expect(await accessibilityFaults(bucharest)).toEqual([]);
  await bucharest.setViewportSize(NARROW);
  expect(await overflow(bucharest)).toBe(0);
});

it('goes on uploading after the connection was lost, and sends when all is there', async () => {
  let cut = 1;
  await vienna.route('**/blobs/*', (route) => (cut-- > 0 ? route.abort() : route.continue()));
  await choose(vienna, { name: 'long.txt', bytes: randomBytes(500_000).toString('hex') });
  await vienna.getByLabel('Message', { exact: true }).fill('With a long one');
  await row(vienna, 'long.txt').getByText('No connection').waitFor();
  await send(vienna);
  await received(vienna, 'long.txt').waitFor();
  await vienna.unroute('**/blobs/*');
  await received(bucharest, 'long.txt').waitFor();
});

it('tries again when asked, after the node refused', async () => {
  const full = { status: 507, json: { code: 'DISK_FULL', sentence: '' } };
  await vienna.route('**/blobs/*', (route) => route.fulfill(full));
  await choose(vienna, { name: 'again.txt', bytes: 'words' });
  await row(vienna, 'again.txt').getByText('The disk of this node is full').waitFor();
  await vienna.unroute('**/blobs/*');
  await vienna.getByRole('button', { name: 'Try again: again.txt' }).click();
  await isReady(vienna, 'again.txt');
  await vienna.getByRole('button', { name: 'Remove again.txt' }).click();
});

it('sends a file whose upload was under way when the keys were locked', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const before = (await blobs()).length;
  await vienna.route('**/blobs/*', (route) => held.then(() => route.continue()));
  await choose(vienna, { name: 'late.txt', bytes: 'late words' });
  await row(vienna, 'late.txt').getByText('Uploading, sealed').waitFor();
  const proving = vienna.waitForResponse((response) => (response.request().postData() ?? '').includes('KeyProof'));
  await send(vienna);
  await (await proving).finished();
  // Until the vault has sealed it, which nothing tells.
  await vienna.waitForTimeout(3000);
  await vienna.getByRole('button', { name: 'Lock now' }).click();
  await vienna.getByRole('button', { name: 'Unlock' }).waitFor();
  release();
  await received(bucharest, 'late.txt').waitFor();
  expect((await blobs()).length).toBe(before + 1);
});

it('refuses a file that was changed on the node, or is gone, with a sentence', async () => {
  for (const file of await blobs()) {
    const bytes = await readFile(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(file, bytes);
  }
  await received(bucharest, 'late.txt').getByRole('button', { name: 'Save late.txt' }).click();
  await received(bucharest, 'late.txt').getByText('What the node has is not the file that the message names').waitFor();
  await bucharest.route('**/blobs/*', (route) => route.fulfill({ status: 404, json: { code: 'UNKNOWN_BLOB' } }));
  await received(bucharest, 'long.txt').getByRole('button', { name: 'Save long.txt' }).click();
  await received(bucharest, 'long.txt').getByText('The file is not on the node any more').waitFor();
});
