import { describe, expect, it } from 'vitest';
import type { StoredEvent } from './conversation.ts';
import { converse, counterpartOf } from './conversation.ts';
import { fromThem, fromUs, hashAt, OURS, saying, THEIRS, toOurselves } from './test-support/stored-events.ts';

const entriesOf = (...events: StoredEvent[]) => converse(OURS, events).entries;
const mark = (...envelopes: StoredEvent[]) => ({
  kind: 'opened',
  body: { envelopes: envelopes.map(({ event }) => event.envelope) },
});

it('names thread and counterpart, whoever began', () => {
  for (const first of [fromUs(1), fromThem(1)]) {
    expect(converse(OURS, [first])).toMatchObject({ thread: first.event.thread, counterpart: THEIRS });
  }
  expect(counterpartOf(OURS, toOurselves(1))).toBe(OURS);
  expect(converse(OURS, [])).toEqual({ thread: '', counterpart: '', entries: [], heads: [], gaps: [] });
});

it('shows messages in their order, with the words, and says what is missing', () => {
  const conversation = converse(OURS, [fromThem(3, { counter: 1, after: [hashAt(1), hashAt(2)] }), fromUs(1)]);
  expect(conversation.entries.map(({ message }) => message?.text)).toEqual(['words 1', 'words 3']);
  expect(conversation).toMatchObject({ heads: [hashAt(3)], gaps: [{ by: 'hash', hash: hashAt(2) }] });
});

it.each([
  ['of another kind', { kind: 'a_kind_to_come', body: null }],
  ['in another form', { body: { text: 'words' } }],
])('shows that there is something %s, and nothing of it', (_, changes) => {
  expect(entriesOf(fromThem(1, changes))).toMatchObject([{ sender: THEIRS, message: null }]);
});

describe('what was opened', () => {
  const [first, second] = [fromUs(1), fromUs(2)];

  it('is said by its receiver, with the time of the first mark', () => {
    const one = fromThem(3, { ...mark(first), at: '2026-11-22T11:00:00Z' });
    const again = fromThem(4, { ...mark(first), at: '2026-11-22T12:00:00Z', after: [one.hash] });
    expect(entriesOf(again, first, second, one).map(({ openedAt }) => openedAt)).toEqual([
      '2026-11-22T11:00:00Z',
      null,
    ]);
  });

  it('shows no mark among the messages', () => {
    expect(entriesOf(first, fromThem(3, mark(first)))).toHaveLength(1);
  });

  it.each([
    ['its own sender says', fromUs(3, mark(first))],
    ['an unproven mark says', fromThem(3, mark(first), { isUnproven: true })],
    ['a malformed mark says', fromThem(3, { kind: 'opened', body: { envelopes: first.event.envelope } })],
    ['a message says', fromThem(3, { body: mark(first).body })],
  ])('is not what %s', (_, said) => {
    expect(entriesOf(first, said)[0]?.openedAt).toBeNull();
  });
});

describe('what was written without having read the one before it', () => {
  const concurrent = (...events: StoredEvent[]) =>
    entriesOf(...events)
      .filter(({ isConcurrent }) => isConcurrent)
      .map(({ hash }) => hash);

  it('is marked when both wrote at once', () => {
    expect(concurrent(fromUs(1), fromThem(2))).toEqual([hashAt(2)]);
  });

  it('is not when it follows, directly or through others', () => {
    const chain = [
      fromUs(1),
      fromThem(2, { ...mark(fromUs(1)), after: [hashAt(1)] }),
      fromThem(3, { after: [hashAt(2)] }),
    ];
    expect(concurrent(...chain)).toEqual([]);
  });

  it('is not said of what follows something that is missing', () => {
    expect(concurrent(fromUs(1), fromThem(3, { after: [hashAt(2)] }))).toEqual([]);
  });
});

it('says that something is unproven, and shows it', () => {
  expect(entriesOf(fromThem(1, {}, { isUnproven: true }))).toMatchObject([
    { isUnproven: true, message: saying('words 1') },
  ]);
});

it.each([
  ['2026-11-22T10:00:00Z', '2026-11-22T10:59:59Z', false],
  ['2026-11-22T10:00:00Z', '2026-11-22T07:00:00Z', false],
  ['2026-11-22T10:00:00Z', '2026-11-22T06:59:59Z', true],
  ['2026-11-22T10:00:00Z', '2026-11-22T12:00:00Z', false],
  ['2026-11-22T10:00:00Z', '2026-11-22T12:00:01Z', true],
])('stored in the hour of %s, written at %s: delayed is %s', (receivedHour, at, isDelayed) => {
  expect(entriesOf(fromThem(1, { at }, { receivedHour }))).toMatchObject([{ isDelayed }]);
});
