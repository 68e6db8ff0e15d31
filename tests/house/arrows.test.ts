import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PROJECT_ROOT } from '#server/project-root.ts';

const FORBIDDEN = [
  ['app/routes', '#domain/directory/names.ts'],
  ['app/routes', '../../domain/directory/names.ts'],
  ['app/components', '#db/client.ts'],
  ['app/components', '#graphql/schema.ts'],
  ['graphql/types', '#app/i18n.ts'],
  ['domain/directory', '#graphql/schema.ts'],
  ['domain/directory', '#server/config.ts'],
  ['casework', '#domain/directory/names.ts'],
  ['crypto', '#db/client.ts'],
  ['db', '#domain/directory/names.ts'],
  ['federation', '#app/i18n.ts'],
  ['server', '#casework/order.ts'],
] as const;
const ALLOWED = [
  ['app/routes', '#app/i18n.ts'],
  ['graphql/types', '#domain/directory/names.ts'],
  ['domain/directory', '#db/client.ts'],
  ['server', '#domain/directory/load-directory.ts'],
] as const;

const folder = mkdtempSync(path.join(os.tmpdir(), 'nrm-arrows-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The files of an invented project in which each breaks or keeps one arrow, as the real configuration judges them. */
function judge(): Set<string> {
  copyFileSync(path.join(PROJECT_ROOT, 'biome.json'), path.join(folder, 'biome.json'));
  [...FORBIDDEN, ...ALLOWED].forEach(([place, imported], index) => {
    mkdirSync(path.join(folder, place), { recursive: true });
    writeFileSync(path.join(folder, place, `x${index}.ts`), `import { x } from '${imported}';\n\nexport { x };\n`);
  });
  writeFileSync(path.join(folder, 'app/entry.server.tsx'), `import { x } from '#graphql/front.ts';\n\nexport { x };\n`);
  const biome = path.join(PROJECT_ROOT, 'node_modules', '.bin', 'biome');
  const { stdout, stderr } = spawnSync(biome, ['lint', '--max-diagnostics=none', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const refused = `${stdout}${stderr}`.matchAll(/^(\S+?\.tsx?):\d+:\d+ lint\/style\/noRestrictedImports/gm);
  return new Set([...refused].map(([, file]) => file ?? ''));
}

it('refuses every import that goes against the arrows of docs/architecture.md, and no other', () => {
  const expected = FORBIDDEN.map(([place], index) => `${place}/x${index}.ts`);
  expect([...judge()].sort()).toEqual(expected.sort());
});
