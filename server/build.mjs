/**
 * Makes what `build/` lacks or what is older than its sources. Plain JavaScript, because it runs before anything is built.
 *
 * - `build/node`: the process and its commands, one bundle each, from `server/commands/*.ts`
 * - `build/web`: the pages and the schema, by Remix on Vite
 */
import { spawn } from 'node:child_process';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(fileURLToPath(import.meta.url), '..', '..');
const CONFIGURATION = ['package.json', 'package-lock.json', 'vite.config.ts', 'remix.config.js', 'server/build.mjs'];
const NODE_SOURCES = [
  'casework',
  'crypto',
  'db',
  'demo',
  'domain',
  'federation',
  'graphql',
  'server',
  ...CONFIGURATION,
];
const WEB_SOURCES = ['app', 'casework', 'crypto', 'db', 'domain', 'graphql', 'public', ...CONFIGURATION];

/** Own code in one bundle for each entry, packages from `node_modules`. */
export const FOR_NODE = {
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'error',
};

/** @param {'node' | 'web'} part */
export async function buildWhenStale(part) {
  // Deployed without sources: the build is all there is.
  if ((await modified(path.join(root, 'server', 'commands'))) === 0) return;
  const stamp = path.join(root, 'build', `${part}.stamp`);
  const built = await modified(stamp);
  const newest = await newestOf(part === 'node' ? NODE_SOURCES : WEB_SOURCES);
  if (built > newest) return;
  await (part === 'node' ? buildNode() : buildWeb());
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, '');
}

async function buildNode() {
  const esbuild = await tool('esbuild');
  const folder = path.join(root, 'server', 'commands');
  const commands = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  await esbuild.build({
    ...FOR_NODE,
    absWorkingDir: root,
    entryPoints: commands.map((name) => path.join(folder, name)),
    outdir: path.join(root, 'build', 'node'),
    sourcemap: true,
  });
}

async function buildWeb() {
  await tool('vite');
  process.stderr.write('Building the pages (about 10 seconds)\n');
  await rm(path.join(root, 'build', 'web'), { recursive: true, force: true });
  const cli = path.join(root, 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js');
  const child = spawn(process.execPath, [cli, 'vite:build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The pages could not be built:\n${output}`);
}

async function tool(name) {
  try {
    return await import(name);
  } catch {
    throw new Error(
      'The build is missing or old and the build tools are not installed: run npm install --include=dev.',
    );
  }
}

async function newestOf(sources) {
  const times = await Promise.all(sources.map((source) => newest(path.join(root, source))));
  return Math.max(0, ...times);
}

async function newest(file) {
  const status = await stat(file).catch(() => null);
  if (status === null) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  const names = (await readdir(file)).filter((name) => !name.endsWith('.test.ts') && !name.endsWith('.test.tsx'));
  // A folder's own time changes when a file goes away.
  return Math.max(status.mtimeMs, ...(await Promise.all(names.map((name) => newest(path.join(file, name))))));
}

async function modified(file) {
  return stat(file).then(
    (status) => status.mtimeMs,
    () => 0,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildWhenStale('node');
  await buildWhenStale('web');
}
