import type { Agreed } from '../consent/consent.ts';
import { ALERT } from '../forms/alert.ts';
import { type Answer, type Answers, isFreeText } from '../forms/answers.ts';
import type { CodeList } from '../forms/code-lists.ts';
import { ENQUIRY_ANSWER } from '../forms/enquiry.ts';
import { type Fault, faultsOf, filled } from '../forms/faults.ts';
import { FEEDBACK } from '../forms/feedback.ts';
import type { Field, Form } from '../forms/form.ts';
import { RESPONSE } from '../forms/referral.ts';
import { type ActKind, readAct } from './acts.ts';

/** Acts that are written where a matter is shown. What begins one, and what goes to several, has a page of its own. */
export type WrittenInPlace = Exclude<ActKind, 'enquiry' | 'referral' | 'partly_withdrawn' | 'introduced'>;

const NOTE: Field = { id: 'note', kind: { type: 'text', longest: 2000 } };
const words = (id: string, longest: number): Field => ({ id, kind: { type: 'text', longest } });
const needed = (field: Field): Field => ({ ...field, isRequired: true });
const code = (id: string, list: CodeList): Field => ({ id, kind: { type: 'code', list }, isRequired: true });

/** What is asked of whoever does it. */
export const ACT_FORMS: Record<WrittenInPlace, Form> = {
  enquiry_answered: ENQUIRY_ANSWER,
  acknowledged: asking(words('role', 200)),
  review_begun: asking(NOTE),
  info_requested: asking(needed(words('asked', 1000)), needed(words('purpose', 1000))),
  info_given: asking(needed(NOTE)),
  accepted: RESPONSE,
  partly_accepted: RESPONSE,
  declined: RESPONSE,
  redirected: RESPONSE,
  handover_proposed: asking(
    { id: 'at', kind: { type: 'time' }, isRequired: true },
    needed(words('meeting_place', 500)),
    words('sign', 200),
    words('escort', 200),
    words('interpreter', 200),
  ),
  handover_agreed: asking(),
  handed_over: asking(NOTE),
  service_started: asking(NOTE),
  service_not_started: asking(code('reason', 'not_started'), NOTE),
  follow_up: asking(code('follow_up_status', 'follow_up_status'), NOTE),
  closed: asking(code('closing_code', 'closing_code')),
  withdrawn: asking(),
  recalled: asking(code('recall_reason', 'recall_reason')),
  removed: asking(needed(words('removed', 2000)), words('kept', 2000), words('law', 500)),
  hold: asking(code('hold_reason', 'hold_reason')),
  hold_lifted: asking(NOTE),
  alert: ALERT,
  alert_answered: asking(needed(NOTE)),
  lead_offered: asking(NOTE),
  lead_taken: asking(),
  lead_refused: asking(NOTE),
  feedback: FEEDBACK,
};

/** Answers that an act has before anybody answers. */
export function givenBy(kind: WrittenInPlace): Answers {
  return ACT_FORMS[kind] === RESPONSE ? { decision: kind } : {};
}

/** What an act says that nobody types. */
export interface Given {
  /** Hash of the proposal that is agreed to. */
  proposal: string | null;
  /** Hash of the offer to lead the case that is answered. */
  offer: string | null;
  /** What the person agreed to for this receiver. */
  agreed: readonly Agreed[];
  /** UUIDs of organisations that should be asked instead. */
  to: readonly string[];
}

/** What keeps an act from being done as it is filled in. */
export function faultsOfAct(kind: WrittenInPlace, answers: Answers): Fault[] {
  const found = faultsOf(ACT_FORMS[kind], answers);
  const isLawMissing = kind === 'removed' && saidIn(answers.kept) !== '' && saidIn(answers.law) === '';
  return isLawMissing ? [...found, { field: 'law', code: 'MISSING' }] : found;
}

/**
 * What travels.
 *
 * @throws ShapeError when something that must be answered is not
 */
export function bodyOf(kind: WrittenInPlace, answers: Answers, { proposal, offer, agreed, to }: Given): unknown {
  const said = (id: string) => saidIn(answers[id]);
  const form = ACT_FORMS[kind];
  const bodies: Record<WrittenInPlace, () => unknown> = {
    enquiry_answered: () => ({ form: filled(form, answers) }),
    acknowledged: () => ({ role: said('role') }),
    review_begun: () => ({ note: said('note') }),
    info_requested: () => ({ questions: [{ question: said('asked'), purpose: said('purpose') }] }),
    info_given: () => ({ note: said('note'), form: null, basis: { agreed, override: null } }),
    accepted: () => ({ form: filled(form, answers) }),
    partly_accepted: () => ({ form: filled(form, answers) }),
    declined: () => ({ form: filled(form, answers) }),
    redirected: () => ({ form: filled(form, answers), to }),
    handover_proposed: () => ({
      at: answers.at,
      place: said('meeting_place'),
      sign: said('sign'),
      escort: said('escort'),
      interpreter: said('interpreter'),
    }),
    handover_agreed: () => ({ proposal }),
    handed_over: () => ({ note: said('note') }),
    service_started: () => ({ note: said('note') }),
    service_not_started: () => ({ reason: answers.reason, note: said('note') }),
    follow_up: () => ({ status: answers.follow_up_status, note: said('note') }),
    closed: () => ({ code: answers.closing_code }),
    withdrawn: () => ({}),
    recalled: () => ({ reason: answers.recall_reason }),
    removed: () => ({ removed: said('removed'), kept: said('kept'), law: said('law') }),
    hold: () => ({ reason: answers.hold_reason }),
    hold_lifted: () => ({ note: said('note') }),
    alert: () => ({ form: filled(form, answers) }),
    alert_answered: () => ({ note: said('note') }),
    lead_offered: () => ({ note: said('note') }),
    lead_taken: () => ({ offer }),
    lead_refused: () => ({ offer, note: said('note') }),
    feedback: () => ({ form: filled(form, answers) }),
  };
  return readAct(kind, bodies[kind]()).body;
}

function saidIn(answer: Answer | undefined): string {
  return isFreeText(answer) ? answer.text.trim() : '';
}

function asking(...fields: Field[]): Form {
  return { id: 'ACT', version: 1, sections: [{ id: 'act', scope: null, fields }] };
}
