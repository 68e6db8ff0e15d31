import { describe, expect, it } from 'vitest';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { casesOf } from '../case/case.ts';
import { newThread } from '../test-support/matters.ts';
import { fromThem, OURS, THEIRS, toOurselves } from '../test-support/stored-events.ts';
import { listMatters, type Reader } from './list.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const OWN_THREAD = 'OOOOOOOOOOOOOOOOOOOOOA';
const READER: Reader = { own: OURS, undelivered: new Set() };

describe('the list of matters', () => {
  it('has those in which somebody acts, and no mere conversations', () => {
    const { events } = newThread();
    events.push(fromThem(1));
    expect(listMatters(events, new Map(), READER, NOW)).toEqual([]);
    const asked = newThread();
    asked.them('enquiry');
    expect(listMatters(asked.events, new Map(), READER, NOW)).toMatchObject([
      { counterpart: THEIRS, case: null, matter: { state: 'ENQUIRY_SENT', side: 'asked', turn: [OURS] } },
    ]);
  });

  it('names the case in which the own organisation counts it', () => {
    const asked = newThread();
    const { event } = asked.us('enquiry');
    const id = uuidAt(0xc);
    const noted = [
      toOurselves(101, { thread: OWN_THREAD, kind: 'case_begun', body: { case: id, label: 'Invented' } }),
      toOurselves(102, {
        thread: OWN_THREAD,
        kind: 'case_thread',
        body: { case: id, counterpart: THEIRS, thread: event.thread },
        after: [toOurselves(101).hash],
      }),
    ];
    const [listed] = listMatters([...asked.events, ...noted], casesOf(noted), READER, NOW);
    expect(listed?.case).toEqual({ id, label: 'Invented' });
  });
});
