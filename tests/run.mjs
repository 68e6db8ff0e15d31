/**
 * `npm test`: every check that a change must pass, one after the other, the quick ones first.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale } from '../server/build.mjs';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '..', '..');
const bin = (name) => path.join(ROOT, 'node_modules', '.bin', name);

/** Without 'pages' (`npm run test:pages`: every page in every language) and 'faults' (`npm run test:faults`: what is killed on the way). */
const PROJECTS = ['unit', 'database', 'portal'].flatMap((name) => ['--project', name]);

const STEPS = [
  ['data', process.execPath, ['server/run.mjs', 'directory', 'check']],
  ['types', process.execPath, [path.join('node_modules', 'typescript-7', 'bin', 'tsc'), '-p', '.']],
  ['lint and arrows', bin('biome'), ['check', '.']],
  ['documents', bin('gql.tada'), ['check', '--fail-on-warn']],
  ['unit, database, browser', bin('vitest'), ['run', ...PROJECTS, ...process.argv.slice(2)]],
];

try {
  await buildWhenStale('node');
  await buildWhenStale('web');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
for (const [name, command, args] of STEPS) {
  const started = Date.now();
  const code = await run(command, args);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'}: ${name} (${seconds} s)\n`);
  if (code !== 0) process.exit(1);
}
process.stdout.write(`${STEPS.length} passed, 0 failed\n`);

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
