/**
 * The door behind every `npm run` command: builds what is stale, then runs `server/commands/NAME.ts`.
 *
 * Usage: node server/run.mjs NAME [arguments]
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildWhenStale } from './build.mjs';

const [name = '', ...args] = process.argv.slice(2);
const NEEDS_PAGES = ['start'];

// React renders several times slower in its form for development. Only `npm run dev` has a use for that.
process.env.NODE_ENV ??= name === 'dev' ? 'development' : 'production';

try {
  await buildWhenStale('node');
  if (NEEDS_PAGES.includes(name)) await buildWhenStale('web');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
const built = path.resolve(fileURLToPath(import.meta.url), '..', '..', 'build', 'node', `${path.basename(name)}.js`);
if (!existsSync(built)) {
  process.stderr.write(`There is no command "${name}". README.md lists the commands.\n`);
  process.exit(2);
}
const command = await import(pathToFileURL(built).href);
process.exit(await command.default(args));
