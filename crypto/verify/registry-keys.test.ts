import { expect, it } from 'vitest';
import { toBase64url } from '../bytes.ts';
import { readRegistryKeys } from './registry-keys.ts';
import { refusalOf } from './test-support/refusal.ts';
import { keys } from './test-support/world.ts';

const written = keys.registry.map(({ publicKey }) => toBase64url(publicKey));

it('reads the keys and how many must sign', async () => {
  const read = await readRegistryKeys(JSON.stringify({ threshold: 2, keys: written }));
  expect(read).toEqual({ threshold: 2, keys: keys.registry.map(({ publicKey }) => publicKey) });
});

it.each<[string, unknown, string]>([
  ['nothing', undefined, 'MALFORMED registry'],
  ['no object', [], 'MALFORMED registry'],
  ['a member more', { threshold: 1, keys: written, url: '' }, 'MALFORMED registry'],
  ['a threshold that nobody needs to reach', { threshold: 0, keys: written }, 'MALFORMED registry'],
  ['a threshold that nobody reaches', { threshold: 4, keys: written }, 'BAD_KEY registry'],
  ['one key that counts twice', { threshold: 2, keys: [written[0], written[0]] }, 'BAD_KEY registry'],
  ['a key of low order', { threshold: 1, keys: ['A'.repeat(43)] }, 'BAD_KEY registry'],
  ['too much', { threshold: 1, keys: ['A'.repeat(20_000)] }, 'TOO_LARGE registry'],
])('refuses %s', async (_what, value, code) => {
  expect(await refusalOf(() => readRegistryKeys(JSON.stringify(value) ?? ''))).toBe(code);
});
