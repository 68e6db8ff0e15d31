import type { Scope } from '../consent/scopes.ts';
import type { FilledForm } from '../forms/answers.ts';
import { formOf } from '../forms/forms.ts';
import type { Act } from './acts.ts';

/** Every form that an act carries. */
export function formsIn({ body }: Act): FilledForm[] {
  const forms = ['form' in body ? body.form : null, 'assessment' in body ? body.assessment : null];
  return forms.filter((form) => form !== null);
}

/** Consents under which the forms of an act tell something. */
export function scopesTold(act: Act): Scope[] {
  return formsIn(act).flatMap((told) =>
    (formOf(told)?.sections ?? []).flatMap(({ scope, fields }) =>
      scope !== null && fields.some(({ id }) => told.answers[id] !== undefined) ? [scope] : [],
    ),
  );
}
