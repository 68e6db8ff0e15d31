import { expect, it } from 'vitest';
import { assertUnique, fieldsOf, listOf, matching, oneOf, ordinal, orNull, ShapeError, text, uuid } from './shape.ts';

it('gives back what has the right shape', () => {
  expect(fieldsOf({ b: 1, a: null }, ['a', 'b'])).toEqual({ a: null, b: 1 });
  expect(listOf(['a'], 1, text)).toEqual(['a']);
  expect(matching('ab', /^a/, 'a word')).toBe('ab');
  expect(uuid('0e7c3f6a-2d4b-4c53-9d57-0a6f7c1d2e3f')).toBe('0e7c3f6a-2d4b-4c53-9d57-0a6f7c1d2e3f');
  expect(ordinal(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
  expect(oneOf('a', ['b', 'a'])).toBe('a');
  expect([orNull(null, text), orNull('a', text)]).toEqual([null, 'a']);
  assertUnique([], 'it');
});

it.each([
  ['a member more', () => fieldsOf({ a: 1, b: 2 }, ['a'])],
  ['a member less', () => fieldsOf({}, ['a'])],
  ['two members whose names look like one', () => fieldsOf({ 'a,b': 1 }, ['a', 'b'])],
  ['an inherited member', () => fieldsOf(JSON.parse('{"__proto__":{"a":1}}'), ['a'])],
  ['a list for an object', () => fieldsOf([], [])],
  ['an object for a list', () => listOf({ length: 0 }, 1, text)],
  ['too long a list', () => listOf(['a', 'b'], 1, text)],
  ['a number for a text', () => text(1)],
  ['a list for a text', () => matching(['ab'], /^a/, 'a word')],
  ['a UUID in capitals', () => uuid('0E7C3F6A-2D4B-4C53-9D57-0A6F7C1D2E3F')],
  ['nought', () => ordinal(0)],
  ['half a number', () => ordinal(1.5)],
  ['a number too large to count', () => ordinal(2 ** 53)],
  ['another choice', () => oneOf('c', ['a', 'b'])],
  ['nothing for null', () => orNull(undefined, text)],
  ['the same twice', () => assertUnique(['a', 'b', 'a'], 'it')],
])('refuses %s', (_, read) => {
  expect(read).toThrow(ShapeError);
});
