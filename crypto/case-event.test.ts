import { expect, it } from 'vitest';
import { MOST_HEADS, readCaseEvent } from './case-event.ts';
import { ShapeError } from './shape.ts';
import { caseEvent } from './test-support/events.ts';
import { uuidAt } from './test-support/statements.ts';

const hash = (place: number) => place.toString(16).padStart(64, '0');
const hashes = (count: number) => Array.from({ length: count }, (_, place) => hash(place));

it.each([
  ['every end that a thread may have', { after: hashes(MOST_HEADS) }],
  ['a kind that nobody knows', { kind: 'a'.repeat(40) }],
  ['a kind of two words', { kind: 'consent_withdrawn' }],
  ['a body that is null', { body: null }],
  ['the last sign of a thread code, whatever its two bits', { thread: 'zzzzzzzzzzzzzzzzzzzz_w' }],
])('reads %s', (_, changes) => {
  expect(readCaseEvent(caseEvent(changes))).toEqual(caseEvent(changes));
});

it.each([
  ['an envelope in capitals', { envelope: uuidAt(1).toUpperCase() }],
  ['no sender', { sender: '' }],
  ['a receiver alone', { receiver: uuidAt(3) }],
  ['another scheme', { receiver: { scheme: 'circle', organisation: uuidAt(3) } }],
  ['a receiver with a member more', { receiver: { scheme: 'period', organisation: uuidAt(3), period: uuidAt(4) } }],
  ['a receiver that is no UUID', { receiver: { scheme: 'period', organisation: '3' } }],
  ['a thread code with bits behind its end', { thread: 'AAAAAAAAAAAAAAAAAAAAAB' }],
  ['a thread code of 136 bits', { thread: 'AAAAAAAAAAAAAAAAAAAAAAA' }],
  ['a thread code that is no text', { thread: ['AAAAAAAAAAAAAAAAAAAAAA'] }],
  ['author nought', { author: 0 }],
  ['half a statement', { statement: 1.5 }],
  ['a counter as text', { counter: '1' }],
  ['a time with parts of a second', { at: '2026-11-22T10:12:13.000Z' }],
  ['a day that does not exist', { at: '2026-02-30T10:12:13Z' }],
  ['one end too many', { after: hashes(MOST_HEADS + 1) }],
  ['a hash in capitals', { after: ['A'.repeat(64)] }],
  ['half a hash', { after: ['a'.repeat(32)] }],
  ['hashes out of order', { after: [hash(2), hash(1)] }],
  ['a hash that stands twice', { after: [hash(1), hash(1)] }],
  ['no kind', { kind: '' }],
  ['a kind in capitals', { kind: 'Message' }],
  ['a kind of 41 signs', { kind: 'a'.repeat(41) }],
  ['a member more', { subject: 'Guten Tag' }],
])('refuses %s', (_, changes) => {
  expect(() => readCaseEvent({ ...caseEvent(), ...changes })).toThrow(ShapeError);
});

it.each(Object.keys(caseEvent()))('refuses an event without %s', (name) => {
  const { [name as keyof ReturnType<typeof caseEvent>]: _, ...others } = caseEvent();
  expect(() => readCaseEvent(others)).toThrow(ShapeError);
});
