import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Acknowledgement, signAcknowledgement, verifyAcknowledgement } from './acknowledgement.ts';
import { type Bytes, toBase64url } from './bytes.ts';
import { type DeletionReceipt, signDeletionReceipt, verifyDeletionReceipt } from './deletion-receipt.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { signJws, type Typ } from './jws.ts';
import { type Receipt, signReceipt, verifyReceipt } from './receipt.ts';
import { anyText } from './test-support/arbitrary.ts';
import { codeOf } from './test-support/code-of.ts';
import { uuidAt } from './test-support/statements.ts';

const node = await newSigningKeyPair();
const other = await newSigningKeyPair();
const HASH = 'ab'.repeat(32);
const HOUR = '2026-11-22T10:00:00Z';

const receipt: Receipt = {
  envelope: uuidAt(1),
  sha256: HASH,
  sender: uuidAt(2),
  receiver: uuidAt(3),
  hour: HOUR,
};
const deletion: DeletionReceipt = { organisation: uuidAt(3), ids: [uuidAt(1), uuidAt(2)], hour: HOUR };
const acknowledgement: Acknowledgement = {
  organisation: uuidAt(3),
  envelopes: [
    { id: uuidAt(1), sha256: HASH },
    { id: uuidAt(2), sha256: HASH },
  ],
};

type Sign = (value: never, key: Bytes) => Promise<string>;
type Verify = (jws: string, key: Bytes) => Promise<unknown>;

interface Kind {
  name: string;
  typ: Typ;
  code: string;
  good: object;
  sign: Sign;
  verify: Verify;
  broken: Record<string, object>;
}

const manyIds = Array.from({ length: 1001 }, (_, place) => uuidAt(place));

const KINDS: Kind[] = [
  {
    name: 'a receipt',
    typ: 'nrm-receipt',
    code: 'BAD_RECEIPT',
    good: receipt,
    sign: signReceipt,
    verify: verifyReceipt,
    broken: {
      'a minute': { hour: '2026-11-22T10:01:00Z' },
      'a second': { hour: '2026-11-22T10:00:01Z' },
      'an hour that does not exist': { hour: '2026-11-22T24:00:00Z' },
      'no envelope': { envelope: 'x' },
      'an id in capitals': { sender: uuidAt(10).toUpperCase() },
      'half a hash': { sha256: 'ab' },
      'something more': { subject: 'referral' },
    },
  },
  {
    name: 'a deletion receipt',
    typ: 'nrm-deletion',
    code: 'BAD_RECEIPT',
    good: deletion,
    sign: signDeletionReceipt,
    verify: verifyDeletionReceipt,
    broken: {
      'a minute': { hour: '2026-11-22T10:01:00Z' },
      'no envelope': { ids: [] },
      'an envelope twice': { ids: [uuidAt(1), uuidAt(1)] },
      'more than a thousand': { ids: manyIds },
      'something more': { reason: 'withdrawn' },
    },
  },
  {
    name: 'an acknowledgement',
    typ: 'nrm-acknowledgement',
    code: 'BAD_ACKNOWLEDGEMENT',
    good: acknowledgement,
    sign: signAcknowledgement,
    verify: verifyAcknowledgement,
    broken: {
      'no envelope': { envelopes: [] },
      'an envelope twice': {
        envelopes: [
          { id: uuidAt(1), sha256: HASH },
          { id: uuidAt(1), sha256: 'cd'.repeat(32) },
        ],
      },
      'more than a thousand': { envelopes: manyIds.map((id) => ({ id, sha256: HASH })) },
      'no hash': { envelopes: [{ id: uuidAt(1) }] },
      'a time': { at: HOUR },
    },
  },
];

describe.each(KINDS)('$name', ({ typ, code, good, sign, verify, broken }) => {
  const signed = (payload: unknown, as: Typ = typ, by = toBase64url(node.publicKey)) =>
    signJws({ typ: as, kid: by, payload, signingKey: node.signingKey });

  it('is signed, is always the same text, and is read back', async () => {
    const jws = await sign(good as never, node.signingKey);
    expect(await sign(good as never, node.signingKey)).toBe(jws);
    expect(await verify(jws, node.publicKey)).toEqual(good);
  });

  it('is refused under another key, and as something else', async () => {
    const jws = await sign(good as never, node.signingKey);
    expect(await codeOf(() => verify(jws, other.publicKey))).toBe('BAD_SIGNATURE');
    const asElse = await signed(good, 'nrm-statement');
    expect(await codeOf(() => verify(asElse, node.publicKey))).toBe('WRONG_TYP');
    const byOther = await signed(good, typ, toBase64url(other.publicKey));
    expect(await codeOf(() => verify(byOther, node.publicKey))).toBe(code);
  });

  it.each(Object.entries(broken))('is neither signed nor read with %s', async (_, changes) => {
    const payload = { ...good, ...changes };
    const jws = await signed(payload);
    expect(await codeOf(() => verify(jws, node.publicKey))).toBe(code);
    expect(await codeOf(() => sign(payload as never, node.signingKey))).toBe(code);
  });

  it('refuses any other signed value and any other text', async () => {
    const member = fc.oneof(fc.constantFrom<unknown>(...Object.values(good)), fc.jsonValue());
    const likely = fc.record(Object.fromEntries(Object.keys(good).map((name) => [name, member])));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), likely), async (payload) => {
        const jws = await signed(payload);
        expect([null, code]).toContain(await codeOf(() => verify(jws, node.publicKey)));
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(await codeOf(() => verify(text, node.publicKey))).toBe('BAD_JWS');
      }),
    );
  });
});
