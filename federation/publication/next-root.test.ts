import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SigningKeyPair } from '#crypto/ed25519.ts';
import { readRoot } from '#crypto/verify/root-file.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import { refusalOf } from '#crypto/verify/test-support/refusal.ts';
import { tufJsTakes } from '#crypto/verify/test-support/tuf-js.ts';
import { signPublication } from './next-publication.ts';
import { type PreparedRoot, prepareRoot, type RootChanges, signPreparedRoot } from './next-root.ts';
import { nextOrganisations } from './organisations-changes.ts';
import { checkPublication, type StatePublication, writeOrganisations } from './publication-texts.ts';
import { dutyKeyOf } from './state-keys.ts';
import { keys, NOW, newWish, rootOf } from './test-support/state.ts';

const STATE = 'XX';
const folder = await mkdtemp(path.join(os.tmpdir(), 'nrm-next-root-'));
afterAll(() => rm(folder, { recursive: true }));

// tuf-js asks the clock of the machine.
beforeAll(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  return () => vi.useRealTimers();
});

const ALL_NEW: RootChanges = { root: { threshold: 2, keys: 2 }, targets: { threshold: 1, keys: 1 }, node: true };
const first = await rootOf(keys);
const second = await prepareRoot(await readRoot(first), ALL_NEW, NOW);
/** Two of three must sign. */
const old = keys.root.slice(0, 2);
const signed = await signPreparedRoot(second, old);

/** A publication under the keys of a next root. */
async function publishedUnder({ made }: PreparedRoot, roots: string[]): Promise<StatePublication> {
  const dutyKey = dutyKeyOf(keys);
  const list = nextOrganisations([await newWish('Shelter')], null, { state: STATE, dutyKey, today: '2026-11-22' });
  const node = made.node ?? keys;
  const signers = {
    targets: made.targets.length > 0 ? made.targets : keys.targets.slice(0, 1),
    duty: keys.duty,
    snapshot: [node.snapshot],
    timestamp: [node.timestamp],
  };
  const wanted = { state: STATE, organisations: writeOrganisations(list), dutyKey, revocations: NOBODY, roots };
  return signPublication(null, wanted, { targets: true, duty: true, node: true }, { signers, now: NOW });
}
const NOBODY = { organisations: [], nodes: [] };

/** To which root tuf-js comes, and the refusal of our verifier. */
async function judged(texts: StatePublication, trustedRoot = first) {
  return [
    await tufJsTakes(texts, { folder, pinned: trustedRoot }),
    await refusalOf(() => checkPublication(texts, { state: STATE, trustedRoot, now: NOW })),
  ];
}

describe('the next root', () => {
  it('is followed by tuf-js and by us, from the first root and from itself', async () => {
    const texts = await publishedUnder(second, [first, signed]);
    expect(await judged(texts)).toEqual([2, null]);
    expect(await judged(texts, signed)).toEqual([2, null]);
  });

  it('is followed by one more, and by one that only goes on with the same keys', async () => {
    const third = await prepareRoot(await readRoot(signed), { root: null, targets: null, node: false }, NOW);
    const thirdText = await signPreparedRoot(third, second.made.root);
    const texts = await publishedUnder(second, [first, signed, thirdText]);
    expect(await judged(texts)).toEqual([3, null]);
  });

  it.each<[string, readonly SigningKeyPair[], readonly SigningKeyPair[]]>([
    ['no old keys', [], second.made.root],
    ['too few old keys', keys.root.slice(0, 1), second.made.root],
    ['the old keys alone', old, []],
    ['too few new keys', old, second.made.root.slice(0, 1)],
  ])('is refused when it is signed by %s', async (_, before, fresh) => {
    const root = await signPreparedRoot({ ...second, made: { ...second.made, root: [...fresh] } }, before);
    const texts = await publishedUnder(second, [first, root]);
    expect(await judged(texts)).toEqual([null, 'TOO_FEW_SIGNATURES root']);
  });

  it('is refused when it skips a version', async () => {
    const skipping = await signPreparedRoot({ ...second, version: 3 }, old);
    const texts = await publishedUnder(second, [first, skipping]);
    expect(await judged(texts)).toEqual([null, 'WRONG_VERSION root']);
  });

  it('ends what the keys before it sign', async () => {
    const none = { ...second, made: { root: [], targets: [], node: null } };
    expect(await judged(await publishedUnder(none, [first, signed]))).toEqual([null, 'TOO_FEW_SIGNATURES timestamp']);
  });

  it('has the same words whoever has signed it', async () => {
    expect(await rootWords(await signPreparedRoot(second, []))).toBe(await rootWords(signed));
    expect(await rootWords(signed)).not.toBe(await rootWords(first));
  });
});
