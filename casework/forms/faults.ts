import { isWellFormed } from '#crypto/bytes.ts';
import {
  type Answer,
  type Answers,
  codesOf,
  type FilledForm,
  type FreeText,
  isFreeText,
  isNoAnswer,
  LANGUAGE,
  MOST_CHOSEN,
} from './answers.ts';
import { CODE_LISTS } from './code-lists.ts';
import { type Field, type FieldKind, type Form, fieldsOfForm } from './form.ts';

/** Why a form cannot be sent as it is. */
export interface Fault {
  field: string;
  code: FaultCode;
}

export type FaultCode =
  | 'MISSING'
  | 'UNKNOWN_FIELD'
  | 'NOT_AN_ANSWER'
  | 'UNKNOWN_CODE'
  | 'TOO_LONG'
  | 'OUT_OF_RANGE'
  | 'NOT_A_DAY'
  | 'NOT_A_TIME';

/** @returns in the order of the form; nothing for one that may be sent */
export function faultsOf(form: Form, answers: Answers): Fault[] {
  const fields = fieldsOfForm(form);
  const known = new Set(fields.map(({ id }) => id));
  const strange = Object.keys(answers).filter((id) => !known.has(id));
  return [
    ...fields.flatMap((field) => {
      const code = faultOf(field, answers);
      return code === null ? [] : [{ field: field.id, code }];
    }),
    ...strange.map((field) => ({ field, code: 'UNKNOWN_FIELD' as const })),
  ];
}

/** As `faultsOf`, where whole sections may be left out: what somebody did not agree to is not missing. */
export function faultsOfParts(form: Form, answers: Answers): Fault[] {
  const sections = form.sections.filter(({ fields }) => fields.some(({ id }) => answers[id] !== undefined));
  return faultsOf({ ...form, sections }, answers);
}

/** Whether this field is asked, after what was answered elsewhere. */
export function isAsked({ when }: Field, answers: Answers): boolean {
  return when === undefined || codesOf(answers[when.field]).some((code) => when.isOneOf.includes(code));
}

/** Only what its sections ask: answers to questions that were taken back do not travel. */
export function filled(form: Form, answers: Answers): FilledForm {
  const asked = fieldsOfForm(form).filter((field) => isAsked(field, answers) && !isEmpty(answers[field.id]));
  return {
    form: form.id,
    version: form.version,
    answers: Object.fromEntries(asked.map(({ id }) => [id, answers[id] as Answer])),
  };
}

export function isEmpty(answer: Answer | undefined): boolean {
  if (answer === undefined || answer === '') return true;
  return isFreeText(answer) ? answer.text.trim() === '' : Array.isArray(answer) && answer.length === 0;
}

function faultOf(field: Field, answers: Answers): FaultCode | null {
  // What is not asked does not travel, and nobody sees it to mend it.
  if (!isAsked(field, answers)) return null;
  const answer = answers[field.id];
  if (isEmpty(answer) || answer === undefined) return field.isRequired === true ? 'MISSING' : null;
  // Whoever must answer cannot leave it open.
  if (isNoAnswer(answer)) return field.isRequired === true ? 'MISSING' : null;
  return faultOfAnswer(field.kind, answer);
}

function faultOfAnswer(kind: FieldKind, answer: Answer): FaultCode | null {
  switch (kind.type) {
    case 'text':
      if (!isFreeText(answer) || !isReadable(answer)) return 'NOT_AN_ANSWER';
      return answer.text.length > kind.longest ? 'TOO_LONG' : null;
    case 'number':
      if (typeof answer !== 'number' || !Number.isSafeInteger(answer)) return 'NOT_AN_ANSWER';
      return answer < kind.least || answer > kind.most ? 'OUT_OF_RANGE' : null;
    case 'date':
      if (typeof answer !== 'string') return 'NOT_AN_ANSWER';
      return isDay(answer) ? null : 'NOT_A_DAY';
    case 'time':
      if (typeof answer !== 'string') return 'NOT_AN_ANSWER';
      return isTime(answer) ? null : 'NOT_A_TIME';
    case 'code':
      if (typeof answer !== 'string') return 'NOT_AN_ANSWER';
      return CODE_LISTS[kind.list].some((known) => known === answer) ? null : 'UNKNOWN_CODE';
    case 'codes':
      return faultOfAll(answer, (code) => CODE_LISTS[kind.list].some((known) => known === code));
    case 'terms':
      return faultOfAll(answer, (code) => /^[a-z][a-z0-9_]{0,63}$/.test(code));
    case 'countries':
      return faultOfAll(answer, (code) => /^[A-Z]{2}$/.test(code));
    case 'languages':
      return faultOfAll(answer, (code) => LANGUAGE.test(code));
  }
}

function faultOfAll(answer: Answer, isKnown: (code: string) => boolean): FaultCode | null {
  if (!Array.isArray(answer)) return 'NOT_AN_ANSWER';
  if (answer.length > MOST_CHOSEN) return 'TOO_LONG';
  return answer.every(isKnown) ? null : 'UNKNOWN_CODE';
}

/** Half a character cannot be signed, and words in no language cannot be read. */
function isReadable({ text, language }: FreeText): boolean {
  return isWellFormed(text) && LANGUAGE.test(language);
}

function isDay(written: string): boolean {
  const day = new Date(`${written}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}

function isTime(written: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(written) &&
    // Some runtimes take the 30th of February for the 2nd of March.
    isDay(written.slice(0, 10)) &&
    !Number.isNaN(Date.parse(written))
  );
}
