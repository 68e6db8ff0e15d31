import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ProofTexts, proveOrganisation } from './prove-organisation.ts';
import { refusalOf } from './test-support/refusal.ts';
import { tufJsTakes } from './test-support/tuf-js.ts';
import { type Changes, keys, NOW, proofTexts, rootSigned, signedText, trust } from './test-support/world.ts';

/**
 * The Update Framework's own client decides by itself about the same texts. Where both decide they must agree; what only ours
 * refuses is said below.
 */
const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-tuf-'));
afterAll(() => rm(folder, { recursive: true }));

// tuf-js asks the clock of the machine.
beforeAll(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

const isTakenByTufJs = async (texts: ProofTexts) => (await tufJsTakes(texts, { folder, pinned })) !== null;

async function isTakenByUs(texts: ProofTexts): Promise<boolean> {
  let mayBeSealedTo = false;
  const refused = await refusalOf(async () => {
    const { sealTo } = await proveOrganisation(texts, trust({ registry: null, pinnedRoot: pinned }));
    mayBeSealedTo = sealTo !== null;
  });
  return refused === null && mayBeSealedTo;
}

const sound = await proofTexts();
const [pinned = ''] = sound.roots;

it('both take what is sound, with one root and with several', async () => {
  const second = { edit: (signed: object) => ({ ...signed }), signers: keys.root.slice(1) };
  for (const texts of [sound, await proofTexts({ laterRoots: [second, second] })]) {
    expect([await isTakenByTufJs(texts), await isTakenByUs(texts)]).toEqual([true, true]);
  }
});

describe('both refuse', () => {
  const later = (signers: typeof keys.root, changes: object = {}): Changes => ({
    laterRoots: [{ edit: (signed) => ({ ...signed, ...changes }), signers }],
  });
  const edit = (file: 'targets' | 'snapshot' | 'timestamp', changes: object): Changes => ({
    edit: { [file]: (signed: object) => ({ ...signed, ...changes }) },
  });

  it.each<[string, Changes]>([
    ['a timestamp of a stranger', { signers: { timestamp: [keys.stranger] } }],
    ['a snapshot of the timestamp key', { signers: { snapshot: keys.timestamp } }],
    ['targets of the snapshot key', { signers: { targets: keys.snapshot } }],
    ['unsigned targets', { signers: { targets: [] } }],
    ['a next root signed by one of two', later(keys.root.slice(0, 1))],
    ['a next root signed by strangers', later([keys.stranger])],
    ['an expired last root', later(keys.root, { expires: '2026-11-22T11:59:59Z' })],
    ['expired targets', edit('targets', { expires: '2026-11-22T11:59:59Z' })],
    ['a snapshot that expired long ago', edit('snapshot', { expires: '2026-11-01T00:00:00Z' })],
    ['a timestamp that expired long ago', edit('timestamp', { expires: '2026-11-01T00:00:00Z' })],
    ['targets of another specification', edit('targets', { spec_version: '2.0.0' })],
    ['targets without the list', edit('targets', { targets: {} })],
    ['a snapshot without targets', edit('snapshot', { meta: {} })],
    ['a timestamp without snapshot', edit('timestamp', { meta: {} })],
  ])('%s', async (_, changes) => {
    const texts = await proofTexts(changes);
    expect([await isTakenByTufJs(texts), await isTakenByUs(texts)]).toEqual([false, false]);
  });

  it.each(['timestamp', 'snapshot', 'targets', 'organisations'] as const)('%s with one digit changed', async (name) => {
    const place = sound[name].search(/[0-9](?=[^0-9]*$)/);
    const digit = sound[name][place] === '1' ? '2' : '1';
    const texts = { ...sound, [name]: sound[name].slice(0, place) + digit + sound[name].slice(place + 1) };
    expect([await isTakenByTufJs(texts), await isTakenByUs(texts)]).toEqual([false, false]);
  });

  it('a mixture of two publications', async () => {
    const other = await proofTexts({ organisation: { name: 'Another' } });
    for (const name of ['timestamp', 'snapshot', 'targets', 'organisations'] as const) {
      const texts = { ...sound, [name]: other[name] };
      expect([await isTakenByTufJs(texts), await isTakenByUs(texts)]).toEqual([false, false]);
    }
  });
});

describe('only ours', () => {
  it('refuses a key under a name that is not its hash, which tuf-js does not compute', async () => {
    const signed = { ...(await rootSigned()), version: 2 };
    const [, , unused = ''] = signed.roles.root.keyids;
    const renamed = JSON.parse(JSON.stringify(signed).replaceAll(unused, 'f'.repeat(64))) as typeof signed;
    const texts = { ...sound, roots: [...sound.roots, await signedText(renamed, keys.root.slice(0, 2))] };
    expect([await isTakenByTufJs(texts), await isTakenByUs(texts)]).toEqual([true, false]);
  });

  it('goes on for a while with an expired timestamp', async () => {
    const texts = await proofTexts({
      edit: { timestamp: (signed) => ({ ...signed, expires: '2026-11-22T11:59:59Z' }) },
    });
    expect([await isTakenByTufJs(texts), await isTakenByUs(texts)]).toEqual([false, true]);
  });
});

it('is bundled for a browser without anything of Node', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(import.meta.dirname, 'prove-organisation.ts')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  expect(Object.keys(metafile.inputs)).not.toContainEqual(
    expect.stringMatching(/node_modules\/(@tufjs\/models|tuf-js)\//),
  );
  expect(outputFiles).toHaveLength(1);
});
