import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toBase64url } from './bytes.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { signJws } from './jws.ts';
import { hasExpired, type Statement, signStatement, verifyStatement } from './statement.ts';
import { anyText } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';
import { certificate, period, recipientAt, signingKeyAt, statement, uuidAt } from './test-support/statements.ts';

const enrolment = await newSigningKeyPair();
const kid = toBase64url(enrolment.publicKey);

/** Signed as it is, against all rules. */
const signed = (payload: unknown, typ: 'nrm-statement' | 'nrm-other' = 'nrm-statement', by = kid) =>
  signJws({ typ, kid: by, payload, signingKey: enrolment.signingKey });

async function codeFor(jws: Promise<string>): Promise<string | null> {
  const text = await jws;
  return codeOf(() => verifyStatement(text, enrolment.publicKey));
}

it('is signed and read back', async () => {
  const full = statement({ recoveryKit: recipientAt(30_000) });
  const jws = await signStatement(full, enrolment.signingKey);
  expect(await verifyStatement(jws, enrolment.publicKey)).toEqual(full);
  expect(JSON.parse(atob(jws.split('.')[0] ?? ''))).toEqual({ alg: 'EdDSA', kid, typ: 'nrm-statement' });
});

it('holds at its limits', async () => {
  const largest = statement({
    periods: Array.from({ length: 200 }, (_, place) => period(place, { retiredOn: '2026-11-10T00:00:00Z' })),
    members: Array.from({ length: 500 }, (_, index) => certificate(index + 1, { roles: ['administrator'] })),
  });
  expect(await codeFor(signStatement(largest, enrolment.signingKey))).toBeNull();
  const none = statement({ periods: [], members: [certificate(1, { roles: ['administrator'] })] });
  expect(await codeFor(signStatement(none, enrolment.signingKey))).toBeNull();
});

it('is refused under another key, and as something else', async () => {
  const other = await newSigningKeyPair();
  const jws = await signStatement(statement(), enrolment.signingKey);
  expect(await codeOf(() => verifyStatement(jws, other.publicKey))).toBe('BAD_SIGNATURE');
  expect(await codeFor(signed(statement(), 'nrm-other'))).toBe('WRONG_TYP');
  expect(await codeFor(signed(statement(), 'nrm-statement', toBase64url(other.publicKey)))).toBe('BAD_STATEMENT');
});

const [first, second] = [statement().members[0], statement().members[1]];
if (first === undefined || second === undefined) throw new Error('a statement has two members');
const classical = await identityToRecipient(await generateX25519Identity());
const lowOrder = toBase64url(Uint8Array.of(1, ...new Uint8Array(31)));
const LATER = '2026-11-22T10:00:01Z';
const EARLIER = '2026-10-01T00:00:00Z';

const BROKEN: [rule: string, broken: object][] = [
  ['no organisation', { organisation: 'Casa' }],
  ['version nought', { version: 0 }],
  ['a version that is text', { version: '7' }],
  ['parts of seconds', { issuedAt: '2026-11-22T10:00:00.000Z' }],
  ['31 days', { expiresAt: '2026-12-22T10:00:01Z' }],
  ['an end before its beginning', { expiresAt: '2026-11-22T10:00:00Z' }],
  ['a member more', { note: '' }],
  ['a classical kit', { recoveryKit: classical }],
  ['periods that are no list', { periods: {} }],
  [
    '201 periods',
    { periods: Array.from({ length: 201 }, (_, place) => period(place, { retiredOn: '2026-11-10T00:00:00Z' })) },
  ],
  ['two current periods', { periods: [period(1), period(2)] }],
  ['a classical period', { periods: [period(1, { recipient: classical })] }],
  ['a period in capitals', { periods: [period(1, { recipient: recipientAt(1).toUpperCase() })] }],
  ['one period twice', { periods: [period(1), period(2, { id: uuidAt(1), retiredOn: '2026-11-10T00:00:00Z' })] }],
  [
    'one key for two periods',
    { periods: [period(1), period(2, { recipient: recipientAt(1), retiredOn: '2026-11-10T00:00:00Z' })] },
  ],
  ['a period retired before it began', { periods: [period(1, { retiredOn: EARLIER })] }],
  ['a period compromised before it began', { periods: [period(1, { compromisedSince: EARLIER })] }],
  ['a period that is announced', { periods: [period(1, { from: LATER })] }],
  ['a retirement that is announced', { periods: [period(1, { retiredOn: LATER })] }],
  ['a member more in a period', { periods: [{ ...period(1), note: '' }] }],
  ['nobody', { members: [] }],
  ['no administrator', { members: [second] }],
  ['a revoked administrator only', { members: [{ ...first, revoked: '2026-11-20T00:00:00Z' }, second] }],
  [
    '501 members',
    { members: Array.from({ length: 501 }, (_, index) => certificate(index + 1, { roles: ['administrator'] })) },
  ],
  ['one number twice', { members: [first, { ...second, number: 1 }] }],
  ['one person with two numbers', { members: [first, { ...second, signingKey: first.signingKey }] }],
  ['one recipient for two members', { members: [first, { ...second, recipient: first.recipient }] }],
  ['a member with the key of a period', { members: [first, { ...second, recipient: recipientAt(1) }] }],
  ['a kit with the key of a member', { recoveryKit: first.recipient }],
  ['an unknown role', { members: [{ ...first, roles: ['administrator', 'owner'] }] }],
  ['a role twice', { members: [{ ...first, roles: ['administrator', 'administrator'] }] }],
  ['no role', { members: [first, { ...second, roles: [] }] }],
  ['a signing key of low order', { members: [first, { ...second, signingKey: lowOrder }] }],
  ['a signing key that is too short', { members: [first, { ...second, signingKey: signingKeyAt(2).slice(2) }] }],
  ['a revocation before the beginning', { members: [first, { ...second, revoked: EARLIER }] }],
  ['a revocation that is announced', { members: [first, { ...second, revoked: LATER }] }],
  ['a name', { members: [{ ...first, name: 'Ana' }] }],
];

it.each(BROKEN)('is neither signed nor read with %s', async (_, broken) => {
  const payload = { ...statement(), ...broken } as Statement;
  expect(await codeFor(signed(payload))).toBe('BAD_STATEMENT');
  expect(await codeOf(() => signStatement(payload, enrolment.signingKey))).toBe('BAD_STATEMENT');
});

it('says which rule was broken', async () => {
  const jws = signed(statement({ members: [second] }));
  await expect(jws.then((text) => verifyStatement(text, enrolment.publicKey))).rejects.toThrow(
    "The organisation's statement is refused: it has no administrator.",
  );
});

it('expires', () => {
  expect(hasExpired(statement(), new Date('2026-12-22T09:59:59Z'))).toBe(false);
  expect(hasExpired(statement(), new Date('2026-12-22T10:00:00Z'))).toBe(true);
});

it('refuses any other signed value and any other text', async () => {
  const member = fc.oneof(fc.constantFrom<unknown>(...Object.values(statement())), fc.jsonValue());
  const names = Object.keys(statement());
  const likely = fc.record(Object.fromEntries(names.map((name) => [name, member])));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), likely), async (payload) => {
      expect([null, 'BAD_STATEMENT']).toContain(await codeFor(signed(payload)));
    }),
  );
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      expect(await codeOf(() => verifyStatement(text, enrolment.publicKey))).toBe('BAD_JWS');
    }),
  );
});
