import { describe, expect, it } from 'vitest';
import type { KnownState, TrustRecord } from '#casework/trust-record.ts';
import { toBase64url, toUtf8 } from '#crypto/bytes.ts';
import type { OrganisationProof } from '#crypto/verify/prove-organisation.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import type { Seen } from '#crypto/verify/seen.ts';
import { sha256 } from '#crypto/verify/strict-text.ts';
import { keys, ORGANISATION, proofTexts, STATE, trust } from '#crypto/verify/test-support/world.ts';
import { fingerprint } from '#crypto/words.ts';
import { proveKey } from './prove-key.ts';

const texts = await proofTexts();
const { registry: _, pinnedRoot: _pin, setAside: _aside, ...known } = { ...trust(), seenUnder: null };
const registryKeys = JSON.stringify({
  threshold: 2,
  keys: keys.registry.map(({ publicKey }) => toBase64url(publicKey)),
});

it('says what is proved, with the words of the key', async () => {
  expect(await proveKey({ ...known, texts, registryKeys }, null)).toMatchObject({
    outcome: 'proved',
    words: await fingerprint(keys.enrolment.publicKey),
    proof: { stops: [], vouchedBy: { by: 'registry' } },
  });
});

it('says why nothing is proved, with the words of the root that a person could compare', async () => {
  expect(await proveKey({ ...known, texts, registryKeys: null }, null)).toMatchObject({
    outcome: 'refused',
    code: 'NOT_ENDORSED',
    file: 'registry',
    shownRoot: { root: texts.roots[0], words: await rootWords(texts.roots[0] ?? '') },
  });
});

it.each([
  ['roots that are none', { roots: ['{'] }, 'MALFORMED'],
  ['no roots', { roots: [] }, 'ROOT_UNKNOWN'],
  ['a statement that is none', { statement: '' }, 'BAD_STATEMENT'],
])('does not fail on %s', async (_what, lie, code) => {
  expect(await proveKey({ ...known, texts: { ...texts, ...lie }, registryKeys }, null)).toMatchObject({
    outcome: 'refused',
    code,
  });
});

it('proves nothing under damaged keys of the registry', async () => {
  expect(await proveKey({ ...known, texts, registryKeys: '{' }, null)).toMatchObject({
    outcome: 'refused',
    code: 'MALFORMED',
  });
});

describe('the trust record of the own organisation', () => {
  const nothing: TrustRecord = {
    registry: null,
    organisations: new Map(),
    states: new Map(),
    sightings: [],
    heads: [],
    gaps: [],
  };
  const pin = { root: texts.roots[0] ?? '', place: 0 };
  const stateKnown = (changes: Partial<KnownState>) =>
    new Map([[STATE, { known: null, pin: null, setAside: null, comparisons: [], ...changes }]]);
  const organisationKnown = (enrolmentKey: string) => {
    const seen = { enrolmentKey, statement: null };
    return new Map([[ORGANISATION, { state: STATE, known: seen, comparisons: [] }]]);
  };

  it('vouches for a State whose words were compared', async () => {
    const record = { ...nothing, states: stateKnown({ pin }) };
    expect(await proveKey({ ...known, texts, registryKeys: null }, record)).toMatchObject({
      outcome: 'proved',
      pin: await sha256(toUtf8(pin.root)),
      proof: { stops: [], vouchedBy: { by: 'pin' } },
    });
  });

  it('stops sealing to a key that nobody here knows, and goes on when that was compared', async () => {
    const before = { ...nothing, organisations: organisationKnown('K'.repeat(43)) };
    const asked = { ...known, texts, registryKeys };
    expect(await proveKey(asked, before)).toMatchObject({ proof: { sealTo: null } });
    const after = { ...nothing, organisations: organisationKnown(toBase64url(keys.enrolment.publicKey)) };
    expect(await proveKey(asked, after)).toMatchObject({ proof: { stops: [] } });
    // What this device saw before does not speak against what was compared since.
    const seen = { ...known.seen, organisation: { enrolmentKey: 'K'.repeat(43), statement: null } };
    expect(await proveKey({ ...asked, seen }, after)).toMatchObject({ proof: { stops: [] } });
  });

  it('refuses what is older than a colleague has seen', async () => {
    const { proof } = (await proveKey({ ...known, texts, registryKeys }, null)) as { proof: OrganisationProof };
    const seen = proof.seen.state as NonNullable<Seen['state']>;
    const newer = { ...seen, timestamp: { ...seen.timestamp, version: seen.timestamp.version + 1 } };
    const record = { ...nothing, states: stateKnown({ known: newer }) };
    expect(await proveKey({ ...known, texts, registryKeys }, record)).toMatchObject({ code: 'ROLLBACK' });
    // A State that begins anew, under words that were compared, is not measured by what it was.
    const anew = { ...nothing, states: stateKnown({ pin }) };
    const onDevice = { ...known, seen: { ...known.seen, state: newer }, texts, registryKeys };
    expect(await proveKey(onDevice, null)).toMatchObject({ code: 'ROLLBACK' });
    expect(await proveKey(onDevice, anew)).toMatchObject({ outcome: 'proved' });
  });
});
