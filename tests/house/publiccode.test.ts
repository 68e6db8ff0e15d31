import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { OFFERED_LANGUAGES } from '#app/languages.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';

it('publiccode.yml lists the languages that are offered', () => {
  const text = readFileSync(path.join(PROJECT_ROOT, 'publiccode.yml'), 'utf8');
  const list = /^ {2}availableLanguages:\n((?: {4}- .+\n)+)/m.exec(text)?.[1] ?? '';
  expect([...list.matchAll(/- (\w+)/g)].map(([, lang]) => lang).sort()).toEqual([...OFFERED_LANGUAGES].sort());
});
