import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hotlinesInOrder } from './hotline-order.ts';
import type { StateFile } from './state-file.ts';

type Hotline = StateFile['hotlines'][number];

const PHONE = { number: '112', display: '112', domesticOnly: true, tollFree: null };
const FORM = { kind: 'form', value: 'https://help.example/', label: null };

function hotline(name: string, part: Partial<Hotline> = {}): Hotline {
  return {
    id: '00000000-0000-4000-8000-000000000000',
    name,
    note: null,
    sources: ['s1'],
    operator: null,
    operatorType: null,
    phones: [PHONE],
    channels: [],
    hours: null,
    languages: [],
    targetGroups: [],
    scope: 'trafficking',
    callableFromAbroad: false,
    url: null,
    ...part,
  };
}

const unsure = { codes: ['OLD', 'UNCONFIRMED'], text: null };
const CHILD = { targetGroups: ['children', 'unaccompanied_children'] };

/** One line of every rank, the first to be offered first. */
const RANKS = [
  hotline('for everyone', { note: { codes: ['OLD'], text: null } }),
  hotline('for children', CHILD),
  hotline('unsure', { note: unsure }),
  hotline('for children, unsure', { ...CHILD, note: unsure }),
  hotline('professionals', { targetGroups: ['professionals'] }),
  hotline('form only', { phones: [], channels: [FORM] }),
  hotline('nothing known', { phones: [] }),
];

const names = (hotlines: readonly Hotline[]) => hotlines.map(({ name }) => name);

describe('the order of hotlines', () => {
  it('is the same from whatever order they stand in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(RANKS, { minLength: RANKS.length }), (shuffled) => {
        expect(names(hotlinesInOrder(shuffled))).toEqual(names(RANKS));
      }),
    );
  });

  it('keeps the order of the file among equals', () => {
    const any = fc.constantFrom(...RANKS);
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (lines) => {
        const numbered = lines.map((line, index) => ({ ...line, operator: String(index) }));
        for (const { name } of RANKS) {
          const before = numbered.filter((line) => line.name === name);
          expect(hotlinesInOrder(numbered).filter((line) => line.name === name)).toEqual(before);
        }
      }),
    );
  });

  it('neither loses a line nor changes the list it was given', () => {
    const given = Object.freeze([...RANKS].reverse());
    expect(hotlinesInOrder(given)).toHaveLength(given.length);
    expect(names(given)).toEqual(names([...RANKS].reverse()));
    expect(hotlinesInOrder([])).toEqual([]);
  });

  it('takes a line for professionals and others as a line for everyone', () => {
    const both = hotline('both', { targetGroups: ['professionals', 'women'] });
    expect(names(hotlinesInOrder([hotline('children', CHILD), both]))).toEqual(['both', 'children']);
  });

  it('looks at no other doubts and at no plain note', () => {
    const doubted = hotline('doubted', { note: { codes: ['PARTIAL', 'CONFLICTING'], text: 'Ask for help.' } });
    expect(names(hotlinesInOrder([doubted, hotline('sure')]))).toEqual(['doubted', 'sure']);
  });

  it('puts a line without a number behind all that have one, whoever they are for', () => {
    const silent = hotline('silent', { phones: [], channels: [FORM] });
    const experts = hotline('experts', { targetGroups: ['professionals'], scope: 'general', note: unsure });
    expect(names(hotlinesInOrder([silent, experts]))).toEqual(['experts', 'silent']);
  });
});
