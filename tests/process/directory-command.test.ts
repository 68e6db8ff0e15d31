import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { dataFolder } from '#tests/support/data-folder.ts';

const DIRECTORY = path.join(PROJECT_ROOT, 'directory-data');

/** What `npm run directory -- …` writes, and how it ends. */
async function directory(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'directory', ...args], {
    env: { ...process.env, DATABASE_URL: '', DATABASE_MIGRATE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, last: said.trimEnd().split('\n').at(-1), said };
}

it('load names the database into which it loaded', async () => {
  const folder = await dataFolder();
  const place = `the embedded database in ${folder} (DATA_DIR)`;
  const { code, last } = await directory(['load'], { DATA_DIR: folder });
  expect(code).toBe(0);
  expect(last).toMatch(/^\d+ entries loaded into /);
  expect(last?.endsWith(` into ${place}.`)).toBe(true);
  expect((await directory(['load'], { DATA_DIR: folder })).last).toBe(
    `This directory is already loaded into ${place}.`,
  );
});

it('check counts one problem as one, and says of a missing field what is allowed', async () => {
  const folder = await dataFolder();
  await cp(DIRECTORY, folder, { recursive: true });
  const file = path.join(folder, 'states', 'MT.json');
  const state = JSON.parse(await readFile(file, 'utf8'));
  delete state.hotlines[0].hours;
  await writeFile(file, JSON.stringify(state));
  const { code, said } = await directory(['check', folder]);
  expect(code).toBe(1);
  expect(said).toBe(
    'states/MT.json hotlines[0].hours: The field is missing. Where nothing is known, write null. (WRONG_SHAPE)\n1 problem found.\n',
  );
});
