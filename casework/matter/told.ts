import type { Scope } from '../consent/scopes.ts';
import type { FilledForm } from '../forms/answers.ts';
import { formOf } from '../forms/forms.ts';
import type { Act } from './acts.ts';

/** Every form that an act carries. */
export function formsIn({ body }: Act): FilledForm[] {
  const forms = ['form' in body ? body.form : null, 'assessment' in body ? body.assessment : null];
  return forms.filter((form) => form !== null);
}

/** Consents under which an act tells something. Words may say anything that was agreed to when they were written. */
export function scopesTold(act: Act): Scope[] {
  const inWords = act.kind === 'info_given' && act.body.note !== '' ? act.body.basis.agreed : [];
  return [...inWords.map(({ scope }) => scope), ...scopesInForms(act)];
}

function scopesInForms(act: Act): Scope[] {
  return formsIn(act).flatMap((told) =>
    (formOf(told)?.sections ?? []).flatMap(({ scope, fields }) =>
      scope !== null && fields.some(({ id }) => told.answers[id] !== undefined) ? [scope] : [],
    ),
  );
}
