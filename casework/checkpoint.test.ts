import { describe, expect, it } from 'vitest';
import { toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { readCheckpoint } from './checkpoint.ts';
import { unlessMalformed } from './unless-malformed.ts';

const KEPT = {
  signed: { payload: toBase64url(toUtf8('{}')), signatures: [{ protected: 'x', signature: 'x' }] },
  receivedHour: '2026-11-22T10:00:00Z',
};

describe('a checkpoint', () => {
  it('is read with everything that it keeps', () => {
    expect(readCheckpoint({ events: [KEPT, KEPT] })).toEqual([KEPT, KEPT]);
  });

  it.each([
    ['without events', { events: [] }],
    ['with more than one can hold', { events: Array.from({ length: 201 }, () => KEPT) }],
    ['with what nobody signed', { events: [{ ...KEPT, signed: { ...KEPT.signed, signatures: [] } }] }],
    ['of no hour', { events: [{ ...KEPT, receivedHour: 'yesterday' }] }],
    ['with something besides', { events: [KEPT], more: 1 }],
    ['that is a text', 'events'],
    ['that is nothing', null],
  ])('is not read %s', (_, body) => {
    expect(unlessMalformed(() => readCheckpoint(body))).toBeNull();
  });
});
