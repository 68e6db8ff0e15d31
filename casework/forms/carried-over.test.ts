import { expect, it } from 'vitest';
import { SAMPLES } from '../test-support/matters.ts';
import { carriedOver } from './carried-over.ts';
import { ENQUIRY } from './enquiry.ts';
import { faultsOf } from './faults.ts';
import { REFERRAL } from './referral.ts';

it('what an enquiry has asked needs to be typed once', () => {
  const { answers } = SAMPLES.enquiry.form;
  expect(carriedOver(REFERRAL, SAMPLES.enquiry.form)).toEqual({
    priority: answers.priority,
    services_requested: answers.service_types,
    person_kind: answers.person_kind,
    languages: answers.languages,
  });
});

it('the same enquiry can be sent to others as it is', () => {
  const again = carriedOver(ENQUIRY, SAMPLES.enquiry.form);
  expect(again).toEqual(SAMPLES.enquiry.form.answers);
  expect(faultsOf(ENQUIRY, again)).toEqual([]);
});

it('nothing about the person goes from a referral into an enquiry', () => {
  const told = { preferred_name: { text: 'Invented', language: 'en' }, urgent_health: { text: 'x', language: 'en' } };
  const { form } = SAMPLES.referral;
  const asked = carriedOver(ENQUIRY, { answers: { ...form.answers, ...told } });
  expect(Object.keys(asked).sort()).toEqual(['languages', 'person_kind', 'priority', 'service_types']);
});
