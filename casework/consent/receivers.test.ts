import { expect, it } from 'vitest';
import { mayBeTold, neededFor } from './receivers.ts';
import type { Scope } from './scopes.ts';

const agreed = (...scopes: Scope[]) => scopes.map((scope) => ({ scope, until: '2027-01-01T00:00:00Z' as const }));

it.each([
  ['police', 'inform_police_origin'],
  ['police', 'inform_police_destination'],
  ['migration', 'contact_migration_authority'],
  ['consular_mission', 'contact_embassy'],
] as const)('to a body of kind %s nothing goes without a scope of its own', (kind, scope) => {
  expect(mayBeTold(kind, agreed('contact_receiver_anonymously', 'share_profile'))).toBe(false);
  expect(mayBeTold(kind, agreed(scope))).toBe(false);
  expect(mayBeTold(kind, agreed('contact_receiver_anonymously', scope))).toBe(true);
});

it('those who support need no more than that they may be spoken with', () => {
  expect(neededFor('ngo')).toEqual([]);
  expect(mayBeTold('ngo', agreed('contact_receiver_anonymously'))).toBe(true);
  expect(mayBeTold('ngo', agreed('share_profile'))).toBe(false);
});
