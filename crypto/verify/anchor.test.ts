import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../bytes.ts';
import { proveAnchor } from './anchor.ts';
import { Findings } from './findings.ts';
import { sha256 } from './strict-text.ts';
import { refusalOf } from './test-support/refusal.ts';
import { type Changes, keys, proofTexts, rootSigned, signedText, trust } from './test-support/world.ts';

type Signed = Record<string, unknown>;

const sound = await proofTexts();
const [root = ''] = sound.roots;
/** The State begins anew, with a first root of its own. */
const otherRoot = await signedText({ ...(await rootSigned()), expires: '2029-10-01T00:00:00Z' }, keys.root);
const registry = trust().registry;

async function anchored(texts: typeof sound, known: Partial<ReturnType<typeof trust>> = {}) {
  const findings = new Findings();
  const anchor = await proveAnchor(texts, trust(known), null, findings);
  return {
    by: anchor.vouchedBy,
    stops: findings.stops.map(({ code }) => code),
    warnings: findings.warnings.map(({ code }) => code),
  };
}

const refusal = (texts: typeof sound, known: Partial<ReturnType<typeof trust>> = {}) =>
  refusalOf(() => anchored(texts, known));
const refusalWith = async (changes: Changes) => refusal(await proofTexts(changes));
const publishers = (edit: (publisher: Signed) => Signed) => (signed: Signed) => ({
  ...signed,
  publishers: (signed.publishers as Signed[]).map(edit),
});

describe('who vouches', () => {
  it('the registry, a pin, or both', async () => {
    expect(await anchored(sound)).toEqual({ by: 'registry', stops: [], warnings: [] });
    expect(await anchored(sound, { pinnedRoot: root })).toEqual({ by: 'both', stops: [], warnings: [] });
    const pinOnly = { by: 'pin', stops: [], warnings: ['REGISTRY_MISSING'] };
    expect(await anchored({ ...sound, registry: null }, { pinnedRoot: root })).toEqual(pinOnly);
    expect(await anchored(sound, { pinnedRoot: root, registry: null })).toEqual(pinOnly);
  });

  it('nobody', async () => {
    expect(await refusal({ ...sound, registry: null })).toBe('NOT_ENDORSED registry');
    expect(await refusal(sound, { registry: null })).toBe('NOT_ENDORSED registry');
    expect(await refusal(sound, { state: 'YY' })).toBe('NOT_ENDORSED registry');
  });
});

describe('when registry and pin disagree', () => {
  it('and the State shows the pinned root: sealing stops', async () => {
    const texts = await proofTexts({
      edit: { registry: publishers((publisher) => ({ ...publisher, root: otherRoot })) },
    });
    expect(await anchored(texts, { pinnedRoot: root })).toEqual({
      by: 'pin',
      stops: ['REGISTRY_DISAGREES'],
      warnings: [],
    });
  });

  it('and two members set the root of the registry aside: it is said, and sealing goes on', async () => {
    const texts = await proofTexts({
      edit: { registry: publishers((publisher) => ({ ...publisher, root: otherRoot })) },
    });
    const setAside = await sha256(toUtf8(otherRoot));
    const known = { pinnedRoot: root, setAside };
    expect(await anchored(texts, known)).toEqual({ by: 'pin', stops: [], warnings: ['REGISTRY_SET_ASIDE'] });
    const another = { pinnedRoot: root, setAside: await sha256(toUtf8('another')) };
    expect(await anchored(texts, another)).toMatchObject({ stops: ['REGISTRY_DISAGREES'] });
  });

  it("and the State shows the registry's root: nothing is proved", async () => {
    expect(await refusal(sound, { pinnedRoot: otherRoot })).toBe('REGISTRY_DISAGREES root');
  });

  it('and the State shows a third root: nothing is proved', async () => {
    const texts = await proofTexts({
      edit: { registry: publishers((publisher) => ({ ...publisher, root: 'damaged' })) },
    });
    expect(await refusal(texts)).toBe('MALFORMED root');
    expect(await refusal(texts, { pinnedRoot: otherRoot })).toBe('ROOT_UNKNOWN root');
  });
});

describe('a registry', () => {
  it('signed by too few, or by others', async () => {
    const [one] = keys.registry;
    expect(await refusalWith({ signers: { registry: one === undefined ? [] : [one] } })).toBe(
      'TOO_FEW_SIGNATURES registry',
    );
    expect(await refusalWith({ signers: { registry: keys.root } })).toBe('TOO_FEW_SIGNATURES registry');
  });

  it('whose keys the caller does not need at all, or more than there are', async () => {
    const [key] = registry?.keys ?? [];
    const twice = key === undefined ? [] : [key, key];
    for (const wrong of [
      { keys: [], threshold: 0 },
      { keys: registry?.keys ?? [], threshold: 0 },
      { keys: twice, threshold: 2 },
    ]) {
      expect(await refusal(sound, { registry: wrong })).toBe('BAD_KEY registry');
    }
  });

  it.each<[string, (signed: Signed) => Signed]>([
    ['of another type', (signed) => ({ ...signed, _type: 'root' })],
    ['with a member that nobody knows', (signed) => ({ ...signed, notes: '' })],
    ['with a code of three letters', publishers((publisher) => ({ ...publisher, code: 'XXX' }))],
    ['with an unknown kind', publishers((publisher) => ({ ...publisher, kind: 'city' }))],
    ['with an address that is none', publishers((publisher) => ({ ...publisher, address: 'javascript:1' }))],
    [
      'with a State that stands twice',
      (signed) => ({ ...signed, publishers: [...(signed.publishers as Signed[]), ...(signed.publishers as Signed[])] }),
    ],
  ])('%s', async (_, edit) => {
    expect(await refusalWith({ edit: { registry: edit } })).toBe('MALFORMED registry');
  });

  it('is refused although there is a pin: it was changed on the way', async () => {
    const changed = (sound.registry ?? '').replace('Xland', 'Yland');
    expect(await refusal({ ...sound, registry: changed }, { pinnedRoot: root })).toBe('TOO_FEW_SIGNATURES registry');
    expect(await refusal({ ...sound, registry: ' '.repeat(8 * 1024 * 1024 + 1) })).toBe('TOO_LARGE registry');
  });
});
