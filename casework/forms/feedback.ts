import type { Form } from './form.ts';

/** F11: how two organisations worked together. Nothing of a case. */
export const FEEDBACK: Form = {
  id: 'F11',
  version: 1,
  sections: [
    {
      id: 'co_operation',
      scope: null,
      fields: [
        { id: 'answered_in_time', kind: { type: 'code', list: 'yes_no' }, isRequired: true },
        { id: 'contact_details_correct', kind: { type: 'code', list: 'yes_no' } },
        { id: 'language_ok', kind: { type: 'code', list: 'yes_no' } },
        { id: 'outcome_known', kind: { type: 'code', list: 'yes_no' } },
        { id: 'comment', kind: { type: 'text', longest: 1000 } },
      ],
    },
  ],
};
