import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIRECTORY_CHANGED, loadDirectory } from '#domain/directory/load-directory.ts';
import { readDirectoryVersion } from '#domain/directory/read-directory-version.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { today } from '#server/today.ts';
import { openTestDatabase } from '../support/test-database.ts';

const { sql } = openTestDatabase();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-load-'));
  await cp(path.join(PROJECT_ROOT, 'directory-data'), folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

async function edit(change: (text: string) => string): Promise<void> {
  const file = path.join(folder, 'states', 'RO.json');
  await writeFile(file, change(await readFile(file, 'utf8')));
}

async function firstName(): Promise<string | undefined> {
  const [line] = await sql<{ name: string }[]>`
    select name from entry where state_code = 'RO' and kind = 'HOTLINE' order by position limit 1`;
  return line?.name;
}

describe('loading the directory', () => {
  it('does nothing when the same is up already', async () => {
    const before = await readDirectoryVersion(sql);
    expect(await loadDirectory(sql, folder, today())).toEqual({ outcome: 'unchanged' });
    expect(await readDirectoryVersion(sql)).toEqual(before);
  });

  it('takes a change in once, however many load it together', async () => {
    await edit((text) => text.replace('ANITP helpline (TelVerde)', 'ANITP helpline'));
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => loadDirectory(sql, folder, today())));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['loaded', 'unchanged', 'unchanged', 'unchanged']);
    expect(await firstName()).toBe('ANITP helpline');
  });

  it('is told to every process with the commit, not before', async () => {
    const seen: (string | undefined)[] = [];
    const { unlisten } = await sql.listen(DIRECTORY_CHANGED, async (hash) => {
      seen.push(hash, (await readDirectoryVersion(sql))?.contentHash);
    });
    await edit((text) => text.replace('ANITP helpline', 'ANITP line'));
    await loadDirectory(sql, folder, today());
    await expect.poll(() => seen).toHaveLength(2);
    expect(seen[0]).toBe(seen[1]);
    await unlisten();
    await edit((text) => text.replace('ANITP line', 'ANITP helpline'));
    await loadDirectory(sql, folder, today());
  });

  it('lets readers see one directory or the other, never a part', async () => {
    const whole = async (tx: Pick<typeof sql, 'unsafe'>) =>
      JSON.stringify(
        await tx.unsafe(`select
          (select content_hash from directory_version) as version,
          (select count(*) from state) as states,
          (select count(*) from entry) as entries,
          (select count(*) from hotline) as hotlines,
          (select string_agg(name, '' order by name) from entry where state_code = 'RO') as names`),
      );
    const old = await whole(sql);
    await edit((text) => text.replace('ANITP helpline', 'ANITP line'));
    let done = false;
    const loading = loadDirectory(sql, folder, today()).finally(() => {
      done = true;
    });
    const seen = new Set<string>();
    while (!done) seen.add(await whole(sql));
    await loading;
    expect([...seen].filter((each) => each !== old)).toEqual(seen.size > 1 ? [await whole(sql)] : []);
    await edit((text) => text.replace('ANITP line', 'ANITP helpline'));
    await loadDirectory(sql, folder, today());
  });

  it('keeps the old directory whole when the connection is cut in the middle', async () => {
    const before = await readDirectoryVersion(sql);
    await edit((text) => text.replace('"name": "ANITP helpline"', '"name": "Another name"'));
    // States and entries are deleted, then the load waits here.
    await sql.begin(async (holder) => {
      await holder`lock table term in share mode`;
      const loading = loadDirectory(sql, folder, today());
      loading.catch(() => undefined);
      const waiting = () => sql<{ pid: number }[]>`select pid from pg_locks where not granted`;
      await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(1);
      for (const { pid } of await waiting()) await sql`select pg_terminate_backend(${pid})`;
      await expect(loading).rejects.toThrow();
    });
    expect(await readDirectoryVersion(sql)).toEqual(before);
    expect(await firstName()).toBe('ANITP helpline');
    await edit((text) => text.replace('"name": "Another name"', '"name": "ANITP helpline"'));
  });

  it('keeps the old directory whole when a file is refused', async () => {
    const before = await readDirectoryVersion(sql);
    await edit((text) => text.replace('"scope": "trafficking"', '"scope": "nonsense"'));
    const result = await loadDirectory(sql, folder, today());
    expect(result).toMatchObject({ outcome: 'refused', problems: [{ file: 'states/RO.json', code: 'UNKNOWN_CODE' }] });
    expect(await readDirectoryVersion(sql)).toEqual(before);
    expect(await firstName()).toBe('ANITP helpline');
    await edit((text) => text.replace('"scope": "nonsense"', '"scope": "trafficking"'));
  });

  it('keeps the old directory whole when the database fails in the middle', async () => {
    const before = await readDirectoryVersion(sql);
    await edit((text) => text.replace('"name": "ANITP helpline"', '"name": "Another name"'));
    await sql`alter table promising_practice add constraint never check (summary = '') not valid`;
    await expect(loadDirectory(sql, folder, today())).rejects.toThrow(/never/);
    expect(await readDirectoryVersion(sql)).toEqual(before);
    expect(await firstName()).toBe('ANITP helpline');
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`select count(*)::int from entry`;
    expect(count).toBe(before?.entries);
    await sql`alter table promising_practice drop constraint never`;
    expect(await loadDirectory(sql, folder, today())).toMatchObject({ outcome: 'loaded' });
    expect(await firstName()).toBe('Another name');
  });
});
