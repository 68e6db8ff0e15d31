import type { Form } from './form.ts';
import { OFTEN_NEEDED, OFTEN_SPOKEN } from './offered-first.ts';

/** F1: can you take this kind of case? It says nothing of who somebody is. */
export const ENQUIRY: Form = {
  id: 'F1',
  version: 1,
  sections: [
    {
      id: 'need',
      scope: null,
      fields: [
        { id: 'priority', kind: { type: 'code', list: 'priority' }, isRequired: true },
        {
          id: 'service_types',
          kind: { type: 'terms', list: 'service_type' },
          isRequired: true,
          often: OFTEN_NEEDED,
        },
        { id: 'country', kind: { type: 'countries' }, isRequired: true },
        { id: 'needed_from', kind: { type: 'date' } },
      ],
    },
    {
      id: 'whom',
      scope: null,
      fields: [
        { id: 'person_kind', kind: { type: 'code', list: 'person_kind' }, isRequired: true },
        {
          id: 'count',
          kind: { type: 'number', least: 2, most: 50 },
          when: { field: 'person_kind', isOneOf: ['family'] },
        },
        { id: 'languages', kind: { type: 'languages' }, isRequired: true, often: OFTEN_SPOKEN },
      ],
    },
    {
      id: 'more',
      scope: null,
      fields: [
        { id: 'age_band', kind: { type: 'code', list: 'age_band' } },
        { id: 'gender_need', kind: { type: 'code', list: 'gender_need' } },
        { id: 'security_level', kind: { type: 'code', list: 'security_level' } },
        { id: 'access_needs', kind: { type: 'codes', list: 'access_need' } },
      ],
    },
    {
      id: 'question',
      scope: null,
      isReadFirst: true,
      fields: [{ id: 'question', kind: { type: 'text', longest: 500 } }],
    },
  ],
};

/** F1A: what we can do. Of capacity and help alone, never whether somebody is or was known. */
export const ENQUIRY_ANSWER: Form = {
  id: 'F1A',
  version: 1,
  sections: [
    {
      id: 'capacity',
      scope: null,
      fields: [
        { id: 'capacity', kind: { type: 'code', list: 'capacity' }, isRequired: true },
        { id: 'answer_words', kind: { type: 'text', longest: 1000 } },
        {
          id: 'services_offered',
          kind: { type: 'terms', list: 'service_type' },
          when: { field: 'capacity', isOneOf: ['yes', 'with_conditions', 'later'] },
        },
        {
          id: 'from_date',
          kind: { type: 'date' },
          when: { field: 'capacity', isOneOf: ['yes', 'with_conditions', 'later'] },
        },
        {
          id: 'conditions',
          kind: { type: 'text', longest: 1000 },
          when: { field: 'capacity', isOneOf: ['with_conditions', 'later'] },
        },
        {
          id: 'costs',
          kind: { type: 'code', list: 'costs' },
          when: { field: 'capacity', isOneOf: ['yes', 'with_conditions', 'later'] },
        },
        {
          id: 'reason_code',
          kind: { type: 'code', list: 'decline_reason' },
          when: { field: 'capacity', isOneOf: ['no'] },
        },
        { id: 'alternatives', kind: { type: 'text', longest: 1000 } },
      ],
    },
  ],
};
