import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Bundle,
  newBundle,
  type OpenerSecret,
  openBundle,
  openerFor,
  readBundle,
  withOpeners,
  writeBundle,
} from './bundle.ts';
import { fromBase64url, randomBytes, toBase64url } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { newMemberKeys, readMemberKeys } from './member-keys.ts';
import { anyText } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';
import { deriveKey, unwrap } from './wrap.ts';

const ACCOUNT = '0e7c3f6a-2d4b-4c53-9d57-0a6f7c1d2e3f';

const keys = await newMemberKeys();
const passphrase: OpenerSecret = { id: 'passphrase', kind: 'passphrase', secret: randomBytes(64) };
const passkey: OpenerSecret = { id: 'q83vEg', kind: 'passkey', secret: randomBytes(32) };
const recovery: OpenerSecret = { id: 'recovery', kind: 'recovery', secret: randomBytes(32) };
const bundle = await newBundle(keys, ACCOUNT, [passphrase, recovery]);

const openCode = (opened: Bundle, opener: OpenerSecret, account = ACCOUNT) =>
  codeOf(() => openBundle(opened, account, opener));
const readCode = (value: unknown) => codeOf(() => readBundle(JSON.stringify(value)));

it('opens with each opener after a journey through the database', async () => {
  const read = readBundle(writeBundle(bundle));
  expect(read).toEqual(bundle);
  expect(await openBundle(read, ACCOUNT, passphrase)).toEqual(keys);
  expect(await openBundle(read, ACCOUNT, recovery)).toEqual(keys);
});

it('opens with nothing else', async () => {
  expect(await openCode(bundle, { ...passphrase, secret: randomBytes(64) })).toBe('WRONG_KEY');
  expect(await openCode(bundle, { ...passphrase, secret: recovery.secret })).toBe('WRONG_KEY');
  expect(await openCode(bundle, { ...passphrase, secret: randomBytes(31) })).toBe('BAD_KEY');
  expect(await openCode(bundle, passkey)).toBe('UNKNOWN_OPENER');
  expect(await openCode(bundle, { ...passphrase, kind: 'passkey' })).toBe('UNKNOWN_OPENER');
});

it('opens for its own account only', async () => {
  expect(await openCode(bundle, passphrase, '5b1f2c9e-7a40-4d0c-8f5e-3c2b1a09f8e7')).toBe('WRONG_KEY');
  const other = await newBundle(await newMemberKeys(), ACCOUNT, [passphrase]);
  expect(await openCode({ ...bundle, sealed: other.sealed }, passphrase)).toBe('WRONG_KEY');
});

it('is laid out as older bundles are, each layer bound to its place', async () => {
  const [wrappedFirst] = bundle.openers;
  const key = await deriveKey(passphrase.secret, 'nrm-portal bundle opener passphrase');
  const opener = { accountId: ACCOUNT, id: 'passphrase', kind: 'passphrase' };
  const openerPlace = canonicalJson({ place: 'nrm-portal bundle opener', version: 1, ...opener });
  const bundleKey = await unwrap(key, fromBase64url(wrappedFirst?.wrapped ?? ''), openerPlace);
  const place = canonicalJson({ place: 'nrm-portal bundle', version: 1, accountId: ACCOUNT });
  expect(await readMemberKeys(await unwrap(bundleKey, fromBase64url(bundle.sealed), place))).toEqual(keys);
});

it('notices an opener that was renamed or exchanged', async () => {
  const [first, second] = bundle.openers;
  if (first === undefined || second === undefined) throw new Error('two openers were made');
  const asPasskey: Bundle = { ...bundle, openers: [{ ...first, kind: 'passkey' }] };
  expect(await openCode(asPasskey, { ...passphrase, kind: 'passkey' })).toBe('WRONG_KEY');
  const renamed: Bundle = { ...bundle, openers: [{ ...first, id: 'other' }] };
  expect(await openCode(renamed, { ...passphrase, id: 'other' })).toBe('WRONG_KEY');
  const exchanged: Bundle = { ...bundle, openers: [{ ...first, wrapped: second.wrapped }] };
  expect(await openCode(exchanged, passphrase)).toBe('WRONG_KEY');
});

it('keeps nothing secret in plain', () => {
  const text = writeBundle(bundle);
  for (const { secret } of [passphrase, recovery]) expect(text).not.toContain(toBase64url(secret));
  expect(text).not.toContain(toBase64url(keys.signingKey));
  expect(text).not.toContain('AGE-SECRET');
});

it('takes an opener more, from somebody who can open it', async () => {
  const added = withOpeners(bundle, [...bundle.openers, await openerFor(bundle, ACCOUNT, recovery, passkey)]);
  expect(added.sealed).toBe(bundle.sealed);
  for (const opener of [passphrase, recovery, passkey]) {
    expect(await openBundle(added, ACCOUNT, opener)).toEqual(keys);
  }
  const stranger = { ...recovery, secret: randomBytes(32) };
  expect(await codeOf(() => openerFor(bundle, ACCOUNT, stranger, passkey))).toBe('WRONG_KEY');
  const twice = [...added.openers, await openerFor(added, ACCOUNT, recovery, passkey)];
  expect(await codeOf(() => withOpeners(added, twice))).toBe('BAD_BUNDLE');
});

it('loses an opener, but not the last one', async () => {
  const one = withOpeners(
    bundle,
    bundle.openers.filter(({ id }) => id !== 'passphrase'),
  );
  expect(await openCode(one, passphrase)).toBe('UNKNOWN_OPENER');
  expect(await openBundle(one, ACCOUNT, recovery)).toEqual(keys);
  expect(await codeOf(() => withOpeners(one, []))).toBe('BAD_BUNDLE');
});

it('is not made without an opener, or with a weak or malformed one', async () => {
  const make = (...openers: OpenerSecret[]) => codeOf(() => newBundle(keys, ACCOUNT, openers));
  expect(await make()).toBe('BAD_BUNDLE');
  expect(await make(passphrase, passphrase)).toBe('BAD_BUNDLE');
  expect(await make({ ...passphrase, id: '' })).toBe('BAD_BUNDLE');
  expect(await make({ ...passphrase, secret: randomBytes(16) })).toBe('BAD_KEY');
});

const [opener] = bundle.openers;

it.each([
  ['another version', { ...bundle, version: 2 }],
  ['no openers', { ...bundle, openers: [] }],
  ['a member more', { ...bundle, note: '' }],
  ['a member less', { version: 1, sealed: bundle.sealed }],
  ['a member more in an opener', { ...bundle, openers: [{ ...opener, note: '' }] }],
  ['another kind', { ...bundle, openers: [{ ...opener, kind: 'question' }] }],
  ['an id with a blank', { ...bundle, openers: [{ ...opener, id: 'a b' }] }],
  ['one id twice', { ...bundle, openers: [opener, opener] }],
  ['a wrapped key of another length', { ...bundle, openers: [{ ...opener, wrapped: toBase64url(randomBytes(61)) }] }],
  ['sealed keys with padding', { ...bundle, sealed: `${toBase64url(randomBytes(31))}=` }],
  ['too few sealed bytes', { ...bundle, sealed: toBase64url(randomBytes(28)) }],
  ['more than 64 KiB', { ...bundle, sealed: toBase64url(randomBytes(50_000)) }],
  ['a list', [bundle]],
  ['null', null],
])('refuses %s', async (_, value) => {
  expect(await readCode(value)).toBe('BAD_BUNDLE');
});

it('refuses 64 KiB of blanks around it', async () => {
  expect(await codeOf(() => readBundle(writeBundle(bundle) + ' '.repeat(64 * 1024)))).toBe('BAD_BUNDLE');
});

it('refuses any other text', async () => {
  const member = fc.oneof(fc.constantFrom<unknown>(1, bundle.sealed, bundle.openers, [opener], 'a'), fc.jsonValue());
  const likely = fc.record({ version: member, sealed: member, openers: member }).map((value) => JSON.stringify(value));
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyText, fc.json(), likely), async (text) => {
      const code = await codeOf(() => readBundle(text));
      if (code === null) expect(JSON.parse(text)).toMatchObject({ version: 1 });
      else expect(code).toBe('BAD_BUNDLE');
    }),
    { numRuns: 500 },
  );
});
