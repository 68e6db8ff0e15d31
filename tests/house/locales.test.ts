import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import IntlMessageFormat from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '#server/project-root.ts';

const FOLDER = path.join(PROJECT_ROOT, 'app', 'locales');
const read = (file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Record<string, string>;
const english = read('en.json');

/** The names of the values that a text wants, such as `count`. */
function wanted(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort();
}

const VALUES = { date: '1', time: '2', link: '3', number: '4', list: '5', state: '6', area: '7' };

/** Every language that was translated, whether it is offered yet or not. */
describe.each(readdirSync(FOLDER))('%s', (file) => {
  const texts = read(file);
  const lang = file.replace('.json', '');

  it('has every text, and none that English lacks', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(texts))('%s is sound and takes the same values', (key, text) => {
    for (const count of [0, 1, 2, 5, 21]) {
      expect(String(new IntlMessageFormat(text, lang).format({ ...VALUES, count }))).not.toBe('');
    }
    expect(wanted(text).filter((name) => name in VALUES)).toEqual(
      wanted(english[key] ?? '').filter((name) => name in VALUES),
    );
  });
});
