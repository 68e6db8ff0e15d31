import { expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { listMatters } from './matter/list.ts';
import { newThread } from './test-support/matters.ts';
import { OURS } from './test-support/stored-events.ts';

/** Urgent matters are begun on 22 November at 1 UTC and decided within 72 hours. */
function figuresAt(now: string, ...threads: ReturnType<typeof newThread>[]) {
  const events = threads.flatMap(({ events: each }, place) =>
    each.map((stored) => ({
      ...stored,
      event: { ...stored.event, thread: `${String.fromCharCode(65 + place).repeat(21)}A` },
    })),
  );
  const matters = listMatters(events, new Map(), { own: OURS, undelivered: new Set() }, new Date(now));
  return figuresOf(matters, OURS, new Date(now));
}

it('counts what was answered in time, late and not at all, by who was asked', () => {
  const answered = newThread();
  answered.them('enquiry');
  answered.us('enquiry_answered');
  answered.them('referral');
  answered.us('declined', { at: '2026-11-26T00:00:00Z', receivedHour: '2026-11-26T00:00:00Z' });
  answered.them('closed');
  const silent = newThread();
  silent.us('enquiry');
  expect(figuresAt('2026-11-26T12:00:00Z', answered, silent)).toEqual({
    received: { inTime: 1, late: 1, silent: 0, waiting: 0 },
    sent: { inTime: 0, late: 0, silent: 1, waiting: 0 },
    declined: { no_capacity: 1 },
    closed: { service_completed: 1 },
  });
});

it('waits as long as there is time', () => {
  const asked = newThread();
  asked.us('enquiry');
  expect(figuresAt('2026-11-22T02:00:00Z', asked).sent).toEqual({ inTime: 0, late: 0, silent: 0, waiting: 1 });
});
