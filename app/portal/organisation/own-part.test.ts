import { expect, it } from 'vitest';
import { ownPart } from './own-part.ts';

const colleague = { isMe: false, number: 1, roles: ['administrator', 'caseworker'] };

it.each([
  ['outside', null],
  ['outside', { members: [colleague] }],
  ['waits', { members: [colleague, { isMe: true, number: null, roles: ['caseworker'] }] }],
  ['caseworker', { members: [colleague, { isMe: true, number: 2, roles: ['caseworker'] }] }],
  ['colleague', { members: [colleague, { isMe: true, number: 2, roles: ['administrator'] }] }],
])('is %s', (part, own) => {
  expect(ownPart(own)).toBe(part);
});
