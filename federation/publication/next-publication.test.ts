import { describe, expect, it } from 'vitest';
import { toBase64url } from '#crypto/bytes.ts';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import { signStatement } from '#crypto/statement.ts';
import { statement } from '#crypto/test-support/statements.ts';
import { proveOrganisation } from '#crypto/verify/prove-organisation.ts';
import { NOTHING_SEEN } from '#crypto/verify/seen.ts';
import { refusalOf } from '#crypto/verify/test-support/refusal.ts';
import { dueSignatures, type Last, signPublication, type Wanted } from './next-publication.ts';
import { nextOrganisations } from './organisations-changes.ts';
import { checkPublication, writeOrganisations } from './publication-texts.ts';
import { signRegistry } from './sign-registry.ts';
import { dutyKeyOf } from './state-keys.ts';
import { keys, NOW, newWish, rootOf } from './test-support/state.ts';

const STATE = 'XX';
const root = await rootOf(keys);
const enrolment = await newSigningKeyPair();
const shelter = await newWish('Shelter', { enrolmentKey: toBase64url(enrolment.publicKey) });
const all = { targets: true, duty: true, node: true };
const signers = {
  targets: keys.targets.slice(0, 1),
  duty: keys.duty,
  snapshot: [keys.snapshot],
  timestamp: [keys.timestamp],
};
const days = (count: number) => new Date(NOW.getTime() + count * 24 * 60 * 60 * 1000);

const list = nextOrganisations([shelter], null, { state: STATE, dutyKey: dutyKeyOf(keys), today: '2026-11-22' });
const wanted: Wanted = {
  state: STATE,
  organisations: writeOrganisations(list),
  dutyKey: dutyKeyOf(keys),
  revocations: { organisations: [], nodes: [] },
  roots: [root],
};
const first = await lastOf(await signPublication(null, wanted, all, { signers, now: NOW }));

async function lastOf(texts: Last['texts'], now = NOW): Promise<Last> {
  return { texts, checked: await checkPublication(texts, { state: STATE, trustedRoot: root, now }) };
}

it('is proved by the pure verifier, from a registry down to the key to which others seal', async () => {
  const registryKeys = await Promise.all([newSigningKeyPair(), newSigningKeyPair()]);
  const publisher = { code: STATE, kind: 'state', name: 'Xland', root, address: 'https://node.example/' } as const;
  const registry = await signRegistry([publisher], { version: 1, now: NOW, signers: registryKeys });
  const jws = await signStatement(statement({ organisation: shelter.id }), enrolment.signingKey);
  const proof = await proveOrganisation(
    { ...first.texts, registry, statement: jws },
    {
      state: STATE,
      organisation: shelter.id,
      registry: { keys: registryKeys.map(({ publicKey }) => publicKey), threshold: 2 },
      pinnedRoot: null,
      setAside: null,
      now: NOW,
      seen: NOTHING_SEEN,
    },
  );
  expect(proof).toMatchObject({ stops: [], warnings: [{ code: 'RECENTLY_ENROLLED' }], since: '2026-11-22' });
  expect(proof.sealTo).not.toBeNull();
});

it('ends when the design says', () => {
  expect(first.checked).toMatchObject({ stops: [], warnings: [] });
  expect(first.checked.ends).toEqual({
    root: '2029-11-22T12:00:00Z',
    targets: '2027-12-24T12:00:00Z',
    snapshot: '2026-11-29T12:00:00Z',
    timestamp: '2026-11-29T12:00:00Z',
    revocations: '2026-11-29T12:00:00Z',
  });
});

describe('whose signature is due', () => {
  const due = (changes: Partial<Wanted> = {}, now = NOW) => dueSignatures(first, { ...wanted, ...changes }, now);

  it('everybody’s for the first, nobody’s when nothing changed', () => {
    expect(dueSignatures(null, wanted, NOW)).toEqual(all);
    expect(due()).toEqual({ targets: false, duty: false, node: false });
  });

  it('those of what changed', () => {
    const suspended = {
      organisations: [{ id: shelter.id, since: '2026-11-22T11:00:00Z', reason: 'suspended' as const }],
      nodes: [],
    };
    expect(due({ revocations: suspended })).toEqual({ targets: false, duty: true, node: false });
    expect(due({ organisations: 'another list' })).toEqual({ targets: true, duty: false, node: true });
    expect(due({ roots: [root, root] })).toEqual({ targets: true, duty: false, node: true });
  });

  it('those of what ends soon', () => {
    expect(due({}, days(2))).toEqual({ targets: false, duty: true, node: true });
    expect(due({}, days(368))).toEqual(all);
  });
});

it('is followed by another with higher versions, in which the rest stays', async () => {
  const now = days(2);
  const next = await signPublication(first, wanted, { targets: false, duty: true, node: true }, { signers, now });
  expect(next.targets).toBe(first.texts.targets);
  const { seen, stops } = (await lastOf(next, now)).checked;
  expect(stops).toEqual([]);
  expect(Object.entries(seen).map(([file, { version }]) => [file, version])).toEqual([
    ['root', 1],
    ['timestamp', 2],
    ['snapshot', 2],
    ['targets', 1],
    ['revocations', 2],
  ]);
});

it('is refused under another root, and for another State', async () => {
  const other = await rootOf({ ...keys, snapshot: await newSigningKeyPair() });
  const check = (state: string, trustedRoot: string) =>
    refusalOf(() => checkPublication(first.texts, { state, trustedRoot, now: NOW }));
  expect(await check(STATE, other)).toBe('ROOT_UNKNOWN root');
  expect(await check('YY', root)).toBe('WRONG_STATE organisations');
});
