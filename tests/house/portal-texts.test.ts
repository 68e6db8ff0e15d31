import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import IntlMessageFormat from 'intl-messageformat';
import { expect, it } from 'vitest';
import texts from '#app/portal/locales/en.json';
import { PROJECT_ROOT } from '#server/project-root.ts';

const PORTAL = path.join(PROJECT_ROOT, 'app', 'portal');
const sources = readdirSync(PORTAL, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(path.join(PORTAL, name), 'utf8'))
  .join('\n');

/** Put together from a code. */
const BUILT = /^(refusal|kind|role|standing)\./;

it.each(Object.entries(texts))('%s is used and well formed', (key, text) => {
  expect(() => new IntlMessageFormat(text, 'en')).not.toThrow();
  expect(BUILT.test(key) || sources.includes(`'${key}'`)).toBe(true);
});

it('has words for every refusal of the domain', () => {
  const domain = readFileSync(path.join(PROJECT_ROOT, 'domain', 'refusal.ts'), 'utf8');
  const codes = [...domain.matchAll(/\| '([A-Z_]+)'/g)].map(([, code]) => `refusal.${code}`);
  expect(codes.filter((key) => !Object.hasOwn(texts, key))).toEqual([]);
});
