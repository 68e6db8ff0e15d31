import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NOTHING_SEEN, type Seen } from '#crypto/verify/seen.ts';
import { readTrust, rememberSeen, stateSeen } from './trust-on-device.ts';

const ID = '3f1c2d4e-0000-4000-8000-000000000001';
const file = (version: number) => ({ version, sha256: 'aa', signers: 'bb' });
const SEEN: Seen = {
  registry: file(1),
  state: { root: file(1), timestamp: file(2), snapshot: file(3), targets: file(4), revocations: file(5) },
  organisation: { enrolmentKey: 'key', statement: file(6) },
};

let kept: Record<string, string> = {};
beforeEach(() => {
  kept = {};
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept[name] ?? null,
    setItem: (name: string, text: string) => {
      kept[name] = text;
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

it('remembers what was seen of each State and organisation, and under which root', () => {
  expect(readTrust('XX', ID)).toEqual({ seen: NOTHING_SEEN, seenUnder: null });
  rememberSeen('XX', ID, SEEN, null);
  expect(readTrust('XX', ID)).toEqual({ seen: SEEN, seenUnder: null });
  expect(stateSeen(ID)).toBe('XX');
  rememberSeen('XX', ID, SEEN, 'cc');
  expect(readTrust('XX', ID)).toEqual({ seen: SEEN, seenUnder: 'cc' });
  expect(readTrust('YY', 'another')).toEqual({ seen: { ...NOTHING_SEEN, registry: file(1) }, seenUnder: null });
  expect(Object.keys(kept)).toEqual(['nrm-seen']);
});

it.each([
  '',
  'x',
  'null',
  '[]',
  '{"states":{"XX":null}}',
  '{"states":{"XX":{"seen":{"root":1},"under":null}}}',
  '{"organisations":7}',
])('takes a damaged record (%s) for none', (text) => {
  kept['nrm-seen'] = text;
  expect(readTrust('XX', ID)).toEqual({ seen: NOTHING_SEEN, seenUnder: null });
});

it('does without where a browser keeps nothing', () => {
  vi.stubGlobal('localStorage', undefined);
  rememberSeen('XX', ID, SEEN, null);
  expect(readTrust('XX', ID)).toEqual({ seen: NOTHING_SEEN, seenUnder: null });
});
