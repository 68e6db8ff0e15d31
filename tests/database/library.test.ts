import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadDirectory } from '#domain/directory/load-directory.ts';
import { TODAY, writeSmallDirectory } from '../data/small-directory.ts';
import { asker } from '../graphql/asking.ts';
import { openTestDatabase } from '../support/test-database.ts';

const { sql } = openTestDatabase();
const { ask } = asker(sql);
const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-library-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const at = path.join(folder, file);
  await writeFile(at, change(await readFile(at, 'utf8')));
}

const LIBRARY =
  '{ library { nodes { __typename name sources { title } } } standards { number pillar gist appliesTo } }';

it('replaces documents, their sources and the standards with the rest of the directory', async () => {
  await writeSmallDirectory(folder);
  expect(await loadDirectory(sql, folder, TODAY)).toMatchObject({ outcome: 'loaded' });
  const { data } = await ask(LIBRARY);
  expect(data.library.nodes).toEqual([
    { __typename: 'Guidance', name: 'Handbook for a safe return', sources: [{ title: 'Handbook' }] },
    { __typename: 'PromisingPractice', name: 'Joint training', sources: [{ title: 'Help for victims' }] },
    { __typename: 'PromisingPractice', name: 'Joint training', sources: [{ title: 'Help for victims' }] },
  ]);
  expect(data.standards).toEqual([
    { number: 1, pillar: null, gist: 'An invented gist on governance.', appliesTo: 'BOTH' },
    { number: 2, pillar: 'SOCIAL_INCLUSION', gist: 'An invented gist on inclusion.', appliesTo: 'CHILD' },
  ]);
  const [{ sources } = { sources: 0 }] = await sql<{ sources: number }[]>`
    select count(*)::int as sources from source where state_code is null`;
  expect(sources).toBe(1);
});

it('takes a change of the library in, and loads nothing when it is refused', async () => {
  await edit('guidance.json', (text) => text.replace('Handbook for a safe return', 'Handbook, second edition'));
  expect(await loadDirectory(sql, folder, TODAY)).toMatchObject({ outcome: 'loaded' });
  await edit('guidance.json', (text) => text.replace('"kind":"guidance"', '"kind":"novel"'));
  expect(await loadDirectory(sql, folder, TODAY)).toMatchObject({
    outcome: 'refused',
    problems: [{ file: 'guidance.json', path: 'items[0].kind', code: 'UNKNOWN_CODE' }],
  });
  const { data } = await ask(LIBRARY);
  expect(data.library.nodes[0].name).toBe('Handbook, second edition');
});
