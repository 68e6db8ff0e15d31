/**
 * `npm run bench`: bundles the measurements, then runs them. See bench/bench.ts and bench/messages.ts.
 *
 *     npm run bench -- messages     only what messages cost
 */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { FOR_NODE } from '../server/build.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));
const outdir = path.join(folder, '..', 'build', 'bench');
const sources = (...names) => names.map((name) => path.join(folder, `${name}.ts`));
await build({
  ...FOR_NODE,
  entryPoints: sources('bench', 'messages', 'portal', 'plain-server', 'load'),
  outdir,
});
await build({
  entryPoints: sources('in-worker'),
  outdir,
  bundle: true,
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  logLevel: 'error',
});
const asked = process.argv.slice(2);
for (const name of ['messages', 'bench']) {
  if (asked.length === 0 || asked.includes(name)) await import(pathToFileURL(path.join(outdir, `${name}.js`)).href);
}
