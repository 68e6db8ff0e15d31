import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rootWords } from '#crypto/verify/root-words.ts';
import { DAY, type InventedState, inventedState } from '#demo/invented-state.ts';
import { readPublication } from '#domain/publications/publication.ts';
import { takeInPublication } from '#domain/publications/take-in-publication.ts';
import { writeNodeKey } from '#federation/publication/key-file.ts';
import { checkPublication } from '#federation/publication/publication-texts.ts';
import { renewAll } from '#server/renewal.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';

const { sql } = openTestDatabase();
let dataDir = '';
let states: InventedState[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'nrm-renewal-'));
  states = [await inventedState('AT'), await inventedState('DE'), await inventedState('HU')];
  for (const state of states) {
    const { code, root, keys } = state;
    const trust = { registryKeys: null, rootWords: await rootWords(root), nodeSigner: null };
    await takeInPublication(sql, { state: code, texts: await state.publish(), trust }, new Date());
    await mkdir(path.join(dataDir, 'state-keys', code), { recursive: true });
    for (const role of ['snapshot', 'timestamp'] as const) {
      await writeFile(path.join(dataDir, 'state-keys', code, `${role}.key`), writeNodeKey(keys[role]));
    }
  }
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const errors: unknown[] = [];
const renew = (now: Date, folder = dataDir) =>
  renewAll(sql, { dataDir: folder, log: { error: (...said: unknown[]) => void errors.push(said) }, now });

it('renews each State whose keys are on the node, and stops for none that is damaged', async () => {
  await writeFile(path.join(dataDir, 'state-keys', 'AT', 'timestamp.key'), 'damaged');
  await rm(path.join(dataDir, 'state-keys', 'HU'), { recursive: true });
  expect(await renew(new Date())).toEqual([]);
  const now = new Date(Date.now() + 3 * DAY);
  errors.length = 0;
  expect(await renew(now)).toEqual(['DE']);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject([
    { state: 'AT', err: { message: expect.stringContaining('missing or damaged') } },
    expect.any(String),
  ]);
  expect(await renew(now)).toEqual([]);

  const ends = async ({ code, root }: InventedState) => {
    const texts = await readPublication(sql, code);
    if (texts === null) throw new Error('Nothing is published.');
    return (await checkPublication(texts, { state: code, trustedRoot: root, now })).ends;
  };
  const [austria, germany, hungary] = await Promise.all(states.map(ends));
  expect(Date.parse(germany?.timestamp ?? '')).toBeGreaterThan(now.getTime() + 6.9 * DAY);
  expect(germany?.snapshot).toBe(germany?.timestamp);
  for (const other of [austria, hungary])
    expect(Date.parse(other?.timestamp ?? '')).toBeLessThan(now.getTime() + 5 * DAY);
});

it('does nothing on a node without keys of a State', async () => {
  expect(await renew(new Date(), path.join(dataDir, 'nowhere'))).toEqual([]);
});
