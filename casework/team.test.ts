import { expect, it } from 'vitest';
import type { StoredEvent } from './conversation.ts';
import { teamsOf } from './team.ts';
import { fromThem, hashAt, OURS, toOurselves } from './test-support/stored-events.ts';

const THREAD = 'AAAAAAAAAAAAAAAAAAAAAQ';
const OTHER = 'AAAAAAAAAAAAAAAAAAAAAg';

function naming(
  place: number,
  members: number[],
  { thread = THREAD, ...stored }: Partial<StoredEvent> & { thread?: string } = {},
) {
  const body = { thread, members, deputy: null };
  return toOurselves(place, { kind: 'team', body, after: place === 1 ? [] : [hashAt(place - 1)] }, stored);
}
const membersOf = (events: readonly StoredEvent[], thread = THREAD) => teamsOf(OURS, events).get(thread)?.members;

it('believes the last word on each thread', () => {
  const words = [naming(3, [3]), naming(1, [1]), naming(2, [2], { thread: OTHER })];
  expect(membersOf(words)).toEqual([3]);
  expect(membersOf(words, OTHER)).toEqual([2]);
  expect(membersOf([...words, naming(4, [])])).toEqual([]);
  expect(membersOf([])).toBeUndefined();
});

it('lets the hash decide between two who spoke at once, for every reader alike', () => {
  const both = [toOurselves(1, { ...naming(1, [1]).event }), toOurselves(2, { ...naming(1, [2]).event })];
  expect(membersOf(both)).toEqual([2]);
  expect(membersOf(both.toReversed())).toEqual([2]);
});

it('takes no unproven word', () => {
  expect(membersOf([naming(1, [1]), naming(2, [2], { isUnproven: true })])).toEqual([1]);
});

it.each([
  ['without members', { thread: THREAD, deputy: null }],
  ['of a member that is no number', { thread: THREAD, members: ['2'], deputy: null }],
  ['of member nought', { thread: THREAD, members: [0], deputy: null }],
  [
    'of fifty-one members',
    { thread: THREAD, members: Array.from({ length: 51 }, (_, place) => place + 1), deputy: null },
  ],
  ['on no thread', { thread: 'all', members: [2], deputy: null }],
  ['with a member more', { thread: THREAD, members: [2], deputy: null, note: '' }],
  ['of nothing', null],
])('passes over a word %s', (_, body) => {
  expect(membersOf([naming(1, [1]), toOurselves(2, { kind: 'team', body, after: [hashAt(1)] })])).toEqual([1]);
});

it('takes no word of others, and none that was said in another kind', () => {
  const { kind, body } = naming(2, [2]).event;
  expect(membersOf([naming(1, [1]), fromThem(2, { kind, body })])).toEqual([1]);
  expect(membersOf([naming(1, [1]), toOurselves(2, { body, after: [hashAt(1)] })])).toEqual([1]);
});

it('knows who stands in', () => {
  const body = { thread: THREAD, members: [1, 2], deputy: 3 };
  expect(teamsOf(OURS, [toOurselves(1, { kind: 'team', body })]).get(THREAD)).toEqual(body);
});
