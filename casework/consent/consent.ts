import { fieldsOf, listOf, matching, oneOf, orNull, ShapeError, text, uuid } from '#crypto/shape.ts';
import { type Timestamp, timestamp } from '#crypto/timestamp.ts';
import { LANGUAGE } from '../forms/answers.ts';
import { SCOPES, type Scope } from './scopes.ts';

/** What a person agreed to that one receiver may learn or do; written by the own organisation to itself. */
export interface Consent {
  /** UUID */
  id: string;
  /** UUID of the case. */
  case: string;
  /** UUID of the one organisation that it is for. */
  receiver: string;
  scopes: Agreed[];
  /** What the person was told that it is for, as it was said. */
  purpose: string;
  /** BCP 47, in which it was explained. */
  language: string;
  hasInterpreter: boolean;
  givenBy: (typeof GIVERS)[number];
  way: (typeof WAYS)[number];
  /** The person knows that the receiver's State protects data less, and wants it all the same; false where it need not be said. */
  knowsOfRisk: boolean;
  /** What must not be told to this receiver, and why. */
  withheld: Withheld[];
}

/** One scope, until a day. */
export interface Agreed {
  scope: Scope;
  until: Timestamp;
}

export interface Withheld {
  what: string;
  reason: (typeof WITHHELD_BECAUSE)[number];
}

export const GIVERS = ['person', 'guardian', 'legal_representative'] as const;
export const WAYS = ['written', 'oral_witnessed', 'remote'] as const;
export const WITHHELD_BECAUSE = ['fear_of_harm', 'wants_to_tell_it', 'other'] as const;

/** In days: unless the person wants another end. */
export const USUAL_DAYS = 90;

/** @throws ShapeError */
export function readConsent(body: unknown): Consent {
  const fields = fieldsOf(body, [
    'id',
    'case',
    'receiver',
    'scopes',
    'purpose',
    'language',
    'hasInterpreter',
    'givenBy',
    'way',
    'knowsOfRisk',
    'withheld',
  ]);
  const { hasInterpreter, knowsOfRisk } = fields;
  if (typeof hasInterpreter !== 'boolean') throw new ShapeError('somebody interpreted, or nobody');
  if (typeof knowsOfRisk !== 'boolean') throw new ShapeError('a risk was explained, or none');
  return {
    id: uuid(fields.id),
    case: uuid(fields.case),
    receiver: uuid(fields.receiver),
    scopes: readAgreed(fields.scopes),
    purpose: text(fields.purpose),
    language: matching(fields.language, LANGUAGE, 'the language'),
    hasInterpreter,
    givenBy: oneOf(fields.givenBy, GIVERS),
    way: oneOf(fields.way, WAYS),
    knowsOfRisk,
    withheld: listOf(fields.withheld, 20, (each) => {
      const { what, reason } = fieldsOf(each, ['what', 'reason']);
      return { what: text(what), reason: oneOf(reason, WITHHELD_BECAUSE) };
    }),
  };
}

/** @throws ShapeError */
export function readAgreed(value: unknown): Agreed[] {
  return listOf(value, SCOPES.length, (each) => {
    const { scope, until } = fieldsOf(each, ['scope', 'until']);
    return { scope: oneOf(scope, SCOPES), until: timestamp(until) };
  });
}

/** A consent was taken back, whole or in parts. */
export interface Withdrawal {
  /** UUID of the consent. */
  consent: string;
  /** Null: all of them. */
  scopes: Scope[] | null;
}

/** @throws ShapeError */
export function readWithdrawal(body: unknown): Withdrawal {
  const { consent, scopes } = fieldsOf(body, ['consent', 'scopes']);
  return {
    consent: uuid(consent),
    scopes: orNull(scopes, (value) => listOf(value, SCOPES.length, (scope) => oneOf(scope, SCOPES))),
  };
}

/**
 * What may be told to a receiver at a moment: what the person agreed to last. What was not agreed to then is not agreed to any more.
 *
 * @param consents in the order in which they were given
 * @returns each scope once, with its end
 */
export function inForce(
  consents: readonly Consent[],
  withdrawals: readonly Withdrawal[],
  { case: ofCase, receiver, at }: { case: string; receiver: string; at: Date },
): Agreed[] {
  const last = lastFor(consents, ofCase, receiver);
  if (last === null) return [];
  return SCOPES.flatMap((scope) => {
    const agreed = last.scopes.findLast((each) => each.scope === scope);
    const isOver = agreed === undefined || Date.parse(agreed.until) <= at.getTime();
    return isOver || isWithdrawn(last, scope, withdrawals) ? [] : [agreed];
  });
}

/** What was agreed to last for a receiver in a case, withdrawn or not. */
export function lastFor<Kind extends Consent>(
  consents: readonly Kind[],
  ofCase: string,
  receiver: string,
): Kind | null {
  return consents.findLast((each) => each.case === ofCase && each.receiver === receiver) ?? null;
}

function isWithdrawn({ id }: Consent, scope: Scope, withdrawals: readonly Withdrawal[]): boolean {
  return withdrawals.some(({ consent, scopes }) => consent === id && (scopes === null || scopes.includes(scope)));
}
