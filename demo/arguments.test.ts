import { expect, it } from 'vitest';
import { parseDemoArguments } from './arguments.ts';

it.each([
  [[], { scenario: null, canary: null, keep: null }],
  [['--scenario', 'keys', '--json'], { scenario: 'keys', canary: null, keep: null }],
  [
    ['--scenario', 'keys', '--json', '--canary', 'a canary of ours', '--keep', 'somewhere'],
    { scenario: 'keys', canary: 'a canary of ours', keep: 'somewhere' },
  ],
])('%s is understood', (args, expected) => expect(parseDemoArguments(args)).toEqual(expected));

it.each([
  [['--scenario', 'toString']],
  [['--scenario']],
  [['keys']],
  [['--canary', 'a canary of ours']],
  [['--scenario', 'keys', '--canary', 'short']],
  [['--colour']],
])('%s makes no sense', (args) => expect(parseDemoArguments(args)).toBeNull());
