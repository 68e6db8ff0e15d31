import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PageCopies } from './page-copies.ts';

let folder: string;
let copies: PageCopies;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-pages-'));
  copies = new PageCopies(folder);
  copies.startVersion('1');
});
afterEach(() => rm(folder, { recursive: true }));

const write = (
  language: string,
  version: string,
  addresses: string[],
  body: string | null = `${language} ${version}`,
) => copies.writeGeneration(language, version, addresses, async () => (body === null ? null : Buffer.from(body)));
const last = async (from: PageCopies, address: string) => (await from.last(address))?.body.toString() ?? null;

it('keeps one generation for each language, also for the next process', async () => {
  await write('en', '1', ['/en']);
  await write('ar', '1', ['/ar']);
  const next = new PageCopies(folder);
  await next.open();
  expect([await last(next, '/en'), await last(next, '/ar'), await last(next, '/fr')]).toEqual(['en 1', 'ar 1', null]);
  expect([next.hasGeneration('ar', '1'), next.hasGeneration('fr', '1'), next.hasGeneration('ar', '2')]).toEqual([
    true,
    false,
    false,
  ]);
});

it('replaces a language by itself and removes what it replaced', async () => {
  await write('en', '1', ['/en']);
  await write('ar', '1', ['/ar']);
  copies.startVersion('2');
  await write('en', '2', ['/en']);
  expect([await last(copies, '/en'), await last(copies, '/ar')]).toEqual(['en 2', 'ar 1']);
  const folders = (await readdir(path.join(folder, 'copies'))).filter((name) => !name.endsWith('.json'));
  expect(folders).toHaveLength(2);
});

it('keeps the earlier generation when a page cannot be made', async () => {
  await write('en', '1', ['/en']);
  copies.startVersion('2');
  expect(await write('en', '2', ['/en', '/en/numbers'], null)).toBe(false);
  expect(await last(copies, '/en')).toBe('en 1');
});

it('stops when the directory has changed meanwhile', async () => {
  copies.startVersion('2');
  expect(await write('en', '1', ['/en'])).toBe(false);
  expect(await last(copies, '/en')).toBeNull();
});
