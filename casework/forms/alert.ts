import type { Form } from './form.ts';

/** F10: danger, or somebody is missing. The telephone comes first. */
export const ALERT: Form = {
  id: 'F10',
  version: 1,
  sections: [
    {
      id: 'alert',
      scope: null,
      fields: [
        { id: 'alert_type', kind: { type: 'code', list: 'alert_type' }, isRequired: true },
        { id: 'place', kind: { type: 'text', longest: 500 } },
        { id: 'danger', kind: { type: 'text', longest: 1000 }, isRequired: true },
        { id: 'action_wanted', kind: { type: 'text', longest: 1000 }, isRequired: true },
        { id: 'do_not', kind: { type: 'text', longest: 1000 } },
        { id: 'callback', kind: { type: 'text', longest: 200 } },
      ],
    },
  ],
};
