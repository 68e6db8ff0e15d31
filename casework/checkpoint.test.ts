import { describe, expect, it } from 'vitest';
import { toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { goesSoon, readCheckpoint } from './checkpoint.ts';
import { listMatters } from './matter/list.ts';
import { newThread } from './test-support/matters.ts';
import { hashAt, OURS } from './test-support/stored-events.ts';
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

describe('an enquiry that nobody has written in for 300 days', () => {
  const later = (days: number) => new Date(Date.UTC(2026, 10, 22, 1) + days * 86_400_000);
  const listed = (events: Parameters<typeof listMatters>[0]) =>
    listMatters(events, new Map(), { own: OURS, undelivered: new Set() }, later(0));

  it('is said to go soon, as long as it is not over and nobody has promised anything', () => {
    const thread = newThread();
    thread.us('enquiry');
    expect(listed(thread.events).map((each) => goesSoon(each, later(300)))).toEqual([false]);
    expect(listed(thread.events).map((each) => goesSoon(each, later(301)))).toEqual([true]);
    thread.us('closed');
    expect(listed(thread.events).map((each) => goesSoon(each, later(301)))).toEqual([false]);
    const promised = newThread();
    promised.us('referral');
    promised.them('accepted');
    expect(listed(promised.events).map((each) => goesSoon(each, later(301)))).toEqual([false]);
  });
});
