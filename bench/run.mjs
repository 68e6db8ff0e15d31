/** `npm run bench`: bundles the measurements, then runs them. See bench/bench.ts. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = path.dirname(fileURLToPath(import.meta.url));
const outdir = path.join(folder, '..', 'build', 'bench');
await build({
  entryPoints: ['bench', 'portal', 'plain-server', 'load'].map((name) => path.join(folder, `${name}.ts`)),
  outdir,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'error',
});
await import(pathToFileURL(path.join(outdir, 'bench.js')).href);
