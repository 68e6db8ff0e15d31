import { describe, expect, it } from 'vitest';
import { toHex } from '../bytes.ts';
import { newSigningKeyPair, type SigningKeyPair } from '../ed25519.ts';
import { followRoots, readRoots } from './root-chain.ts';
import { readRoot } from './root-file.ts';
import { rootWords } from './root-words.ts';
import { refusalOf } from './test-support/refusal.ts';
import { keyRecord, keys, role, rootSigned, signedText } from './test-support/world.ts';

type Signed = Record<string, unknown>;

const newKeys = await Promise.all([newSigningKeyPair(), newSigningKeyPair(), newSigningKeyPair()]);
const signed = await rootSigned();
const first = await signedText(signed, keys.root);

/** The root that hands over to other keys. */
const handedOver: Signed = {
  ...signed,
  version: 2,
  keys: { ...(signed.keys as object), ...(await keyRecord(newKeys)) },
  roles: { ...(signed.roles as object), root: await role(newKeys, 2) },
};
const second = await signedText(handedOver, [...keys.root, ...newKeys]);

async function refusal(texts: string[], trusted = first): Promise<string | null> {
  return refusalOf(async () => followRoots(await readRoot(trusted), await readRoots(texts)));
}

const readRefusal = (text: string) => refusalOf(() => readRoot(text));
const readAs = async (changes: Signed) => readRefusal(await signedText({ ...signed, ...changes }, keys.root));

describe('from one root to the next', () => {
  it('goes to the last one, from the first or from a later one', async () => {
    const roots = await readRoots([first, second]);
    expect((await followRoots(await readRoot(first), roots)).signed.version).toBe(2);
    expect((await followRoots(await readRoot(second), roots)).signed.version).toBe(2);
    expect(await refusal([second], second)).toBeNull();
  });

  it('takes more signatures of unknown keys, and does not need the same signatures as the trusted root', async () => {
    const more = await signedText(signed, [...keys.root.slice(1), keys.stranger]);
    expect(await refusal([more, second])).toBeNull();
  });

  it.each<[string, SigningKeyPair[]]>([
    ['the old keys only', keys.root],
    ['the new keys only', newKeys],
    ['one of the old ones', [...keys.root.slice(0, 1), ...newKeys]],
    ['one of the new ones', [...keys.root, ...newKeys.slice(0, 1)]],
    ['nobody', []],
  ])('refuses a next root signed by %s', async (_, signers) => {
    expect(await refusal([first, await signedText(handedOver, signers)])).toBe('TOO_FEW_SIGNATURES root');
  });

  it('refuses a gap, a wrong order, and the same version again', async () => {
    const third = await signedText({ ...handedOver, version: 3 }, [...keys.root, ...newKeys]);
    expect(await refusal([first, third])).toBe('WRONG_VERSION root');
    expect(await refusal([second, first])).toBe('WRONG_VERSION root');
    expect(await refusal([first, first])).toBe('WRONG_VERSION root');
    expect(await refusal([first, second, third])).toBeNull();
  });

  it('refuses roots that the trusted one is not among', async () => {
    const other = await signedText({ ...signed, expires: '2029-11-01T00:00:01Z' }, keys.root);
    expect(await refusal([other, second])).toBe('ROOT_UNKNOWN root');
    expect(await refusal([second])).toBe('ROOT_UNKNOWN root');
    expect(await refusal([])).toBe('ROOT_UNKNOWN root');
  });

  it('refuses a trusted root that its own keys did not sign', async () => {
    const unsigned = await signedText(signed, keys.root.slice(0, 1));
    expect(await refusal([first], unsigned)).toBe('TOO_FEW_SIGNATURES root');
  });

  it('refuses more than 64 roots before it reads them', async () => {
    expect(await refusal(Array.from({ length: 65 }, () => 'no root'))).toBe('TOO_LARGE root');
  });
});

describe('a threshold', () => {
  it('is not reached by one key under two names', async () => {
    const [one] = keys.root as [SigningKeyPair];
    const [name, key] = Object.entries(await keyRecord([one]))[0] as [string, object];
    const again = 'a'.repeat(64);
    const twice = {
      ...signed,
      keys: { ...(signed.keys as object), [name]: key, [again]: key },
      roles: { ...(signed.roles as object), root: { keyids: [name, again], threshold: 2 } },
    };
    const text = await signedText(twice, [one]);
    const { signatures, signed: content } = JSON.parse(text) as {
      signatures: { keyid: string; sig: string }[];
      signed: Signed;
    };
    const both = [...signatures, { keyid: again, sig: signatures[0]?.sig }];
    expect(await readRefusal(JSON.stringify({ signatures: both, signed: content }))).toBe('MALFORMED root');
  });

  it('is not reached by one signature that stands twice', async () => {
    const once = JSON.parse(await signedText(signed, keys.root.slice(0, 1))) as { signatures: object[] };
    const twice = JSON.stringify({ ...once, signatures: [...once.signatures, ...once.signatures] });
    expect(await readRefusal(twice)).toBe('MALFORMED root');
  });

  it.each([0, -1, 4, '1', null])('of %j is refused', async (threshold) => {
    const root = { ...(await role(keys.root, 1)), threshold };
    expect(await readAs({ roles: { ...(signed.roles as object), root } })).toBe('MALFORMED root');
  });
});

describe('a root file', () => {
  const keyWith = async (changes: object) => {
    const [[name, key]] = Object.entries(await keyRecord(keys.root)) as [[string, object]];
    return { keys: { ...(signed.keys as object), [name]: { ...key, ...changes } } };
  };

  it('with an unknown signature scheme', async () => {
    expect(await readAs(await keyWith({ scheme: 'rsassa-pss-sha256' }))).toBe('UNKNOWN_SCHEME root');
    expect(await readAs(await keyWith({ keytype: 'ecdsa' }))).toBe('UNKNOWN_SCHEME root');
  });

  it.each([
    ['of low order', '00'.repeat(32)],
    ['of low order, one', `01${'00'.repeat(31)}`],
    ['not canonical', `${'ff'.repeat(31)}7f`],
  ])('with a key %s', async (_, written) => {
    expect(await readAs(await keyWith({ keyval: { public: written } }))).toBe('BAD_KEY root');
  });

  it('with a key under the name of another', async () => {
    const keyval = { public: toHex(keys.stranger.publicKey) };
    expect(await readAs(await keyWith({ keyval }))).toBe('MALFORMED root');
  });

  it("in which a node's key is one of the State's own", async () => {
    const roles = signed.roles as Record<string, object>;
    for (const offline of ['root', 'targets']) {
      for (const online of ['snapshot', 'timestamp']) {
        const shared = { roles: { ...roles, [online]: { ...roles[offline], threshold: 1 } } };
        expect(await readAs(shared)).toBe('MALFORMED root');
      }
    }
  });

  it.each<[string, Signed]>([
    ['of another type', { _type: 'targets' }],
    ['of a later specification', { spec_version: '2.0.0' }],
    ['with a version that is no number', { version: '1' }],
    ['without an end', { expires: null }],
    ['with an end that is no time', { expires: '2029-02-30T00:00:00Z' }],
    ['without names of their own for publications', { consistent_snapshot: false }],
    ['with a member that nobody knows', { delegations: {} }],
    ['without roles', { roles: {} }],
  ])('%s', async (_, changes) => {
    expect(await readAs(changes)).toBe('MALFORMED root');
  });

  it('that is too large, and that is not JSON', async () => {
    expect(await readRefusal(`${first}${' '.repeat(64 * 1024)}`)).toBe('TOO_LARGE root');
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      '{"signed":{},"signatures":[]}',
      `${'['.repeat(60_000)}`,
      '"\ud800"',
      `\ufeff${first}`,
    ]) {
      expect(await readRefusal(text)).toBe('MALFORMED root');
    }
  });
});

it('has twelve words, whoever signed it', async () => {
  const words = await rootWords(first);
  expect(words.split(' ')).toHaveLength(12);
  expect(await rootWords(await signedText(signed, keys.root.slice(1)))).toBe(words);
  expect(await rootWords(second)).not.toBe(words);
});
