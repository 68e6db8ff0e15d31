import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchBrowser } from '#demo/browser.mjs';
import { PROJECT_ROOT } from '#server/project-root.ts';

let browser: Browser;
let page: Page;

const server = createServer(async (request, response) => {
  if (request.url !== '/script') return response.end('<!doctype html><script type="module" src="/script"></script>');
  const { outputFiles } = await build({
    entryPoints: [path.join(PROJECT_ROOT, 'tests/browser/sealed-index-in-page.ts')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  return response.setHeader('Content-Type', 'text/javascript').end(outputFiles[0]?.contents);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchBrowser();
});

/** Each time a device that knows nothing. */
beforeEach(async () => {
  await page?.context().close();
  page = await (await browser.newContext()).newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => globalThis.nrmIndex !== undefined);
});

afterAll(async () => {
  await browser?.close();
  server.close();
});

/** Of what is sealed on the device: how many parts, and everything that can be read of them. */
function partsOnDevice(): Promise<{ many: number; text: string }> {
  return page.evaluate(async () => {
    const request = indexedDB.open('nrm-mailbox-owner');
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const all = request.result.transaction('parts').objectStore('parts').getAll() as IDBRequest<Uint8Array[]>;
    await new Promise((resolve) => {
      all.onsuccess = resolve;
    });
    request.result.close();
    return { many: all.result.length, text: all.result.map((part) => new TextDecoder().decode(part)).join() };
  });
}

it('has after a new start what was added, in its order, in few parts that tell nothing', async () => {
  const found = await page.evaluate(async () => {
    const index = await nrmIndex.open();
    for (let place = 0; place < 250; place++) await index.add([nrmIndex.record(place)], `cursor ${place}`);
    const { records, cursor } = await nrmIndex.open();
    return { ids: records.map(({ id }) => Number(id)), cursor };
  });
  expect(found).toEqual({ ids: Array.from({ length: 250 }, (_, place) => place), cursor: 'cursor 249' });
  const { many, text } = await partsOnDevice();
  expect(many).toBe(3);
  expect(text).not.toMatch(/secret|cursor/);
});

it('goes on after a new start where it was', async () => {
  const found = await page.evaluate(async () => {
    await (await nrmIndex.open()).add([nrmIndex.record(1), nrmIndex.record(2)], 'two');
    await (await nrmIndex.open()).add([], 'three');
    await (await nrmIndex.open()).add([nrmIndex.record(4)], 'four');
    const { records, cursor } = await nrmIndex.open();
    return { ids: records.map(({ id }) => id), cursor };
  });
  expect(found).toEqual({ ids: ['1', '2', '4'], cursor: 'four' });
  expect((await partsOnDevice()).many).toBe(1);
});

it('takes what two windows added for no more than what hangs together', async () => {
  const found = await page.evaluate(async () => {
    const many = (from: number) => Array.from({ length: 100 }, (_, place) => nrmIndex.record(from + place));
    const [one, other] = [await nrmIndex.open(), await nrmIndex.open()];
    await one.add(many(0), '100');
    await other.add(many(0), '100');
    await other.add(many(100), '200');
    await one.add(many(100), '200');
    const { records, cursor } = await nrmIndex.open();
    return { many: records.length, different: new Set(records.map(({ id }) => id)).size, cursor };
  });
  expect(found).toEqual({ many: 200, different: 200, cursor: '200' });
});

it.each([
  ['other keys', () => page.evaluate(() => nrmIndex.replaceKeys())],
  ['its key changed', () => spoil('keys')],
])('begins anew with %s', async (_, change) => {
  await page.evaluate(async () => (await nrmIndex.open()).add([nrmIndex.record(1)], 'one'));
  await change();
  expect(await page.evaluate(async () => (await nrmIndex.open()).cursor)).toBeNull();
  expect((await partsOnDevice()).many).toBe(0);
});

it('goes back to before a part that was changed', async () => {
  await page.evaluate(async () => (await nrmIndex.open()).add([nrmIndex.record(1)], 'one'));
  await spoil('parts');
  expect(await page.evaluate(async () => (await nrmIndex.open()).cursor)).toBeNull();
  await page.evaluate(async () => (await nrmIndex.open()).add([nrmIndex.record(2)], 'two'));
  expect(await page.evaluate(async () => (await nrmIndex.open()).records.map(({ id }) => id))).toEqual(['2']);
});

it('reads from the beginning again when something is to be opened again, and keeps what it is told to', async () => {
  const found = await page.evaluate(async () => {
    const index = await nrmIndex.open();
    await index.add([nrmIndex.record(1), nrmIndex.record(2)], 'two');
    await index.beginAnew([nrmIndex.record(2)]);
    const again = await nrmIndex.open();
    const before = { ids: again.records.map(({ id }) => id), cursor: again.cursor };
    await index.add([nrmIndex.record(3)], 'three');
    const { records, cursor } = await nrmIndex.open();
    return { before, here: index.cursor, ids: records.map(({ id }) => id), cursor };
  });
  const before = { ids: ['2'], cursor: null };
  expect(found).toEqual({ before, here: 'three', ids: ['2', '3'], cursor: 'three' });
});

/** Changes a bit of everything in a store. */
function spoil(store: string): Promise<void> {
  return page.evaluate(async (name) => {
    const request = indexedDB.open('nrm-mailbox-owner');
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const transaction = request.result.transaction(name, 'readwrite');
    const cursors = transaction.objectStore(name).openCursor();
    cursors.onsuccess = () => {
      const bytes = cursors.result?.value as Uint8Array | undefined;
      if (bytes === undefined) return;
      const at = bytes.length - 1;
      cursors.result?.update(bytes.with(at, (bytes[at] ?? 0) ^ 1));
      cursors.result?.continue();
    };
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    request.result.close();
  }, store);
}
