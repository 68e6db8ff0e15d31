import { describe, expect, it } from 'vitest';
import { toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { readCheckpoint } from './checkpoint.ts';
import { hashAt } from './test-support/stored-events.ts';
import { unlessMalformed } from './unless-malformed.ts';

const KEPT = {
  signed: { payload: toBase64url(toUtf8('{}')), signatures: [{ protected: 'x', signature: 'x' }] },
  receivedHour: '2026-11-22T10:00:00Z',
  period: uuidAt(1),
};
const GONE = { hash: hashAt(1), after: [hashAt(2)] };

describe('a checkpoint', () => {
  it('is read with everything that it keeps', () => {
    expect(readCheckpoint({ events: [KEPT, KEPT], gone: [GONE] })).toEqual({ events: [KEPT, KEPT], gone: [GONE] });
  });

  it.each([
    ['without events', { events: [], gone: [] }],
    ['with more than one can hold', { events: Array.from({ length: 201 }, () => KEPT), gone: [] }],
    ['with what nobody signed', { events: [{ ...KEPT, signed: { ...KEPT.signed, signatures: [] } }], gone: [] }],
    ['of no hour', { events: [{ ...KEPT, receivedHour: 'yesterday' }], gone: [] }],
    ['with something besides', { events: [KEPT], gone: [], more: 1 }],
    ['of no period', { events: [{ ...KEPT, period: 'the last one' }], gone: [] }],
    ['with what is gone without a hash', { events: [], gone: [{ ...GONE, hash: 'x' }] }],
    ['that is a text', 'events'],
    ['that is nothing', null],
  ])('is not read %s', (_, body) => {
    expect(unlessMalformed(() => readCheckpoint(body))).toBeNull();
  });
});
