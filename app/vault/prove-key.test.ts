import { expect, it } from 'vitest';
import { toBase64url } from '#crypto/bytes.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import { keys, proofTexts, trust } from '#crypto/verify/test-support/world.ts';
import { fingerprint } from '#crypto/words.ts';
import { proveKey } from './prove-key.ts';

const texts = await proofTexts();
const { registry: _, ...known } = trust();
const registryKeys = JSON.stringify({
  threshold: 2,
  keys: keys.registry.map(({ publicKey }) => toBase64url(publicKey)),
});

it('says what is proved, with the words of the key', async () => {
  expect(await proveKey({ ...known, texts, registryKeys })).toMatchObject({
    outcome: 'proved',
    words: await fingerprint(keys.enrolment.publicKey),
    proof: { stops: [], vouchedBy: { by: 'registry' } },
  });
});

it('says why nothing is proved, with the words of the root that a person could compare', async () => {
  expect(await proveKey({ ...known, texts, registryKeys: null })).toEqual({
    outcome: 'refused',
    code: 'NOT_ENDORSED',
    file: 'registry',
    rootWords: await rootWords(texts.roots[0] ?? ''),
  });
});

it.each([
  ['roots that are none', { roots: ['{'] }, 'MALFORMED'],
  ['no roots', { roots: [] }, 'ROOT_UNKNOWN'],
  ['a statement that is none', { statement: '' }, 'BAD_STATEMENT'],
])('does not fail on %s', async (_what, lie, code) => {
  expect(await proveKey({ ...known, texts: { ...texts, ...lie }, registryKeys })).toMatchObject({
    outcome: 'refused',
    code,
  });
});

it('proves nothing under damaged keys of the registry', async () => {
  expect(await proveKey({ ...known, texts, registryKeys: '{' })).toMatchObject({
    outcome: 'refused',
    code: 'MALFORMED',
  });
});
