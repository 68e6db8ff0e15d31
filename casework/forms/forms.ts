import { ADULT_ASSESSMENT } from './adult-assessment.ts';
import { ALERT } from './alert.ts';
import type { FilledForm } from './answers.ts';
import { ENQUIRY, ENQUIRY_ANSWER } from './enquiry.ts';
import { FEEDBACK } from './feedback.ts';
import type { Form } from './form.ts';
import { REFERRAL, RESPONSE } from './referral.ts';

/** Every form in every version that this version of the portal knows. */
const FORMS: readonly Form[] = [ENQUIRY, ENQUIRY_ANSWER, REFERRAL, RESPONSE, ALERT, FEEDBACK, ADULT_ASSESSMENT];

/** @returns null for one that another version of the portal made: its answers are shown by their codes */
export function formOf({ form, version }: Pick<FilledForm, 'form' | 'version'>): Form | null {
  return FORMS.find((known) => known.id === form && known.version === version) ?? null;
}
