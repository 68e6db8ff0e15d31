import { describe, expect, it } from 'vitest';
import { uuidAt } from '#crypto/test-support/statements.ts';
import type { StoredEvent } from './conversation.ts';
import { listConversations, searchConversations, unacknowledged } from './inbox.ts';
import { fromThem, fromUs, hashAt, OURS, saying, THEIRS, toOurselves } from './test-support/stored-events.ts';

const OTHER_THREAD = 'AAAAAAAAAAAAAAAAAAAAAQ';
const mark = (...envelopes: StoredEvent[]) => ({
  kind: 'opened',
  body: { envelopes: envelopes.map(({ event }) => event.envelope) },
});
const listOne = (...events: StoredEvent[]) => {
  const list = listConversations(OURS, events);
  expect(list).toHaveLength(1);
  return list[0];
};

describe('a conversation in the list', () => {
  const question = fromUs(1);
  const answer = fromThem(2, { counter: 1, after: [question.hash], at: '2026-11-22T11:00:00Z' });

  it('waits for them after our words, and says whether they have opened these', () => {
    expect(listOne(question)).toMatchObject({ lastIsOurs: true, isLastOpened: false, unopened: 0, hasGaps: false });
    expect(listOne(question, fromThem(2, { ...mark(question), counter: 1 }))).toMatchObject({
      lastIsOurs: true,
      isLastOpened: true,
    });
  });

  it('waits for us after theirs, and counts what nobody here has opened', () => {
    expect(listOne(question, answer)).toMatchObject({
      counterpart: THEIRS,
      last: 'words 2',
      lastAt: '2026-11-22T11:00:00Z',
      lastIsOurs: false,
      unopened: 1,
    });
    expect(listOne(question, answer, fromUs(3, { ...mark(answer), counter: 2 }))).toMatchObject({ unopened: 0 });
  });

  it('shows the beginning of long words, and nothing of what it does not know', () => {
    expect(listOne(fromThem(1, { body: saying('x'.repeat(500)) }))?.last).toBe('x'.repeat(120));
    expect(listOne(fromThem(1, { kind: 'a_kind_to_come' }))).toMatchObject({ last: '', unopened: 1 });
  });

  it('says that something is missing', () => {
    expect(listOne(fromThem(2))).toMatchObject({ hasGaps: true });
  });

  it('of which only marks are here stands there without words', () => {
    expect(listOne(fromThem(1, mark(question)))).toMatchObject({
      last: '',
      lastAt: '',
      lastIsOurs: false,
      unopened: 0,
    });
  });
});

it('keeps matters and organisations apart, the newest first, and leaves out what we wrote to ourselves', () => {
  const elsewhere = { scheme: 'period', organisation: uuidAt(0xc) } as const;
  const list = listConversations(OURS, [
    fromUs(1, { at: '2026-11-20T10:00:00Z' }),
    fromUs(2, { at: '2026-11-22T10:00:00Z', thread: OTHER_THREAD }),
    fromUs(3, { at: '2026-11-21T10:00:00Z', receiver: elsewhere }),
    toOurselves(4),
  ]);
  expect(list.map(({ last, counterpart }) => [last, counterpart])).toEqual([
    ['words 2', THEIRS],
    ['words 3', uuidAt(0xc)],
    ['words 1', THEIRS],
  ]);
});

it('shows who of ours works on it', () => {
  const { thread } = fromUs(1).event;
  const team = { thread, members: [2], deputy: null };
  const word = toOurselves(2, { kind: 'team', body: team, thread: OTHER_THREAD });
  expect(listOne(fromUs(1), word)).toMatchObject({ team });
});

describe('search', () => {
  const found = (words: string, ...texts: string[]) =>
    searchConversations(
      OURS,
      texts.map((text, place) => fromThem(place + 1, { body: saying(text) })),
      words,
    ).length > 0;

  it.each([
    ['strasse', 'Die Straße am Hafen'],
    ['STRASSE', 'straße'],
    ['straße', 'STRASSE'],
    ['istanbul', 'İSTANBUL'],
    ['İstanbul', 'istanbul'],
    ['ISPARTA', 'ısparta'],
    ['ısparta', 'Isparta'],
    ['chisinau', 'Chișinău'],
    ['CHIŞINĂU', 'chișinau'],
    ['école', 'ECOLE'],
    ['йод', 'ИОД'],
    ['σοφος', 'ΣΟΦΌΣ'],
    ['محمد', 'مُحَمَّد'],
    ['ﬁnd', 'they find'],
    ['ngo 2', 'ＮＧＯ ②'],
    ['  here   there ', 'There, and HERE'],
    ['\u00e9te', 'e\u0301te\u0301'],
  ])('finds "%s" in "%s"', (words, text) => {
    expect(found(words, text)).toBe(true);
  });

  it('finds a conversation that has every word somewhere, names of files too', () => {
    expect(found('shelter romania', 'a Shelter', 'in Romania')).toBe(true);
    expect(found('shelter france', 'a Shelter', 'in Romania')).toBe(false);
    const named = fromThem(1, { body: saying('words', ['Überweisung.pdf']) });
    expect(searchConversations(OURS, [named], 'uberweisung')).toHaveLength(1);
  });

  it.each(['', '   ', '\u0301'])('finds nothing for %j', (words) => {
    expect(found(words, 'words')).toBe(false);
  });

  it('does not look into what it does not know, nor into what we wrote to ourselves', () => {
    expect(searchConversations(OURS, [fromThem(1, { kind: 'a_kind_to_come' })], 'words')).toEqual([]);
    expect(searchConversations(OURS, [toOurselves(1)], 'words')).toEqual([]);
  });
});

describe('what we have not said to have opened', () => {
  const [first, second] = [fromThem(1), fromThem(2, { after: [hashAt(1)] })];
  const [a, b] = [first.event.envelope, second.event.envelope];

  it('is what no mark of ours names', () => {
    expect(unacknowledged(OURS, [first, second, fromUs(3)])).toEqual({ messages: [a, b], marks: [] });
    expect(unacknowledged(OURS, [first, second, fromUs(3, mark(first))])).toEqual({ messages: [b], marks: [] });
  });

  it('has what is of a kind that is not known', () => {
    expect(unacknowledged(OURS, [fromThem(1, { kind: 'a_kind_to_come' })]).messages).toEqual([a]);
  });

  it('has their marks until one of ours stands behind them', () => {
    const question = fromUs(1);
    const theirs = fromThem(2, { ...mark(question), after: [question.hash] });
    expect(unacknowledged(OURS, [question, theirs]).marks).toEqual([theirs.event.envelope]);
    const answer = fromThem(3, { after: [theirs.hash] });
    const ours = fromUs(4, { ...mark(answer), after: [answer.hash] });
    expect(unacknowledged(OURS, [question, theirs, answer, ours])).toEqual({ messages: [], marks: [] });
    const later = fromThem(5, { ...mark(ours), after: [ours.hash] });
    expect(unacknowledged(OURS, [question, theirs, answer, ours, later]).marks).toEqual([later.event.envelope]);
  });

  it('keeps their mark although a message of ours stands behind it', () => {
    const theirs = fromThem(1, mark(fromUs(9)));
    expect(unacknowledged(OURS, [theirs, fromUs(2, { after: [theirs.hash] })]).marks).toEqual([theirs.event.envelope]);
  });
});
