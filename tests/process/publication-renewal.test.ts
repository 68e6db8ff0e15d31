import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { rootWords } from '#crypto/verify/root-words.ts';
import { connect } from '#db/client.ts';
import { DAY, inventedState } from '#demo/invented-state.ts';
import { readPublication } from '#domain/publications/publication.ts';
import { takeInPublication } from '#domain/publications/take-in-publication.ts';
import { writeNodeKey } from '#federation/publication/key-file.ts';
import { checkPublication } from '#federation/publication/publication-texts.ts';
import { readConfig } from '#server/config.ts';
import { openDatabase } from '#server/database.ts';
import { loadedDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';
import { startPortalProcess } from '#tests/support/portal-process.ts';

it('a portal that starts on a State’s node signs anew what was signed days ago', async () => {
  const dataDir = await loadedDataFolder('nrm-renewal-');
  onTestFinished(() => removeDataFolder(dataDir));
  const { ownerAddress, cluster } = await openDatabase(
    readConfig({ DATA_DIR: dataDir } as unknown as NodeJS.ProcessEnv),
  );
  onTestFinished(() => cluster?.stop());
  const owner = connect(ownerAddress, { max: 1 });
  onTestFinished(() => owner.end());
  const state = await inventedState('MD');
  const texts = await state.publish({ now: new Date(Date.now() - 3 * DAY) });
  const trust = { registryKeys: null, rootWords: await rootWords(state.root), nodeSigner: null };
  await takeInPublication(owner, { state: 'MD', texts, trust }, new Date());
  const keys = path.join(dataDir, 'state-keys', 'MD');
  await mkdir(keys, { recursive: true });
  await writeFile(path.join(keys, 'snapshot.key'), writeNodeKey(state.keys.snapshot), { mode: 0o600 });
  await writeFile(path.join(keys, 'timestamp.key'), writeNodeKey(state.keys.timestamp), { mode: 0o600 });

  const portal = await startPortalProcess({ DATA_DIR: dataDir });
  onTestFinished(() => portal.stop());
  const latest = async () => (await readPublication(owner, 'MD')) ?? texts;
  await expect.poll(async () => (await latest()).timestamp, { timeout: 20_000 }).not.toBe(texts.timestamp);
  const { ends, seen } = await checkPublication(await latest(), {
    state: 'MD',
    trustedRoot: state.root,
    now: new Date(),
  });
  expect(Date.parse(ends.timestamp)).toBeGreaterThan(Date.now() + 6.9 * DAY);
  expect([seen.timestamp.version, seen.snapshot.version, seen.targets.version]).toEqual([2, 2, 1]);
  expect(portal.output()).not.toContain('could not be renewed');
});
