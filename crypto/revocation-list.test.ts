import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toBase64url } from './bytes.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { signJws } from './jws.ts';
import {
  assertRevocationListFollows,
  type RevocationList,
  signRevocationList,
  verifyRevocationList,
} from './revocation-list.ts';
import { anyText } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';
import { uuidAt } from './test-support/statements.ts';
import { hasExpired } from './timestamp.ts';

const duty = await newSigningKeyPair();
const kid = toBase64url(duty.publicKey);
const SINCE = '2026-11-20T08:00:00Z';

function list(changes: Partial<RevocationList> = {}): RevocationList {
  return {
    state: 'RO',
    version: 3,
    issuedAt: '2026-11-22T10:00:00Z',
    expiresAt: '2026-11-29T10:00:00Z',
    organisations: [{ id: uuidAt(1), since: SINCE, reason: 'compromised' }],
    nodes: [{ id: uuidAt(2), since: SINCE }],
    ...changes,
  };
}

const signed = (payload: unknown, typ: 'nrm-revocations' | 'nrm-statement' = 'nrm-revocations', by = kid) =>
  signJws({ typ, kid: by, payload, signingKey: duty.signingKey });

async function codeFor(jws: Promise<string>): Promise<string | null> {
  const text = await jws;
  return codeOf(() => verifyRevocationList(text, duty.publicKey));
}

it('is signed and read back', async () => {
  for (const written of [list(), list({ organisations: [], nodes: [] })]) {
    const jws = await signRevocationList(written, duty.signingKey);
    expect(await verifyRevocationList(jws, duty.publicKey)).toEqual(written);
  }
});

it('is refused under another key, and as something else', async () => {
  const other = await newSigningKeyPair();
  const jws = await signRevocationList(list(), duty.signingKey);
  expect(await codeOf(() => verifyRevocationList(jws, other.publicKey))).toBe('BAD_SIGNATURE');
  expect(await codeFor(signed(list(), 'nrm-statement'))).toBe('WRONG_TYP');
  expect(await codeFor(signed(list(), 'nrm-revocations', toBase64url(other.publicKey)))).toBe('BAD_REVOCATIONS');
});

it.each<[string, object]>([
  ['no State', { state: 'Romania' }],
  ['a State in small letters', { state: 'ro' }],
  ['version nought', { version: 0 }],
  ['more than seven days', { expiresAt: '2026-11-29T10:00:01Z' }],
  ['an end before its beginning', { expiresAt: '2026-11-22T10:00:00Z' }],
  ['an unknown reason', { organisations: [{ id: uuidAt(1), since: SINCE, reason: 'added' }] }],
  ['no reason', { organisations: [{ id: uuidAt(1), since: SINCE }] }],
  ['a reason for a node', { nodes: [{ id: uuidAt(1), since: SINCE, reason: 'left' }] }],
  ['an announcement', { nodes: [{ id: uuidAt(1), since: '2026-11-22T10:00:01Z' }] }],
  [
    'one node twice',
    {
      nodes: [
        { id: uuidAt(1), since: SINCE },
        { id: uuidAt(1), since: SINCE },
      ],
    },
  ],
  ['a key to add', { keys: [] }],
])('is neither signed nor read with %s', async (_, broken) => {
  const payload = { ...list(), ...broken } as RevocationList;
  expect(await codeFor(signed(payload))).toBe('BAD_REVOCATIONS');
  expect(await codeOf(() => signRevocationList(payload, duty.signingKey))).toBe('BAD_REVOCATIONS');
});

it('refuses any other signed value and any other text', async () => {
  const member = fc.oneof(fc.constantFrom<unknown>(...Object.values(list())), fc.jsonValue());
  const likely = fc.record(Object.fromEntries(Object.keys(list()).map((name) => [name, member])));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), likely), async (payload) => {
      expect([null, 'BAD_REVOCATIONS']).toContain(await codeFor(signed(payload)));
    }),
  );
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      expect(await codeOf(() => verifyRevocationList(text, duty.publicKey))).toBe('BAD_JWS');
    }),
  );
});

it('follows with a higher version only, and may lift what it shut out', async () => {
  const code = (next: RevocationList) => codeOf(() => assertRevocationListFollows(list(), next));
  expect(await code(list({ version: 4, organisations: [] }))).toBeNull();
  expect(await code(list())).toBe('NOT_NEXT');
  expect(await code(list({ version: 2 }))).toBe('NOT_NEXT');
  expect(await code(list({ version: 4, state: 'MD' }))).toBe('NOT_NEXT');
});

it('expires', () => {
  expect(hasExpired(list(), new Date('2026-11-29T10:00:00Z'))).toBe(true);
});
