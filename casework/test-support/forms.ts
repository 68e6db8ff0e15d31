import { ADULT_ASSESSMENT } from '../forms/adult-assessment.ts';
import { ENQUIRY } from '../forms/enquiry.ts';
import type { Form } from '../forms/form.ts';
import { REFERRAL } from '../forms/referral.ts';
import { ACT_FORMS } from '../matter/act-forms.ts';

/** What anybody fills in: forms that travel, and those of single acts, which share a name. */
export const EVERY_FORM: readonly Form[] = [
  ...new Set([ENQUIRY, REFERRAL, ADULT_ASSESSMENT, ...Object.values(ACT_FORMS)]),
];
