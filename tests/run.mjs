/**
 * `npm test`: every check that a change must pass, the quick ones first.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale } from '../server/build.mjs';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '..', '..');
const bin = (name) => path.join(ROOT, 'node_modules', '.bin', name);

/** Without 'pages' (`npm run test:pages`: every page in every language) and 'faults' (`npm run test:faults`: what is killed on the way). */
const PROJECTS = ['unit', 'database', 'portal'].flatMap((name) => ['--project', name]);

/** What looks at the sources alone, at the same time. */
const LOOKS = [
  ['data', process.execPath, ['server/run.mjs', 'directory', 'check']],
  ['types', process.execPath, [path.join('node_modules', 'typescript-7', 'bin', 'tsc'), '-p', '.']],
  ['lint and arrows', bin('biome'), ['check', '.']],
  ['documents', bin('gql.tada'), ['check', '--fail-on-warn']],
];
const TESTS = ['unit, database, browser', bin('vitest'), ['run', ...PROJECTS, ...process.argv.slice(2)]];

try {
  await buildWhenStale('node');
  await buildWhenStale('web');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
const looked = await Promise.all(LOOKS.map((step) => passes(step, 'pipe')));
if (looked.includes(false) || !(await passes(TESTS, 'inherit'))) process.exit(1);
process.stdout.write(`${LOOKS.length + 1} passed, 0 failed\n`);

/** @param output 'pipe': what it says is shown when it has ended, so that nothing is mixed */
async function passes([name, command, args], output) {
  const started = Date.now();
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', output, output] });
  const said = [];
  child.stdout?.on('data', (data) => said.push(data));
  child.stderr?.on('data', (data) => said.push(data));
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
  process.stdout.write(Buffer.concat(said));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'}: ${name} (${seconds} s)\n`);
  return code === 0;
}
