import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilledForm } from '../forms/answers.ts';
import { filled } from '../forms/faults.ts';
import type { Form } from '../forms/form.ts';
import { REFERRAL } from '../forms/referral.ts';
import { anyAnswers } from '../test-support/answers.ts';
import { anyConsents, anyWithdrawals, CASE, NOW, RECEIVER } from '../test-support/consents.ts';
import { EVERY_FORM } from '../test-support/forms.ts';
import { type Agreed, inForce } from './consent.ts';
import { disclose, uncovered } from './disclosure.ts';
import { SCOPES, type Scope } from './scopes.ts';

const HERE = { case: CASE, receiver: RECEIVER, at: NOW };
const UNTIL = '2027-02-20T00:00:00Z';
const agreeing = (scopes: readonly Scope[]): Agreed[] => scopes.map((scope) => ({ scope, until: UNTIL }));
const anyScopes = fc.subarray([...SCOPES]);
const anyForm = fc.constantFrom(...EVERY_FORM);
const anyFilled = anyForm.chain((form) => fc.tuple(fc.constant(form), anyAnswers(form)));
/** Whose content this version can judge. */
const anyTravelling = anyFilled.filter(([form]) => form.id !== 'ACT');
const scopeOf = (form: Form, field: string) =>
  form.sections.find(({ fields }) => fields.some(({ id }) => id === field))?.scope;

const ANSWERS = {
  priority: 'urgent',
  preferred_name: { text: 'Invented', language: 'en' },
  risk_flags: ['debt'],
  status: '',
};

it('tells what is agreed to, keeps what is not, and names both', () => {
  const { told, sections, kept, under } = disclose(
    REFERRAL,
    ANSWERS,
    agreeing(['contact_receiver_anonymously', 'share_risk', 'share_legal_status']),
  );
  expect(told).toEqual({ form: 'F2', version: 1, answers: { priority: 'urgent', risk_flags: ['debt'] } });
  expect(sections.map(({ id }) => id)).toEqual(['request', 'risk']);
  expect(kept.map(({ id }) => id)).toEqual(['profile']);
  expect(under.map(({ scope }) => scope)).toEqual(['contact_receiver_anonymously', 'share_risk']);
});

it('tells nothing of anybody without a consent', () => {
  const { told, kept, under } = disclose(REFERRAL, ANSWERS, []);
  expect({ answers: told.answers, kept: kept.map(({ id }) => id), under }).toEqual({
    answers: {},
    kept: ['request', 'profile', 'risk'],
    under: [],
  });
});

describe('whatever is written and agreed to', () => {
  it('nothing of a section is told without its scope', () => {
    fc.assert(
      fc.property(anyFilled, anyScopes, ([form, answers], scopes) => {
        const { told } = disclose(form, answers, agreeing(scopes));
        const bare = Object.keys(told.answers).filter((field) => {
          const scope = scopeOf(form, field);
          return scope === undefined || (scope !== null && !scopes.includes(scope));
        });
        expect(bare).toEqual([]);
      }),
    );
  });

  it('everything that is agreed to is told, and the rest is named as kept', () => {
    fc.assert(
      fc.property(anyFilled, anyScopes, ([form, answers], scopes) => {
        const { told, sections, kept, under } = disclose(form, answers, agreeing(scopes));
        const whole = filled(form, answers).answers;
        const stays = new Set(kept.flatMap(({ fields }) => fields.map(({ id }) => id)));
        expect(Object.keys(told.answers)).toEqual(Object.keys(whole).filter((field) => !stays.has(field)));
        expect(kept.filter(({ scope }) => scope === null || scopes.includes(scope))).toEqual([]);
        const used = new Set(sections.flatMap(({ scope }) => scope ?? []));
        expect(new Set(under.map(({ scope }) => scope))).toEqual(used);
      }),
    );
  });

  it('no section leaves without a consent in force for this receiver and case, and the receiver finds all covered', () => {
    fc.assert(
      fc.property(anyTravelling, anyConsents, anyWithdrawals, ([form, answers], consents, withdrawals) => {
        const { told, sections, under } = disclose(form, answers, inForce(consents, withdrawals, HERE));
        for (const { scope } of sections) {
          const isGiven = consents.some(
            (consent) =>
              consent.case === CASE &&
              consent.receiver === RECEIVER &&
              consent.scopes.some((agreed) => agreed.scope === scope && new Date(agreed.until) > NOW) &&
              !withdrawals.some(
                (each) =>
                  each.consent === consent.id &&
                  (each.scopes === null || scope === null || each.scopes.includes(scope)),
              ),
          );
          expect(scope === null || isGiven).toBe(true);
        }
        expect(uncovered(told, under, NOW)).toEqual([]);
      }),
    );
  });

  it('what a stranger tells beyond what is covered is named, scope by scope', () => {
    fc.assert(
      fc.property(anyTravelling, anyScopes, ([form, answers], scopes) => {
        const told = filled(form, answers);
        const needed = form.sections
          .filter(({ fields }) => fields.some(({ id }) => Object.hasOwn(told.answers, id)))
          .flatMap(({ scope }) => scope ?? []);
        const bare = needed.filter((scope) => !scopes.includes(scope));
        expect(uncovered(told, agreeing(scopes), NOW)).toEqual(bare);
        expect(uncovered(told, agreeing(scopes), new Date(UNTIL))).toEqual(needed);
      }),
    );
  });
});

it.each<[string, FilledForm]>([
  ['a form of another version', { form: 'F2', version: 2, answers: {} }],
  ['a form that nobody knows', { form: 'F99', version: 1, answers: { priority: 'urgent' } }],
  ['a field that the form does not have', { form: 'F2', version: 1, answers: { shoe_size: 40 } }],
  ['a field of another form', { form: 'F1', version: 1, answers: { preferred_name: 'x' } }],
  ['a field that every object has', { form: 'F1', version: 1, answers: { constructor: 'x' } }],
])('%s cannot be judged', (_, told) => {
  expect(uncovered(told, agreeing(SCOPES), NOW)).toEqual(['unknown_form']);
});

it('what says who somebody is needs a scope: all of a referral and of an assessment', () => {
  const open = EVERY_FORM.flatMap((form) => form.sections.filter(({ scope }) => scope === null).map(() => form.id));
  expect(new Set(open)).toEqual(new Set(['F1', 'F1A', 'F3', 'F10', 'F11', 'ACT']));
});

it('every scope that shares a part of an assessment has a section, and each section one of its own', () => {
  for (const form of EVERY_FORM) {
    const scopes = form.sections.flatMap(({ scope }) => scope ?? []);
    expect(new Set(scopes).size).toBe(scopes.length);
  }
  const used = EVERY_FORM.flatMap(({ sections }) => sections.flatMap(({ scope }) => scope ?? []));
  expect(SCOPES.filter((scope) => scope.startsWith('share_assessment_') && !used.includes(scope))).toEqual([]);
});
