import { describe, expect, it } from 'vitest';
import type { PublicationTexts } from './publication.ts';
import { assertTarget, verifyPublication } from './publication.ts';
import { readRoot } from './root-file.ts';
import { refusalOf } from './test-support/refusal.ts';
import { type Changes, keys, named, namedVersion, proofTexts } from './test-support/world.ts';

type Signed = Record<string, unknown>;

const sound = await proofTexts();
const root = (await readRoot(sound.roots[0] ?? '')).signed;
const { hashes } = await named('x');

const refusal = (texts: PublicationTexts) => refusalOf(() => verifyPublication(texts, root));
const refusalWith = async (changes: Changes) => refusal(await proofTexts(changes));

it('belongs together', async () => {
  const { targets } = await verifyPublication(sound, root);
  expect(targets.signed).toMatchObject({ version: 4, expires: '2027-11-01T00:00:00Z' });
  expect(
    await refusalOf(() => assertTarget('organisations', sound.organisations, targets.signed, 'organisations.json')),
  ).toBeNull();
});

describe('mixed and matched', () => {
  it('an older snapshot or older targets under a newer file', async () => {
    const older = await proofTexts({
      edit: { targets: (signed) => ({ ...signed, version: 3 }), snapshot: (signed) => ({ ...signed, version: 8 }) },
    });
    expect(await refusal({ ...sound, snapshot: older.snapshot })).toBe('WRONG_VERSION snapshot');
    expect(await refusal({ ...sound, targets: older.targets })).toBe('WRONG_VERSION targets');
    expect(await refusal({ ...older, timestamp: sound.timestamp })).toBe('WRONG_VERSION snapshot');
  });

  it('another file of the same version', async () => {
    const other = await proofTexts({
      edit: {
        targets: (signed) => ({ ...signed, expires: '2027-10-01T00:00:00Z' }),
        snapshot: (signed) => ({ ...signed, expires: '2026-11-26T00:00:00Z' }),
      },
    });
    expect(await refusal({ ...sound, snapshot: other.snapshot })).toBe('WRONG_CONTENT snapshot');
    expect(await refusal({ ...sound, targets: other.targets })).toBe('WRONG_CONTENT targets');
  });

  it('one file in the place of another', async () => {
    expect(await refusal({ ...sound, timestamp: sound.snapshot })).toBe('MALFORMED timestamp');
    expect(await refusal({ ...sound, targets: sound.timestamp })).toBe('MALFORMED targets');
  });

  it('the same content otherwise spaced', async () => {
    expect(await refusal({ ...sound, targets: JSON.stringify(JSON.parse(sound.targets), null, 1) })).toBe(
      'WRONG_CONTENT targets',
    );
  });
});

describe('signed by the wrong key', () => {
  it.each(['timestamp', 'snapshot', 'targets'] as const)('%s', async (file) => {
    const others = ['timestamp', 'snapshot', 'targets'].filter((other) => other !== file) as (
      | 'timestamp'
      | 'snapshot'
      | 'targets'
    )[];
    for (const signers of [[], [keys.stranger], ...others.map((other) => keys[other])]) {
      expect(await refusalWith({ signers: { [file]: signers } })).toBe(`TOO_FEW_SIGNATURES ${file}`);
    }
  });
});

describe('a target', () => {
  const targetRefusal = async (text: string) => {
    const { targets } = await verifyPublication(sound, root);
    return refusalOf(() => assertTarget('organisations', text, targets.signed, 'organisations.json'));
  };

  it('that was changed, cut or made longer', async () => {
    expect(await targetRefusal(sound.organisations.replace('Xland', 'Yland'))).toBe('WRONG_CONTENT organisations');
    expect(await targetRefusal(sound.organisations.slice(1))).toBe('WRONG_CONTENT organisations');
    expect(await targetRefusal(`${sound.organisations} `)).toBe('WRONG_CONTENT organisations');
    expect(await targetRefusal('\ud800')).toBe('MALFORMED organisations');
  });

  it('that the publication does not have', async () => {
    const { targets } = await verifyPublication(sound, root);
    for (const name of ['hotlines.json', 'toString', '__proto__']) {
      expect(await refusalOf(() => assertTarget('organisations', 'x', targets.signed, name))).toBe(
        'WRONG_CONTENT targets',
      );
    }
  });
});

describe('too large', () => {
  const withTargets = async (targets: Signed) =>
    refusalWith({ edit: { targets: (signed) => ({ ...signed, targets }) } });
  const many = async (count: number) =>
    Object.fromEntries(
      await Promise.all(Array.from({ length: count }, async (_, place) => [`part-${place}.json`, await named('x')])),
    );

  it('more than 200 targets, or one that is endless', async () => {
    expect(await withTargets(await many(200))).toBeNull();
    expect(await withTargets(await many(201))).toBe('MALFORMED targets');
    expect(await withTargets({ 'a.json': { ...(await named('x')), length: 64 * 1024 * 1024 + 1 } })).toBe(
      'MALFORMED targets',
    );
  });

  it.each([
    ['timestamp', 16],
    ['snapshot', 16],
    ['targets', 256],
  ] as const)('%s of more than %i KiB', async (file, kibibytes) => {
    expect(await refusal({ ...sound, [file]: ' '.repeat(kibibytes * 1024 + 1) })).toBe(`TOO_LARGE ${file}`);
  });
});

describe('never taken', () => {
  it.each<[string, Signed]>([
    ['a delegation', { delegations: { keys: {}, roles: [] } }],
    ['a path', { targets: { '../a.json': { length: 1, hashes } } }],
    ['a target without length', { targets: { 'a.json': { hashes } } }],
    ['a target without SHA-256', { targets: { 'a.json': { length: 1, hashes: { sha512: 'ab' } } } }],
    ['a target with two hashes', { targets: { 'a.json': { length: 1, hashes: { ...hashes, md5: 'ab' } } } }],
    ['a length that is no number', { targets: { 'a.json': { length: '1', hashes } } }],
    ['targets as a list', { targets: [] }],
  ])('targets with %s', async (_, changes) => {
    expect(await refusalWith({ edit: { targets: (signed) => ({ ...signed, ...changes }) } })).toBe('MALFORMED targets');
  });

  it('a snapshot of delegated targets, or without hash or length', async () => {
    const meta = (changed: (targets: Signed) => Signed) =>
      refusalWith({
        edit: { snapshot: (signed) => ({ ...signed, meta: changed(signed.meta as Signed) }) },
      });
    const targets = await namedVersion(sound.targets);
    expect(await meta((before) => ({ ...before, 'more.json': targets }))).toBe('MALFORMED snapshot');
    expect(await meta(() => ({ 'targets.json': { version: 4 } }))).toBe('MALFORMED snapshot');
    expect(await meta(() => ({}))).toBe('MALFORMED snapshot');
  });
});
