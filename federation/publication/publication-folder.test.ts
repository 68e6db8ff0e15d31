import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { filesOf, lastNumber, readPublication, writePublication } from './publication-folder.ts';
import { FolderError } from './whole-folder.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-publication-'));
afterAll(() => rm(folder, { recursive: true }));

const versioned = (version: number) => JSON.stringify({ signed: { version } });
const texts = {
  roots: Array.from({ length: 11 }, (_, place) => versioned(place + 1)),
  timestamp: versioned(7),
  snapshot: versioned(6),
  targets: versioned(5),
  organisations: '{}',
  revocations: 'a.b.c',
};

it('is read as it was written, roots in their order', async () => {
  const place = path.join(folder, 'publications', '1');
  await writePublication(place, texts);
  expect(await readPublication(place)).toEqual(texts);
  expect(filesOf(texts).map(({ name }) => name)).toContain('metadata/6.snapshot.json');
});

it('is never written over another, and leaves nothing unfinished', async () => {
  const place = path.join(folder, 'publications', '1');
  await expect(writePublication(place, { ...texts, timestamp: versioned(8) })).rejects.toThrow(FolderError);
  expect(await readPublication(place)).toEqual(texts);
  expect(await readdir(path.dirname(place))).toEqual(['1']);
});

it('is found by its number', async () => {
  await writePublication(path.join(folder, 'publications', '10'), texts);
  await writePublication(path.join(folder, 'publications', 'notes'), texts);
  expect(await lastNumber(path.join(folder, 'publications'))).toBe(10);
  expect(await lastNumber(path.join(folder, 'nothing'))).toBe(0);
});

it('is refused with a file missing, twice or not readable', async () => {
  const place = path.join(folder, 'publications', '1');
  await rm(path.join(place, 'revocations.jws'));
  await expect(readPublication(place)).rejects.toThrow(FolderError);
  await writeFile(path.join(place, 'revocations.jws'), new Uint8Array([0xff]));
  await expect(readPublication(place)).rejects.toThrow(/is not UTF-8/);
  await writeFile(path.join(place, 'metadata', '4.targets.json'), versioned(4));
  await expect(readPublication(place)).rejects.toThrow(/exactly one file/);
});
