import { describe, expect, it } from 'vitest';
import { readChoice } from './choice.ts';

const STATES = [
  { code: 'AT', name: 'Austria', ownNames: [] },
  { code: 'MD', name: 'Moldova', ownNames: [] },
  { code: 'RO', name: 'Romania', ownNames: [] },
];

describe('the chosen countries', () => {
  it.each([
    [
      ['AT', 'RO'],
      ['AT', 'RO'],
    ],
    [
      ['AT', 'RO', 'MD'],
      ['AT', 'RO', 'MD'],
    ],
    [
      ['at', ' ro ', ''],
      ['AT', 'RO'],
    ],
    [
      ['AT', '', 'MD'],
      ['AT', 'MD'],
    ],
    [
      ['', 'RO', 'MD'],
      ['RO', 'MD'],
    ],
    [[null, undefined, ''], []],
  ])('%j are %j', (given, codes) => expect(readChoice(given, STATES)).toEqual({ codes, refusal: null }));

  it.each([
    [['RO', null], { text: 'compare.second', state: 'Romania' }],
    [['RO', 'ro'], { text: 'compare.same', state: 'Romania' }],
    [['RO', 'MD', 'RO'], { text: 'compare.same', state: 'Romania' }],
    [['RO', 'XX'], { text: 'compare.noSuch', code: 'XX' }],
    [['XX', 'XX'], { text: 'compare.noSuch', code: 'XX' }],
    [['__proto__', 'RO'], { text: 'compare.noSuch', code: '__PROTO__' }],
    [['a'.repeat(5000)], { text: 'compare.noSuch', code: 'AAAAAAAAAA' }],
  ])('%j are refused', (given, refusal) => expect(readChoice(given, STATES).refusal).toEqual(refusal));
});
