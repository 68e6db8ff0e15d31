import type { Form } from './form.ts';
import { OFTEN_NEEDED, OFTEN_SPOKEN } from './offered-first.ts';

/** F2: a person's matter goes across the border, each section under the consent that it needs. */
export const REFERRAL: Form = {
  id: 'F2',
  version: 1,
  sections: [
    {
      id: 'request',
      scope: 'contact_receiver_anonymously',
      fields: [
        { id: 'priority', kind: { type: 'code', list: 'priority' }, isRequired: true },
        { id: 'reason_for_referral', kind: { type: 'code', list: 'reason_for_referral' }, isRequired: true },
        {
          id: 'services_requested',
          kind: { type: 'terms', list: 'service_type' },
          isRequired: true,
          often: OFTEN_NEEDED,
        },
        { id: 'needed_from', kind: { type: 'date' }, isOurs: true },
        { id: 'services_given', kind: { type: 'terms', list: 'service_type' }, isOurs: true },
        { id: 'person_kind', kind: { type: 'code', list: 'person_kind' }, isRequired: true },
        { id: 'age_band', kind: { type: 'code', list: 'age_band' } },
        { id: 'languages', kind: { type: 'languages' }, isRequired: true, often: OFTEN_SPOKEN },
        { id: 'interpreter_need', kind: { type: 'codes', list: 'interpreter_need' } },
        { id: 'access_needs', kind: { type: 'codes', list: 'access_need' } },
        { id: 'reply_by', kind: { type: 'date' }, isOurs: true },
        { id: 'handling_conditions', kind: { type: 'text', longest: 2000 }, isOurs: true },
        { id: 'feedback_wanted', kind: { type: 'code', list: 'yes_no' }, isOurs: true },
      ],
    },
    {
      id: 'profile',
      scope: 'share_profile',
      fields: [
        { id: 'preferred_name', kind: { type: 'text', longest: 200 } },
        { id: 'birth_year', kind: { type: 'number', least: 1900, most: 2100 } },
        { id: 'gender', kind: { type: 'code', list: 'gender' } },
        { id: 'citizenship', kind: { type: 'countries' } },
        { id: 'profile_notes', kind: { type: 'text', longest: 10_000 } },
      ],
    },
    {
      id: 'safe_contact',
      scope: 'share_safe_contact',
      fields: [
        { id: 'safe_channel', kind: { type: 'code', list: 'safe_channel' } },
        { id: 'safe_contact', kind: { type: 'text', longest: 200 } },
        { id: 'safe_hours', kind: { type: 'text', longest: 200 } },
        { id: 'if_another_answers', kind: { type: 'text', longest: 500 } },
      ],
    },
    {
      id: 'urgent_health',
      scope: 'share_urgent_health',
      fields: [{ id: 'urgent_health', kind: { type: 'text', longest: 2000 } }],
    },
    {
      id: 'legal',
      scope: 'share_legal_status',
      fields: [
        { id: 'status', kind: { type: 'code', list: 'identification_status' } },
        { id: 'documents_state', kind: { type: 'codes', list: 'documents_state' } },
        { id: 'legal_deadlines', kind: { type: 'text', longest: 1000 } },
      ],
    },
    {
      id: 'risk',
      scope: 'share_risk',
      fields: [
        { id: 'risk_flags', kind: { type: 'codes', list: 'risk_flag' } },
        { id: 'do_not_contact', kind: { type: 'text', longest: 1000 } },
        { id: 'exploitation_forms', kind: { type: 'terms', list: 'exploitation_form' } },
      ],
    },
    {
      id: 'family',
      scope: 'share_family_info',
      fields: [
        { id: 'children_with', kind: { type: 'number', least: 0, most: 20 } },
        { id: 'children_ages', kind: { type: 'codes', list: 'age_band' } },
      ],
    },
  ],
};

const IF_ACCEPTED = { field: 'decision', isOneOf: ['accepted', 'partly_accepted'] };

/** F3: what the receiver decided. The decision itself is the kind of its event. */
export const RESPONSE: Form = {
  id: 'F3',
  version: 1,
  sections: [
    {
      id: 'decision',
      scope: null,
      fields: [
        { id: 'decision', kind: { type: 'code', list: 'decision' }, isRequired: true },
        {
          id: 'reason_code',
          kind: { type: 'code', list: 'decline_reason' },
          isRequired: true,
          when: { field: 'decision', isOneOf: ['declined'] },
        },
        { id: 'services_offered', kind: { type: 'terms', list: 'service_type' }, when: IF_ACCEPTED },
        { id: 'from_date', kind: { type: 'date' }, when: IF_ACCEPTED },
        { id: 'conditions', kind: { type: 'text', longest: 1000 }, when: IF_ACCEPTED },
        { id: 'costs', kind: { type: 'code', list: 'costs' }, when: IF_ACCEPTED },
        { id: 'named_contact', kind: { type: 'text', longest: 200 }, when: IF_ACCEPTED },
        { id: 'deputy', kind: { type: 'text', longest: 200 }, when: IF_ACCEPTED },
        {
          id: 'alternatives',
          kind: { type: 'text', longest: 1000 },
          when: { field: 'decision', isOneOf: ['declined', 'redirected', 'partly_accepted'] },
        },
      ],
    },
  ],
};
