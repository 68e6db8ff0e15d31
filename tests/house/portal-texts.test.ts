import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import IntlMessageFormat from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { PORTAL_LANGUAGES, wordingIn } from '#app/portal/languages.ts';
import texts from '#app/portal/locales/en.json';
import { PROJECT_ROOT } from '#server/project-root.ts';
import { faultsOf, leftInEnglish, looseMarks, type Texts, wronglyDeclaredSame } from './texts.ts';

const PORTAL = path.join(PROJECT_ROOT, 'app', 'portal');
const sources = readdirSync(PORTAL, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(path.join(PORTAL, name), 'utf8'))
  .join('\n');

/** Put together from a code. */
const BUILT =
  /^(refusal|kind|role|standing|stop|warning|proof|event|entryKind|envelope|fileKind|fileWarning|fileRefusal|files\.step|other\.vouches|compare\.channel|identifying|fault|priority|matterState|due|whyNot|verdict|override|act|done|consent\.givenBy|consent\.way)\./;

it.each(Object.entries(texts))('%s is used and well formed', (key, text) => {
  expect(() => new IntlMessageFormat(text, 'en')).not.toThrow();
  expect(BUILT.test(key) || sources.includes(`'${key}'`)).toBe(true);
});

/** Texts that really are the same as in English. */
const SAME: Record<string, string[]> = {
  fr: [
    'E-mail',
    'Menu',
    'Message',
    'Messages',
    'Organisation',
    'Organisations',
    'PDF',
    'Version',
    'document (OpenDocument)',
    'document (Word)',
    'normal',
    'service',
    'urgent',
  ],
  de: [
    'Name',
    'Organisation',
    'PDF',
    'Passkey',
    'Passphrase',
    'Portal',
    'Version',
    'Website',
    'normal',
    '{page} – Portal',
  ],
  it: ['Menu', 'PDF', 'Passkey'],
  ru: ['PDF'],
  es: ['PDF', 'Portal', 'normal', '{page} – Portal'],
};

describe.each(PORTAL_LANGUAGES.filter((lang) => lang !== 'en'))('%s', (lang) => {
  const read = async () => (await wordingIn(lang)).texts as Texts;

  it('has every text and no other, each sound, and says it in its own words', async () => {
    const spoken = await read();
    expect(Object.keys(spoken)).toEqual(Object.keys(texts));
    const english: Texts = texts;
    expect(Object.entries(spoken).flatMap(([key, text]) => faultsOf(lang, key, text, english[key] ?? ''))).toEqual([]);
    expect(leftInEnglish(spoken, english, SAME[lang] ?? [])).toEqual([]);
    expect(wronglyDeclaredSame(spoken, english, SAME[lang] ?? [])).toEqual([]);
  });
});

it('sets French marks off with a narrow space that does not break', async () => {
  expect(looseMarks((await wordingIn('fr')).texts as Texts)).toEqual([]);
});

it('has words for every event that the database logs', () => {
  const migrations = path.join(PROJECT_ROOT, 'db', 'migrations');
  const sql = readdirSync(migrations).map((name) => readFileSync(path.join(migrations, name), 'utf8'));
  const places = [
    ...sql.join('\n').matchAll(/gate\.log\(([^,]+),/g),
    ...sql.join('\n').matchAll(/insert into security_log[^;]*?values \([^']*('[a-z_]+')/g),
  ];
  const codes = places.flatMap(([, words]) => [...(words ?? '').matchAll(/'([a-z_]+)'/g)].map(([, code]) => code));
  expect(codes).toContain('statement');
  expect(codes).toContain('applied');
  expect(codes.filter((code) => !Object.hasOwn(texts, `event.${code}`))).toEqual([]);
});

it('has words for every refusal of the domain', () => {
  const domain = readFileSync(path.join(PROJECT_ROOT, 'domain', 'refusal.ts'), 'utf8');
  const codes = [...domain.matchAll(/\| '([A-Z_]+)'/g)].map(([, code]) => `refusal.${code}`);
  expect(codes.filter((key) => !Object.hasOwn(texts, key))).toEqual([]);
});

it.each([
  ['StopCode', 'crypto/verify/findings.ts', 'stop'],
  ['WarningCode', 'crypto/verify/findings.ts', 'warning'],
  ['ProofErrorCode', 'crypto/verify/proof-error.ts', 'proof'],
  ['FileRefusalCode', 'app/portal/attachments/file-refusal.ts', 'fileRefusal'],
  ['Warning', 'app/portal/attachments/clean-file.ts', 'fileWarning'],
  ['FaultCode', 'casework/forms/faults.ts', 'fault'],
  ['WhyNot', 'casework/matter/standing.ts', 'whyNot'],
])('has words for every %s of %s, and for no other', (type, file, prefix) => {
  const source = readFileSync(path.join(PROJECT_ROOT, file), 'utf8');
  const listed = new RegExp(`export type ${type} =([^;]+);`).exec(source)?.[1] ?? '';
  const codes = [...listed.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => `${prefix}.${code}`);
  expect(codes.length).toBeGreaterThan(3);
  expect(Object.keys(texts).filter((key) => key.startsWith(`${prefix}.`))).toEqual(expect.arrayContaining(codes));
  expect(Object.keys(texts).filter((key) => key.startsWith(`${prefix}.`))).toHaveLength(codes.length);
});
