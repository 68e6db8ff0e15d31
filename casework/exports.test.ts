import { expect, it } from 'vitest';
import { exportsOf } from './exports.ts';
import { fromThem, OURS, THEIRS } from './test-support/stored-events.ts';

const matter = { counterpart: THEIRS, thread: 'A'.repeat(22) };
const noted = (place: number, body: unknown, kind = 'exported') =>
  fromThem(place, { sender: OURS, kind, body, after: [], at: `2026-11-22T10:00:0${place}Z` });

it('knows who took a matter out and when, and nothing of other matters', () => {
  const events = [
    noted(1, matter),
    noted(2, { ...matter, thread: 'B'.repeat(22) }),
    noted(3, { ...matter, counterpart: OURS }),
    noted(4, matter, 'team'),
    noted(5, { ...matter, more: 1 }),
    noted(6, null),
  ];
  expect(exportsOf(events, matter)).toEqual([{ by: events[0]?.event.author, at: '2026-11-22T10:00:01Z' }]);
});
