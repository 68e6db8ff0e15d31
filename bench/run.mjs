/** `npm run bench`: bundles the measurements, then runs them. See bench/bench.ts. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { FOR_NODE } from '../server/build.mjs';

const folder = path.dirname(fileURLToPath(import.meta.url));
const outdir = path.join(folder, '..', 'build', 'bench');
await build({
  ...FOR_NODE,
  entryPoints: ['bench', 'portal', 'plain-server', 'load'].map((name) => path.join(folder, `${name}.ts`)),
  outdir,
});
await import(pathToFileURL(path.join(outdir, 'bench.js')).href);
