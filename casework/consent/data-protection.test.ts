import { expect, it } from 'vitest';
import { isRiskToTell } from './data-protection.ts';

it('a person is told of the risk only where it grows', () => {
  expect(isRiskToTell('AT', 'RO')).toBe(false);
  expect(isRiskToTell('AT', 'MD')).toBe(true);
  expect(isRiskToTell('MD', 'AT')).toBe(false);
  expect(isRiskToTell('MD', 'MD')).toBe(false);
  expect(isRiskToTell('AT', 'US')).toBe(true);
  // A State that nobody knows is not taken for a safe one.
  expect(isRiskToTell('AT', '')).toBe(true);
});
