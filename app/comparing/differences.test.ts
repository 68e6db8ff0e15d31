import { expect, it } from 'vitest';
import { translatorFor } from '#app/i18n.ts';
import type { Compared } from '#app/queries/compare.ts';
import { labelsOf } from '#app/queries/labels.ts';
import { differences } from './differences.ts';

const LENGTH = 'Length of the recovery and reflection period';

const VOCABULARIES = [
  {
    name: 'measure',
    terms: [term('identify', 'Identification'), term('return', 'Return'), term('children', 'Children')],
  },
  { name: 'contact_role', terms: [term('helpline', 'Helpline'), term('border_guard', 'Border guard')] },
  { name: 'service_type', terms: [term('shelter_any', 'Shelter'), term('dental', 'Dental care')] },
];

function term(code: string, label: string) {
  return { code, label, labelLanguage: 'en' };
}

function state(name: string, changes: Partial<Compared> = {}): Compared {
  return {
    code: name.slice(0, 2).toUpperCase(),
    name,
    checkedOn: '2026-11-21',
    mechanism: null,
    hotlines: [],
    contactPoints: [],
    services: [],
    procedures: [],
    ...changes,
  };
}

function mechanism(reflectionPeriodDays: number | null): NonNullable<Compared['mechanism']> {
  return {
    status: 'x',
    established: null,
    legalBasis: 'A law',
    coordinatingBody: 'An office',
    formalIdentificationBy: 'The police',
    reflectionPeriodDays,
    residencePermit: 'A permit',
  };
}

function step(measure: string): Compared['procedures'][number] {
  return { id: measure, name: measure, measure, summary: '', responsible: null, timeLimit: null };
}

function said(...states: Compared[]): Record<string, string[]> {
  const found = differences(states, VOCABULARIES, labelsOf(VOCABULARIES), translatorFor('en'));
  return Object.fromEntries(found.map(({ topic, sentences }) => [topic, sentences]));
}

it('names a difference in its values, and those of whom nothing is known', () => {
  const states = [
    state('Austria', { mechanism: mechanism(30) }),
    state('Romania', { mechanism: mechanism(90) }),
    state('Moldova', { mechanism: mechanism(null) }),
  ];
  expect(said(...states)[LENGTH]).toEqual(['30 days in Austria; 90 days in Romania.', 'Not known to us for Moldova.']);
});

it('does not call a period unknown of which only the length is not known', () => {
  const procedures = [step('reflection_period')];
  const moldova = state('Moldova', { mechanism: mechanism(null), procedures });
  expect(said(state('Romania', { mechanism: mechanism(90) }), moldova, state('Serbia'))[LENGTH]).toEqual([
    '90 days in Romania; a period of unknown length in Moldova.',
    'Not known to us for Serbia.',
  ]);
});

it('says nothing of what is the same', () => {
  const same = { mechanism: mechanism(30), procedures: ['identify', 'return', 'children'].map(step) };
  const said30 = said(state('Austria', same), state('Romania', same));
  expect(said30[LENGTH]).toBeUndefined();
  expect(said30['How things are done']).toBeUndefined();
});

it('names the steps that one lacks and another has, and those that nobody has', () => {
  const states = [
    state('Austria', { procedures: [step('identify'), step('return')] }),
    state('Romania', { procedures: [step('identify')] }),
  ];
  expect(said(...states)['How things are done']).toEqual([
    'Not known to us for Romania, but for another of these countries: Return.',
    'Not known to us for any of these countries: Children.',
  ]);
});

it('counts the lines that can be called from another country', () => {
  const phone = { number: '+4312', display: '12', international: '+43 12', domesticOnly: false, tollFree: null };
  const line: Compared['hotlines'][number] = {
    id: 'x',
    name: 'Line',
    operatorType: null,
    hours: null,
    area: null,
    callableFromAbroad: true,
    phones: [phone],
    languages: [],
    note: null,
  };
  const inside = { ...line, phones: [{ ...phone, number: '116000', domesticOnly: true }] };
  const topic = 'Lines that can be called from another country';
  expect(said(state('Austria', { hotlines: [line, line] }), state('Romania', { hotlines: [inside] }))[topic]).toEqual([
    '2 lines in Austria.',
    'Not known to us for Romania.',
  ]);
});
