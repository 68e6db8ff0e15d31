import type { Answers, FilledForm } from '../forms/answers.ts';
import { filled } from '../forms/faults.ts';
import { type Form, fieldsOfForm, type Section } from '../forms/form.ts';
import { formOf } from '../forms/forms.ts';
import type { Agreed } from './consent.ts';
import type { Scope } from './scopes.ts';

/** What is told to one receiver, and what stays here for want of a consent. */
export interface Disclosure {
  told: FilledForm;
  /** Sections in which something is told. */
  sections: Section[];
  /** Sections in which something was written and that stay here. */
  kept: Section[];
  /** Each scope that is used, with its end: it travels along. */
  under: Agreed[];
}

/** What goes of a form under the consents in force. What is not covered is not in it at all. */
export function disclose(form: Form, answers: Answers, agreed: readonly Agreed[]): Disclosure {
  const whole = filled(form, answers);
  const written = form.sections.filter((section) => hasAnswers(section, whole.answers));
  const sections = written.filter(({ scope }) => isCovered(scope, agreed));
  const fields = new Set(sections.flatMap((section) => section.fields.map(({ id }) => id)));
  const used = new Set(sections.map(({ scope }) => scope));
  return {
    told: {
      ...whole,
      answers: Object.fromEntries(Object.entries(whole.answers).filter(([field]) => fields.has(field))),
    },
    sections,
    kept: written.filter((section) => !sections.includes(section)),
    under: agreed.filter(({ scope }) => used.has(scope)),
  };
}

/** All that was written, without any consent: two members answer for it. */
export function discloseWithout(form: Form, answers: Answers): Disclosure {
  const told = filled(form, answers);
  const sections = form.sections.filter((section) => hasAnswers(section, told.answers));
  return { told, sections, kept: [], under: [] };
}

/**
 * Scopes that a form would need and that do not cover it at a moment. What a form of another version holds, or a field that the form
 * does not have, cannot be judged and is not covered.
 */
export function uncovered(told: FilledForm, under: readonly Agreed[], at: Date): (Scope | 'unknown_form')[] {
  const form = formOf(told);
  if (form === null) return ['unknown_form'];
  const known = new Set(fieldsOfForm(form).map(({ id }) => id));
  if (Object.keys(told.answers).some((field) => !known.has(field))) return ['unknown_form'];
  const inForce = under.filter(({ until }) => Date.parse(until) > at.getTime());
  return form.sections.flatMap((section) =>
    section.scope === null || !hasAnswers(section, told.answers) || isCovered(section.scope, inForce)
      ? []
      : [section.scope],
  );
}

function isCovered(scope: Scope | null, agreed: readonly Agreed[]): boolean {
  return scope === null || agreed.some((each) => each.scope === scope);
}

function hasAnswers({ fields }: Section, answers: Answers): boolean {
  return fields.some(({ id }) => answers[id] !== undefined);
}
