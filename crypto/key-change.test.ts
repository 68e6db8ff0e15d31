import { expect, it } from 'vitest';
import { toBase64url } from './bytes.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { signJws } from './jws.ts';
import { isSignedKeyChange, signKeyChange } from './key-change.ts';
import { uuidAt } from './test-support/statements.ts';

const [before, after] = await Promise.all([newSigningKeyPair(), newSigningKeyPair()]);
const change = { organisation: uuidAt(1), from: toBase64url(before.publicKey), to: toBase64url(after.publicKey) };
const jws = await signKeyChange(change, before.signingKey);

it('is signed by the key before', async () => {
  expect(await isSignedKeyChange(jws, change)).toBe(true);
});

it('is of one organisation, from one key to one key', async () => {
  expect(await isSignedKeyChange(jws, { ...change, organisation: uuidAt(2) })).toBe(false);
  expect(await isSignedKeyChange(jws, { ...change, to: change.from })).toBe(false);
  expect(await isSignedKeyChange(jws, { ...change, from: change.to })).toBe(false);
  expect(await isSignedKeyChange(jws, { ...change, from: 'no key' })).toBe(false);
});

it('is nothing else that the key before has signed', async () => {
  const payload = { organisation: change.organisation, to: change.to };
  const signed = (typ: 'nrm-statement' | 'nrm-key-change', content: unknown, kid = change.from) =>
    signJws({ typ, kid, payload: content, signingKey: before.signingKey });
  const others = [signed('nrm-statement', payload), signed('nrm-key-change', { ...payload, from: change.from })];
  for (const other of [...others, signed('nrm-key-change', null), signed('nrm-key-change', payload, 'another'), '']) {
    expect(await isSignedKeyChange(await other, change)).toBe(false);
  }
});
