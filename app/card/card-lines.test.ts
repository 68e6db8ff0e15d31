import { describe, expect, it } from 'vitest';
import type { CardLine, CardState } from '#app/queries/card.ts';
import { linesFromElsewhere, linesHere, neutralGroups, neutralText } from './card-lines.ts';

const INSIDE = { number: '116000', display: '116 000', international: null, domesticOnly: true, tollFree: true };
const ABROAD = { number: '+4012', display: '012', international: '+40 12', domesticOnly: false, tollFree: null };

const line = (id: string, changes: Partial<CardLine> = {}): CardLine => ({
  id,
  operatorType: 'NGO',
  hours: null,
  area: null,
  audiences: [],
  callableFromAbroad: true,
  phones: [INSIDE, ABROAD],
  languages: [],
  note: null,
  ...changes,
});
const state = (...hotlines: CardLine[]): CardState => ({
  code: 'RO',
  name: 'Romania',
  checkedOn: '2026-11-21',
  emergencyNumber: '112',
  hotlines,
});
const ids = (lines: CardLine[]) => lines.map(({ id }) => id);

describe('the lines on a card', () => {
  it('are those that a person can call and that surely run', () => {
    const doubtful = line('doubtful', { note: { codes: ['UNCONFIRMED'] } });
    const professional = line('professional', { audiences: ['professionals'] });
    const silent = line('silent', { phones: [] });
    const emergency = line('emergency', { phones: [{ ...INSIDE, number: '112', display: '112' }] });
    expect(ids(linesHere(state(doubtful, emergency, line('sure'), professional, silent)))).toEqual(['sure']);
    expect(ids(linesHere(state(doubtful, professional)))).toEqual(['doubtful']);
  });

  it('from another country stand with the numbers that can be dialled from there alone', () => {
    const [found] = linesFromElsewhere(state(line('inside', { callableFromAbroad: false }), line('both')));
    expect(found).toMatchObject({ id: 'both', phones: [ABROAD] });
  });
});

describe('what is said of a line', () => {
  it.each([
    [[], null],
    [['children'], ['children']],
    [
      ['women', 'girls'],
      ['women', 'girls'],
    ],
    [['women', 'sex_workers'], null],
    [['crime_victims'], null],
  ])('of the groups %j is %j', (audiences, said) => expect(neutralGroups(line('x', { audiences }))).toEqual(said));

  it.each([
    ['Mon-Fri 9-15', 'Mon-Fri 9-15'],
    ['24/7 for victims', null],
    [null, null],
  ])('of the text %j is %j', (text, said) => expect(neutralText(text)).toBe(said));
});
