import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkDirectory } from '#domain/directory/checks/check-directory.ts';
import { namesAPerson } from '#domain/directory/checks/personal-data.ts';
import { type GuidanceFile, guidanceFile } from '#domain/directory/files/guidance-file.ts';
import type { ProblemCode } from '#domain/directory/files/problem.ts';
import { type DirectoryFiles, readDirectoryFiles } from '#domain/directory/files/read-directory-files.ts';
import { standardsFile } from '#domain/directory/files/standards-file.ts';
import { directoryRows } from '#domain/directory/files/to-rows.ts';
import published from '../../directory-data/guidance.json';
import { TODAY, TOMORROW, writeSmallDirectory } from './small-directory.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-library-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
await writeSmallDirectory(folder);
const small = await smallFiles();

async function smallFiles(): Promise<DirectoryFiles> {
  const { files } = await readDirectoryFiles(folder);
  if (files === null) throw new Error('The small directory is in order.');
  return files;
}

type Item = GuidanceFile['items'][number];

/** What is said of the valid files after a change to the one item, as "place code". */
function saidOf(change: Partial<Item>): string[] {
  const files = structuredClone(small);
  Object.assign(files.guidance.items[0] ?? {}, change);
  return checkDirectory(files, TODAY).map(({ file, path: place, code }) => `${file} ${place} ${code}`);
}

describe('guidance is refused', () => {
  it.each<[string, Partial<Item>, string, ProblemCode]>([
    ['with an unknown kind', { kind: 'novel' }, 'kind', 'UNKNOWN_CODE'],
    ['with an unknown theme', { themes: ['reintegration', 'x'] }, 'themes[1]', 'UNKNOWN_CODE'],
    ['for unknown readers', { audiences: ['x'] }, 'audiences[0]', 'UNKNOWN_CODE'],
    ['on an unknown State', { geography: ['XX'] }, 'geography[0]', 'UNKNOWN_CODE'],
    ['from a year to come', { year: 2027 }, 'year', 'FUTURE_DATE'],
    ['checked tomorrow', { checkedOn: TOMORROW }, 'checkedOn', 'FUTURE_DATE'],
    ['without a source', { sources: [] }, 'sources', 'NO_SOURCE'],
    ['with a source that is not there', { sources: ['s9'] }, 'sources[0]', 'UNKNOWN_SOURCE'],
    ['when it names a person', { publisher: 'Dr. Vella' }, 'publisher', 'PERSONAL_DATA'],
    ['with the id of another record', { id: '00000001-0000-4000-8000-000000000001' }, 'id', 'DUPLICATE_ID'],
  ])('%s', (_what, change, place, code) => {
    expect(saidOf(change)).toEqual([`guidance.json items[0].${place} ${code}`]);
  });

  it('and not for a year or publisher that nobody knows', () => {
    expect(saidOf({ year: null, publisher: null })).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['no theme', { themes: [] }],
    ['an address that is none', { url: 'handbook' }],
    ['a language that is none', { languages: ['en-12'] }],
    ['a summary of a page', { summary: 'a'.repeat(301) }],
    ['a field that nobody knows', { author: 'x' }],
  ])('in its shape: %s', (_what, change) => {
    const items = small.guidance.items.map((item) => ({ ...item, ...(change as object) }));
    expect(guidanceFile.safeParse({ ...small.guidance, items }).success).toBe(false);
    expect(guidanceFile.safeParse(small.guidance).success).toBe(true);
  });
});

it('gives an item the pillars of its themes, and its sources names of their own', () => {
  const rows = directoryRows(small);
  const [entry] = rows.entry.filter(({ kind }) => kind === 'GUIDANCE');
  expect(entry).toMatchObject({ pillars: ['P3', 'P4'], source_ids: ['library-s1'], state_code: null });
  expect(rows.source.filter(({ id }) => id === 'library-s1')).toHaveLength(1);
});

describe('standards', () => {
  const [standard] = small.standards.standards;

  it('are refused twice', () => {
    const files = structuredClone(small);
    for (const each of files.standards.standards) each.id = 7;
    expect(checkDirectory(files, TODAY).map(({ path: place, code }) => `${place} ${code}`)).toEqual([
      'standards[1].id DUPLICATE_ID',
    ]);
  });

  it.each([{ id: 0 }, { id: 58 }, { id: 1.5 }, { pillar: 'P5' }, { page: 0 }, { languages: [] }, { appliesTo: 'all' }])(
    'are refused in their shape: %j',
    (change) => {
      expect(standardsFile.safeParse({ standards: [{ ...standard, ...change }] }).success).toBe(false);
      expect(standardsFile.safeParse({ standards: [standard] }).success).toBe(true);
    },
  );
});

describe('the library as it is published', () => {
  it('says each thing in one sentence of our own', () => {
    for (const { summary } of published.items) expect(summary).toMatch(/^\p{Lu}[^\n]+[.?]$/u);
  });

  it('names institutions only', () => {
    for (const { publisher } of published.items) expect(namesAPerson(publisher ?? '')).toBe(false);
  });

  it('leads to every document once', () => {
    const addresses = published.items.map(({ url }) => url);
    expect(addresses.filter((url, index) => addresses.indexOf(url) !== index)).toEqual([]);
  });
});
