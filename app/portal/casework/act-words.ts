import { caseCodeOf } from '#casework/case/case-code.ts';
import type { Scope } from '#casework/consent/scopes.ts';
import { type Answer, codesOf, type FilledForm, isFreeText, isNoAnswer } from '#casework/forms/answers.ts';
import type { Field } from '#casework/forms/form.ts';
import { formOf } from '#casework/forms/forms.ts';
import { codeKey } from '#casework/forms/labels.ts';
import type { Act } from '#casework/matter/acts.ts';
import { exactTime, timeWithZone } from '../exact-time.ts';
import type { FormWords } from './form-words.ts';

/** What an act says besides its forms, line by line. @param without consents that were taken back: words given under them go with them */
export function linesOf(act: Act, { t, label }: FormWords, without: readonly Scope[] = []): string[] {
  switch (act.kind) {
    case 'info_requested':
      return act.body.questions.map(({ question, purpose }) => `${question} (${purpose})`);
    case 'info_given':
      return without.length > 0 ? [] : said(act.body.note);
    case 'acknowledged':
      return said(act.body.role);
    case 'handover_proposed': {
      const { at, place, sign, escort, interpreter } = act.body;
      return [timeWithZone(t, at), ...said(place, sign, escort, interpreter)];
    }
    case 'service_not_started':
      return said(label(codeKey('not_started', act.body.reason)), act.body.note);
    case 'follow_up':
      return said(label(codeKey('follow_up_status', act.body.status)), act.body.note);
    case 'closed':
      return [label(codeKey('closing_code', act.body.code))];
    case 'introduced':
      return said(caseCodeOf(act.body.thread), act.body.note);
    case 'partly_withdrawn':
      return act.body.scopes.map((scope) => label(`scope.${scope}`));
    case 'recalled':
      return [label(codeKey('recall_reason', act.body.reason))];
    case 'hold':
      return [label(codeKey('hold_reason', act.body.reason))];
    case 'removed': {
      const { removed, kept, law } = act.body;
      return said(removed, kept === '' ? '' : t('removed.kept', { kept, law }));
    }
    case 'review_begun':
    case 'handed_over':
    case 'service_started':
    case 'hold_lifted':
    case 'alert_answered':
    case 'lead_offered':
    case 'lead_refused':
      return said(act.body.note);
    default:
      return [];
  }
}

/** A filled-in form as plain lines, a title above each section. @param without consents that were taken back */
export function linesOfForm(filled: FilledForm, words: FormWords, without: readonly Scope[] = []): string[] {
  const form = formOf(filled);
  if (form === null) return [words.t('form.newer')];
  return form.sections.flatMap(({ id, scope, fields }) => {
    if (scope !== null && without.includes(scope)) return [];
    const answered = fields.flatMap((field) => {
      const answer = filled.answers[field.id];
      if (answer === undefined) return [];
      return [words.t('pair', { name: words.label(`field.${field.id}`), text: answerWords(field, answer, words) })];
    });
    if (answered.length === 0 || form.sections.length === 1) return answered;
    return [words.label(`section.${form.id}.${id}`).toUpperCase(), ...answered];
  });
}

export function answerWords({ kind }: Field, answer: Answer, { t, label, options }: FormWords): string {
  if (isFreeText(answer)) return answer.text;
  if (isNoAnswer(answer)) return label(`none.${answer.none}`);
  if (typeof answer === 'number') return String(answer);
  const codes = codesOf(answer);
  if (kind.type === 'date') return t.date(codes[0] ?? '');
  if (kind.type === 'time') return exactTime(t, codes[0] ?? '');
  const known = options(kind);
  return t.list(codes.map((code) => known.find((option) => option.code === code)?.label ?? code));
}

function said(...lines: string[]): string[] {
  return lines.filter((line) => line !== '');
}
