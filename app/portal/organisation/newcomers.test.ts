import { expect, it } from 'vitest';
import { toCertify } from './newcomers.ts';

const administrator = { isMe: true, roles: ['administrator'] };
const caseworker = { isMe: true, roles: ['caseworker'] };
const invitations = [
  { signInName: null, isCertified: false },
  { signInName: 'certified', isCertified: true },
  { signInName: 'waits', isCertified: false },
];

it('names to administrators who has answered an invitation and waits', () => {
  expect(toCertify({ standing: 'active', members: [administrator], invitations })).toEqual(['waits']);
});

it.each([
  ['somebody who is no administrator', { standing: 'active', members: [caseworker], invitations }],
  ['an organisation that is suspended', { standing: 'suspended', members: [administrator], invitations }],
  ['somebody outside', null],
])('names nobody to %s', (_whom, own) => {
  expect(toCertify(own)).toEqual([]);
});
