import type { Field, Form, Section } from './form.ts';

const words = (id: string, longest = 2000): Field => ({ id, kind: { type: 'text', longest } });

/**
 * A0 to A13: what helps an adult next, never the whole story. Ours, after what is public about other forms, until the assessment guide of the
 * NRM Handbook can be put in its place. Every part has a consent of its own.
 */
export const ADULT_ASSESSMENT: Form = {
  id: 'A',
  version: 1,
  sections: [
    section('a0', 'share_assessment_a0', [
      { id: 'held_on', kind: { type: 'date' }, isRequired: true },
      { id: 'language_used', kind: { type: 'languages' }, isRequired: true },
      { id: 'contact_is_safe', kind: { type: 'code', list: 'yes_no' }, isRequired: true },
      { id: 'place_kind', kind: { type: 'code', list: 'place_kind' } },
      { id: 'present', kind: { type: 'codes', list: 'present' } },
      { id: 'interpreter_need', kind: { type: 'codes', list: 'interpreter_need' } },
      { id: 'interpreter_screened', kind: { type: 'code', list: 'yes_no' } },
      { id: 'information_given', kind: { type: 'codes', list: 'information_form' } },
      { id: 'right_to_stop', kind: { type: 'code', list: 'yes_no' } },
      words('preferred_name', 200),
      words('safe_way', 500),
    ]),
    section('a1', 'share_assessment_a1', [
      { id: 'in_danger', kind: { type: 'code', list: 'yes_no' } },
      { id: 'reach', kind: { type: 'codes', list: 'reach' } },
      { id: 'relatives_threatened', kind: { type: 'code', list: 'yes_no' } },
      { id: 'self_harm', kind: { type: 'code', list: 'yes_no' } },
      { id: 'phone_shared', kind: { type: 'code', list: 'yes_no' } },
      { id: 'police_wanted', kind: { type: 'code', list: 'yes_no' } },
    ]),
    section('a2', 'share_assessment_a2', [
      { id: 'urgent_needs', kind: { type: 'codes', list: 'urgent_need' } },
      words('urgent_words'),
    ]),
    section('a3', 'share_assessment_a3', [
      { id: 'age_band', kind: { type: 'code', list: 'age_band' } },
      { id: 'birth_year', kind: { type: 'number', least: 1900, most: 2100 } },
      { id: 'gender', kind: { type: 'code', list: 'gender' } },
      { id: 'citizenship', kind: { type: 'countries' } },
      { id: 'languages', kind: { type: 'languages' } },
      { id: 'reads_and_writes', kind: { type: 'code', list: 'yes_no' } },
      { id: 'dependants', kind: { type: 'number', least: 0, most: 30 } },
      { id: 'access_needs', kind: { type: 'codes', list: 'access_need' } },
      words('diet_and_belief', 500),
    ]),
    section('a4', 'share_assessment_a4', [
      { id: 'stay_status', kind: { type: 'code', list: 'stay_status' } },
      { id: 'documents_state', kind: { type: 'codes', list: 'documents_state' } },
      { id: 'reflection_ends', kind: { type: 'date' } },
      { id: 'fears_return', kind: { type: 'code', list: 'yes_no' } },
      { id: 'proceedings', kind: { type: 'codes', list: 'proceeding' } },
      { id: 'has_lawyer', kind: { type: 'code', list: 'yes_no' } },
      { id: 'accused_of_forced_acts', kind: { type: 'code', list: 'yes_no' } },
      words('legal_deadlines', 1000),
    ]),
    section('a5', 'share_assessment_a5', [
      { id: 'trafficking_acts', kind: { type: 'codes', list: 'trafficking_act' } },
      { id: 'trafficking_means', kind: { type: 'codes', list: 'trafficking_means' } },
      { id: 'exploitation_forms', kind: { type: 'terms', list: 'exploitation_form' } },
      { id: 'exploited_in', kind: { type: 'countries' } },
      { id: 'exploited_until', kind: { type: 'date' } },
      { id: 'control_methods', kind: { type: 'codes', list: 'control_method' } },
    ]),
    section('a6', 'share_assessment_a6', [
      { id: 'self_rated_health', kind: { type: 'code', list: 'self_rated' } },
      { id: 'health_topics', kind: { type: 'codes', list: 'health_topic' } },
      { id: 'agrees_to_examination', kind: { type: 'code', list: 'yes_no' } },
      { id: 'fit_to_travel', kind: { type: 'code', list: 'fit_to_travel' } },
      words('treatment'),
    ]),
    section('a7', 'share_assessment_a7', [
      { id: 'place_now', kind: { type: 'code', list: 'place_now' } },
      { id: 'independence', kind: { type: 'code', list: 'independence' } },
      { id: 'security_level', kind: { type: 'code', list: 'security_level' } },
      words('must_not_know', 1000),
      words('belongings', 1000),
    ]),
    section('a8', 'share_assessment_a8', [
      { id: 'family_contact', kind: { type: 'code', list: 'family_contact' } },
      { id: 'family_may_be_involved', kind: { type: 'code', list: 'yes_no' } },
      { id: 'children_elsewhere', kind: { type: 'number', least: 0, most: 30 } },
      words('who_is_safe', 1000),
    ]),
    section('a9', 'share_assessment_a9', [words('wishes'), words('fears'), words('strengths')]),
    section('a10', 'share_assessment_a10', [
      { id: 'education', kind: { type: 'code', list: 'education' } },
      { id: 'work_permit', kind: { type: 'code', list: 'work_permit' } },
      { id: 'owes_traffickers', kind: { type: 'code', list: 'yes_no' } },
      words('skills', 1000),
      words('income', 1000),
    ]),
    section('a11', 'share_assessment_a11', [
      { id: 'future_option', kind: { type: 'code', list: 'future_option' } },
      { id: 'considered_countries', kind: { type: 'countries' } },
      words('information_needed'),
    ]),
    section('a12', 'share_assessment_a12', [
      { id: 'risk_factors', kind: { type: 'codes', list: 'risk_factor' } },
      { id: 'likelihood', kind: { type: 'code', list: 'degree' } },
      { id: 'impact', kind: { type: 'code', list: 'degree' } },
      { id: 'confidence', kind: { type: 'code', list: 'confidence' } },
      { id: 'risk_review', kind: { type: 'date' } },
      words('measures'),
    ]),
    section('a13', 'share_assessment_a13', [
      words('goal', 1000),
      words('actions'),
      words('responsible', 500),
      { id: 'plan_deadline', kind: { type: 'date' } },
      { id: 'plan_review', kind: { type: 'date' } },
      { id: 'person_agrees', kind: { type: 'code', list: 'yes_no' } },
    ]),
  ],
};

function section(id: string, scope: Section['scope'], fields: Field[]): Section {
  return { id, scope, fields };
}
