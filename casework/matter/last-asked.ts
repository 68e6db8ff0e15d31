import type { FilledForm } from '../forms/answers.ts';
import type { Matter } from './matter.ts';

/** What an organisation asked last in a matter, as an enquiry or a referral; null: it asked nothing. */
export function lastAsked({ acts }: Pick<Matter, 'acts'>, own: string): FilledForm | null {
  const asked = acts.findLast(({ by, kind, act }) => by === own && act !== null && isAsking(kind));
  return asked?.act?.kind === 'enquiry' || asked?.act?.kind === 'referral' ? asked.act.body.form : null;
}

function isAsking(kind: string): boolean {
  return kind === 'enquiry' || kind === 'referral';
}
