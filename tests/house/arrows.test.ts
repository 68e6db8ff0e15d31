import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '#server/project-root.ts';

/** What the linter says of a file with this import at this place. */
function lint(file: string, imported: string): string {
  const { stdout, stderr } = spawnSync(
    path.join(PROJECT_ROOT, 'node_modules', '.bin', 'biome'),
    ['lint', `--stdin-file-path=${file}`],
    { cwd: PROJECT_ROOT, input: `import { x } from '${imported}';\nexport { x };\n`, encoding: 'utf8' },
  );
  return stdout + stderr;
}

const REFUSED = /noRestrictedImports/;

describe('the arrows of docs/architecture.md', () => {
  it.each([
    ['app/routes/x.tsx', '#domain/directory/names.ts'],
    ['app/routes/x.tsx', '../../domain/directory/names.ts'],
    ['app/components/x.tsx', '#db/client.ts'],
    ['app/components/x.tsx', '#graphql/schema.ts'],
    ['graphql/types/x.ts', '#app/i18n.ts'],
    ['domain/directory/x.ts', '#graphql/schema.ts'],
    ['domain/directory/x.ts', '#server/config.ts'],
    ['casework/x.ts', '#domain/directory/names.ts'],
    ['crypto/x.ts', '#db/client.ts'],
    ['db/x.ts', '#domain/directory/names.ts'],
    ['federation/x.ts', '#app/i18n.ts'],
  ])('%s may not import %s', (file, imported) => {
    expect(lint(file, imported)).toMatch(REFUSED);
  });

  it.each([
    ['app/entry.server.tsx', '#graphql/front.ts'],
    ['app/routes/x.tsx', '#app/i18n.ts'],
    ['graphql/types/x.ts', '#domain/directory/names.ts'],
    ['domain/directory/x.ts', '#db/client.ts'],
    ['server/x.ts', '#domain/directory/load-directory.ts'],
  ])('%s may import %s', (file, imported) => {
    expect(lint(file, imported)).not.toMatch(REFUSED);
  });
});
