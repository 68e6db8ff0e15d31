import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRecipient } from './age.ts';
import { fromUtf8, toBase64url, toUtf8 } from './bytes.ts';
import { sign, verify } from './ed25519.ts';
import { newMemberKeys, publicHalf, readMemberKeys, writeMemberKeys } from './member-keys.ts';
import { anyText, someBytes } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';

const keys = await newMemberKeys();

it('makes keys that seal and sign', async () => {
  expect(isRecipient(keys.recipient)).toBe(true);
  const message = toUtf8('message');
  expect(await verify(message, await sign(message, keys.signingKey), keys.signingPublicKey)).toBe(true);
  expect((await newMemberKeys()).identity).not.toBe(keys.identity);
});

it('shows of them only what is public', () => {
  expect(publicHalf(keys)).toEqual({ recipient: keys.recipient, signingKey: toBase64url(keys.signingPublicKey) });
});

it('writes them and reads them back, with the organisation that they belong to', async () => {
  expect(await readMemberKeys(writeMemberKeys(keys))).toEqual(keys);
  const anchor = { organisation: crypto.randomUUID(), enrolmentKey: toBase64url(keys.signingPublicKey) };
  const member = { ...keys, anchor };
  expect(await readMemberKeys(writeMemberKeys(member))).toEqual(member);
  for (const wrong of [
    { ...anchor, organisation: 'x' },
    { ...anchor, enrolmentKey: 'AAAA' },
  ]) {
    expect(await codeOf(() => readMemberKeys(writeMemberKeys({ ...keys, anchor: wrong })))).toBe('BAD_KEY');
  }
});

it('writes the secret halves only, so that no other public half can be put beside them', () => {
  expect(Object.keys(JSON.parse(fromUtf8(writeMemberKeys(keys))))).toEqual(['anchor', 'identity', 'signingKey']);
});

it('refuses any other bytes', async () => {
  const member = fc.oneof(fc.constant(keys.identity), fc.constant(toBase64url(keys.signingKey)), fc.jsonValue());
  const likely = fc.record({ anchor: fc.constant(null), identity: member, signingKey: member }, { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(fc.oneof(someBytes(), likely), async (input) => {
      const bytes = input instanceof Uint8Array ? input : toUtf8(JSON.stringify(input));
      const code = await codeOf(() => readMemberKeys(bytes));
      if (code === null) expect(input).toMatchObject({ identity: keys.identity });
      else expect(code).toBe('BAD_KEY');
    }),
  );
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const bytes = new TextEncoder().encode(text);
      expect(await codeOf(() => readMemberKeys(bytes))).toBe('BAD_KEY');
    }),
  );
});
