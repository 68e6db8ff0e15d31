import { describe, expect, it } from 'vitest';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { areIntroduced, type Introduction, threadBetween } from './introductions.ts';

const [ONE, OTHER] = [uuidAt(1), uuidAt(2)];
const HOUR = '2026-11-22T10:00:00Z';

function told(to: string, changes: Partial<Introduction> = {}): Introduction {
  const thread = 'AAAAAAAAAAAAAAAAAAAAAA';
  return {
    by: uuidAt(0),
    to: { counterpart: to, thread },
    isLead: false,
    saidAt: HOUR,
    isOver: false,
    isOurs: false,
    ...changes,
  };
}

const two = (one: Introduction[], other: Introduction[]) =>
  [
    { counterpart: ONE, introductions: one },
    { counterpart: OTHER, introductions: other },
  ] as const;

describe('two organisations', () => {
  it('know each other once both were told of the same thread in the same hour', () => {
    const both = two([told(OTHER)], [told(ONE)]);
    expect(areIntroduced(both, uuidAt(0))).toBe(true);
    expect(threadBetween(both, '2026-12-24T10:00:00Z')).toBe('AAAAAAAAAAAAAAAAAAAAAA');
  });

  it('are told of the same thread when one could not be told a moment ago', () => {
    const half = two([told(OTHER)], []);
    expect(areIntroduced(half, uuidAt(0))).toBe(false);
    expect(threadBetween(half, HOUR)).toBe('AAAAAAAAAAAAAAAAAAAAAA');
  });

  it('need a new one later: somebody may have written there', () => {
    expect(threadBetween(two([told(OTHER)], []), '2026-11-22T11:00:00Z')).toBeNull();
    const apart = two([told(OTHER)], [told(ONE, { saidAt: '2026-11-22T11:00:00Z' })]);
    expect(areIntroduced(apart, uuidAt(0))).toBe(false);
    expect(threadBetween(apart, '2026-11-22T12:00:00Z')).toBeNull();
  });

  it('are told once more, in the same thread, when one of them leads', () => {
    const both = two([told(OTHER)], [told(ONE)]);
    expect(areIntroduced(both, ONE)).toBe(false);
    expect(threadBetween(both, HOUR)).toBe('AAAAAAAAAAAAAAAAAAAAAA');
    expect(areIntroduced(two([told(OTHER)], [told(ONE, { isLead: true })]), ONE)).toBe(true);
  });

  it('do not know each other from what others say', () => {
    expect(areIntroduced(two([told(OTHER, { isOurs: true })], [told(ONE)]), uuidAt(0))).toBe(false);
  });
});
