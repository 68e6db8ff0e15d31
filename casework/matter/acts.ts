import { threadCode } from '#crypto/case-event.ts';
import { fieldsOf, listOf, matching, oneOf, orNull, ShapeError, sha256Hex, text, uuid } from '#crypto/shape.ts';
import { type Agreed, readAgreed } from '../consent/consent.ts';
import { SCOPES, type Scope } from '../consent/scopes.ts';
import { type FilledForm, readFilledForm } from '../forms/answers.ts';
import { CODE_LISTS } from '../forms/code-lists.ts';

/** What an act of each kind says. Every one of them is an event in the thread of its matter. */
export interface ActBodies {
  enquiry: Answered;
  enquiry_answered: Answered;
  referral: Referred;
  acknowledged: Handled;
  review_begun: Noted;
  info_requested: { questions: Question[] };
  info_given: Given;
  accepted: Answered;
  partly_accepted: Answered;
  declined: Answered;
  redirected: Redirected;
  handover_proposed: Handover;
  handover_agreed: { proposal: string };
  handed_over: Noted;
  service_started: Noted;
  service_not_started: { reason: (typeof CODE_LISTS.not_started)[number]; note: string };
  follow_up: Followed;
  closed: { code: ClosingCode };
  withdrawn: Record<string, never>;
  partly_withdrawn: { scopes: Scope[] };
  recalled: { reason: (typeof CODE_LISTS.recall_reason)[number] };
  removed: Removed;
  hold: { reason: (typeof CODE_LISTS.hold_reason)[number] };
  hold_lifted: Noted;
  alert: Answered;
  alert_answered: Noted;
  lead_offered: Noted;
  lead_taken: { offer: string };
  lead_refused: { offer: string; note: string };
  introduced: Introduced;
  feedback: Answered;
}

export type ActKind = keyof ActBodies;

export type Act = { [Kind in ActKind]: { kind: Kind; body: ActBodies[Kind] } }[ActKind];

export interface Answered {
  form: FilledForm;
}

export interface Referred {
  form: FilledForm;
  /** A0 to A13, as far as the person agreed; null where no part of it is shared. */
  assessment: FilledForm | null;
  basis: Basis;
}

/** Who was asked says who should be asked instead; the asker asks, under the person's consent for that receiver. */
export interface Redirected extends Answered {
  /** UUIDs of organisations; empty where none of them works with the portal. */
  to: string[];
}

/** Why something may be told. */
export interface Basis {
  agreed: Agreed[];
  /** Two members told it without consent, because a life is in danger or a law asks for it; null: nothing but the consent. */
  override: (typeof OVERRIDE_REASONS)[number] | null;
}

export interface Handled {
  /** What whoever handles it does there, such as "duty officer". */
  role: string;
}

export interface Noted {
  note: string;
}

/** @param purpose why it is needed, so that the person can be asked */
export interface Question {
  question: string;
  purpose: string;
}

export interface Given {
  note: string;
  form: FilledForm | null;
  basis: Basis;
}

export interface Handover {
  /** RFC 3339 */
  at: string;
  /** Such as "main entrance"; never the address of a shelter. */
  place: string;
  sign: string;
  escort: string;
  interpreter: string;
}

/** Two organisations that both know of a matter may speak with each other directly from now on; each of them is told so by itself. */
export interface Introduced {
  /** UUID of the other one. */
  to: string;
  /** Of the thread that they have with each other. */
  thread: string;
  /** The other one leads the case from now on. */
  isLead: boolean;
  note: string;
  basis: Basis;
}

export interface Followed {
  status: (typeof CODE_LISTS.follow_up_status)[number];
  note: string;
}

/** What a member of the receiver says to have done after a withdrawal or recall. */
export interface Removed {
  removed: string;
  /** Empty: nothing. */
  kept: string;
  /** Under which law it is kept. */
  law: string;
}

export type ClosingCode = (typeof CODE_LISTS.closing_code)[number];

export const OVERRIDE_REASONS = ['vital_interest', 'statutory_duty'] as const;

const LONGEST_NOTE = 2000;
const MOST_QUESTIONS = 20;
export const MOST_NAMED = 10;

const answered = (body: unknown): Answered => ({ form: readFilledForm(fieldsOf(body, ['form']).form) });
const noted = (body: unknown): Noted => ({ note: note(fieldsOf(body, ['note']).note) });

const READERS: { [Kind in ActKind]: (body: unknown) => ActBodies[Kind] } = {
  enquiry: answered,
  enquiry_answered: answered,
  referral(body) {
    const fields = fieldsOf(body, ['form', 'assessment', 'basis']);
    return {
      form: readFilledForm(fields.form),
      assessment: orNull(fields.assessment, readFilledForm),
      basis: basis(fields.basis),
    };
  },
  acknowledged(body) {
    return { role: note(fieldsOf(body, ['role']).role) };
  },
  review_begun: noted,
  info_requested(body) {
    const questions = listOf(fieldsOf(body, ['questions']).questions, MOST_QUESTIONS, (each) => {
      const { question, purpose } = fieldsOf(each, ['question', 'purpose']);
      return { question: said(question), purpose: said(purpose) };
    });
    if (questions.length === 0) throw new ShapeError('nothing is asked');
    return { questions };
  },
  info_given(body) {
    const fields = fieldsOf(body, ['note', 'form', 'basis']);
    return { note: note(fields.note), form: orNull(fields.form, readFilledForm), basis: basis(fields.basis) };
  },
  accepted: answered,
  partly_accepted: answered,
  declined: answered,
  redirected(body) {
    const { form, to } = fieldsOf(body, ['form', 'to']);
    const named = listOf(to, MOST_NAMED, uuid);
    if (new Set(named).size < named.length) throw new ShapeError('an organisation is named twice');
    return { form: readFilledForm(form), to: named };
  },
  handover_proposed(body) {
    const fields = fieldsOf(body, ['at', 'place', 'sign', 'escort', 'interpreter']);
    return {
      at: time(fields.at),
      place: said(fields.place),
      sign: note(fields.sign),
      escort: note(fields.escort),
      interpreter: note(fields.interpreter),
    };
  },
  handover_agreed(body) {
    return { proposal: sha256Hex(fieldsOf(body, ['proposal']).proposal) };
  },
  handed_over: noted,
  service_started: noted,
  service_not_started(body) {
    const fields = fieldsOf(body, ['reason', 'note']);
    return { reason: oneOf(fields.reason, CODE_LISTS.not_started), note: note(fields.note) };
  },
  follow_up(body) {
    const fields = fieldsOf(body, ['status', 'note']);
    return { status: oneOf(fields.status, CODE_LISTS.follow_up_status), note: note(fields.note) };
  },
  closed(body) {
    return { code: oneOf(fieldsOf(body, ['code']).code, CODE_LISTS.closing_code) };
  },
  withdrawn(body) {
    fieldsOf(body, []);
    return {};
  },
  partly_withdrawn(body) {
    const scopes = listOf(fieldsOf(body, ['scopes']).scopes, SCOPES.length, (scope) => oneOf(scope, SCOPES));
    if (scopes.length === 0) throw new ShapeError('nothing is withdrawn');
    // Without it there is nothing to speak of: then everything is withdrawn.
    if (scopes.includes('contact_receiver_anonymously')) throw new ShapeError('that is a withdrawal of everything');
    return { scopes };
  },
  recalled(body) {
    return { reason: oneOf(fieldsOf(body, ['reason']).reason, CODE_LISTS.recall_reason) };
  },
  removed(body) {
    const fields = fieldsOf(body, ['removed', 'kept', 'law']);
    const read = { removed: note(fields.removed), kept: note(fields.kept), law: note(fields.law) };
    if (read.kept !== '' && read.law === '') throw new ShapeError('what is kept is kept under a law');
    return read;
  },
  hold(body) {
    return { reason: oneOf(fieldsOf(body, ['reason']).reason, CODE_LISTS.hold_reason) };
  },
  hold_lifted: noted,
  alert: answered,
  alert_answered: noted,
  lead_offered: noted,
  lead_taken(body) {
    return { offer: sha256Hex(fieldsOf(body, ['offer']).offer) };
  },
  lead_refused(body) {
    const fields = fieldsOf(body, ['offer', 'note']);
    return { offer: sha256Hex(fields.offer), note: note(fields.note) };
  },
  introduced(body) {
    const fields = fieldsOf(body, ['to', 'thread', 'isLead', 'note', 'basis']);
    const { isLead } = fields;
    const read = basis(fields.basis);
    if (typeof isLead !== 'boolean') throw new ShapeError('the other one leads the case, or not');
    if (read.override !== null) throw new ShapeError('nobody is introduced without consent');
    return {
      to: uuid(fields.to),
      thread: threadCode(fields.thread),
      isLead,
      note: note(fields.note),
      basis: read,
    };
  },
  feedback: answered,
};

export const ACT_KINDS = Object.keys(READERS) as readonly ActKind[];

export function isActKind(kind: string): kind is ActKind {
  return Object.hasOwn(READERS, kind);
}

/** @throws ShapeError */
export function readAct(kind: ActKind, body: unknown): Act {
  return { kind, body: READERS[kind](body) } as Act;
}

function basis(value: unknown): Basis {
  const { agreed, override } = fieldsOf(value, ['agreed', 'override']);
  return { agreed: readAgreed(agreed), override: orNull(override, (reason) => oneOf(reason, OVERRIDE_REASONS)) };
}

/** RFC 3339, of a day and an hour that exist. */
function time(value: unknown): string {
  const written = matching(value, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/, 'a time');
  if (Number.isNaN(Date.parse(written))) throw new ShapeError('there is no such time');
  return written;
}

function note(value: unknown): string {
  const written = text(value);
  if (written.length > LONGEST_NOTE) throw new ShapeError('a note is too long');
  return written;
}

function said(value: unknown): string {
  const written = note(value);
  if (written.trim() === '') throw new ShapeError('something must be said');
  return written;
}
