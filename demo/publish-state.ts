import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { writePublication } from '#federation/publication/publication-folder.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { type InventedState, listed } from './invented-state.ts';
import type { DemoNode } from './node-process.ts';
import type { DemoOrganisation } from './world.ts';

/**
 * A State signs its organisations, and the operator puts that into the node, as `npm run directory -- publish` does.
 *
 * @throws Error with what the command said
 */
export async function publishState(
  node: DemoNode,
  state: InventedState,
  organisations: readonly DemoOrganisation[],
): Promise<void> {
  const { host } = new URL(node.url);
  const enrolledOn = new Date().toISOString().slice(0, 10);
  const texts = await state.publish({
    organisations: organisations.map((each) => listed(each, { address: `${each.address}@${host}`, enrolledOn })),
  });
  const folder = path.join(node.folder, 'publications', `${state.code}-${Date.now()}`);
  await writePublication(folder, texts);
  const command = [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'directory', 'publish', state.code, folder];
  const child = spawn(process.execPath, command, {
    cwd: PROJECT_ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...node.env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  child.stderr.on('data', (data) => {
    said += data;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The publication of ${state.code} was not taken in: ${said.trim()}`);
}
