import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { anyConsents, anyWithdrawals, CASE, CONSENT, NOW, RECEIVER } from '../test-support/consents.ts';
import { unlessMalformed } from '../unless-malformed.ts';
import { type Consent, inForce, readConsent, readWithdrawal } from './consent.ts';
import { SCOPES } from './scopes.ts';

const HERE = { case: CASE, receiver: RECEIVER, at: NOW };
const scopesOf = (consents: readonly Consent[], withdrawals = [] as Parameters<typeof inForce>[1], where = HERE) =>
  inForce(consents, withdrawals, where).map(({ scope }) => scope);

it('is in force until the second in which it ends', () => {
  const until = new Date('2027-02-20T00:00:00Z');
  const before = new Date(until.getTime() - 1);
  expect(inForce([CONSENT], [], { ...HERE, at: before })).toEqual(CONSENT.scopes);
  expect(inForce([CONSENT], [], { ...HERE, at: until })).toEqual([]);
});

it('counts for one receiver and one case alone', () => {
  expect(scopesOf([CONSENT], [], { ...HERE, receiver: uuidAt(7) })).toEqual([]);
  expect(scopesOf([CONSENT], [], { ...HERE, case: uuidAt(7) })).toEqual([]);
});

it('is withdrawn whole or in parts, and counts again only when it is given anew', () => {
  const two: Consent = {
    ...CONSENT,
    scopes: (['share_profile', 'share_risk'] as const).map((scope) => ({ scope, until: '2027-02-20T00:00:00Z' })),
  };
  const part = { consent: two.id, scopes: ['share_profile' as const] };
  expect(scopesOf([two], [part])).toEqual(['share_risk']);
  expect(scopesOf([two], [{ consent: two.id, scopes: null }])).toEqual([]);
  expect(scopesOf([two], [{ consent: two.id, scopes: [] }])).toEqual(['share_profile', 'share_risk']);
  expect(scopesOf([two, { ...CONSENT, id: uuidAt(2) }], [part])).toEqual(['share_profile']);
  expect(scopesOf([two, two], [part])).toEqual(['share_risk']);
});

it('is what was given last for this receiver and case, as far as it has not lapsed and was not withdrawn', () => {
  fc.assert(
    fc.property(anyConsents, anyWithdrawals, (consents, withdrawals) => {
      const last = consents.filter((consent) => consent.case === CASE && consent.receiver === RECEIVER).at(-1);
      const expected = SCOPES.flatMap((scope) =>
        (last?.scopes ?? [])
          .filter((agreed) => agreed.scope === scope)
          .slice(-1)
          .filter(({ until }) => new Date(until) > NOW)
          .filter(
            () => !withdrawals.some((each) => each.consent === last?.id && (each.scopes?.includes(scope) ?? true)),
          ),
      );
      expect(inForce(consents, withdrawals, HERE)).toEqual(expected);
    }),
  );
});

it('what was left out the last time is not agreed to any more', () => {
  const more = [...CONSENT.scopes, { scope: 'share_risk' as const, until: '2027-02-20T00:00:00Z' as const }];
  expect(scopesOf([{ ...CONSENT, id: uuidAt(2), scopes: more }, CONSENT])).toEqual(['share_profile']);
});

it('never grows by a withdrawal, by waiting, or by a consent for somebody else', () => {
  fc.assert(
    fc.property(anyConsents, anyWithdrawals, fc.integer({ min: 0, max: 4000 }), (consents, withdrawals, wait) => {
      const before = scopesOf(consents, withdrawals);
      const last = consents.findLast((consent) => consent.case === CASE && consent.receiver === RECEIVER);
      const all = { consent: last?.id ?? '', scopes: null };
      expect(scopesOf(consents, [...withdrawals, all])).toEqual([]);
      expect(before).toEqual(expect.arrayContaining(scopesOf(consents, [...withdrawals, all])));
      const later = { ...HERE, at: new Date(NOW.getTime() + wait) };
      expect(before).toEqual(expect.arrayContaining(scopesOf(consents, withdrawals, later)));
      const forOthers = consents.map((consent) => ({ ...consent, id: uuidAt(5), receiver: uuidAt(0xed) }));
      expect(scopesOf([...consents, ...forOthers], withdrawals)).toEqual(before);
    }),
  );
});

it('is read as it was written', () => {
  expect(readConsent(CONSENT)).toEqual(CONSENT);
  expect(readWithdrawal({ consent: CONSENT.id, scopes: null })).toEqual({ consent: CONSENT.id, scopes: null });
  const part = { consent: CONSENT.id, scopes: ['share_profile'] };
  expect(readWithdrawal(part)).toEqual(part);
});

it.each<[string, object]>([
  ['for no receiver', { receiver: null }],
  ['for every receiver', { receiver: '*' }],
  ['without a case', { case: '' }],
  ['to a scope that nobody knows', { scopes: [{ scope: 'share_all', until: '2027-02-20T00:00:00Z' }] }],
  ['to a scope that every object has', { scopes: [{ scope: 'constructor', until: '2027-02-20T00:00:00Z' }] }],
  ['without end', { scopes: [{ scope: 'share_profile', until: null }] }],
  ['until a day that no month has', { scopes: [{ scope: 'share_profile', until: '2027-02-30T00:00:00Z' }] }],
  ['until an hour of some place', { scopes: [{ scope: 'share_profile', until: '2027-02-20T00:00:00+02:00' }] }],
  ['by somebody else', { givenBy: 'relative' }],
  ['in a way of its own', { way: 'assumed' }],
  ['in no language', { language: 'Arabic' }],
  ['that leaves open whether somebody interpreted', { hasInterpreter: 'yes' }],
  ['that leaves open whether a risk was explained', { knowsOfRisk: null }],
  ['that withholds for no reason', { withheld: [{ what: 'x', reason: '' }] }],
  ['with a member more', { signature: 'x' }],
])('refuses a consent %s', (_, changes) => {
  expect(unlessMalformed(() => readConsent({ ...CONSENT, ...changes }))).toBeNull();
});

it.each([
  ['of nothing', { consent: null, scopes: null }],
  ['of a scope that nobody knows', { consent: CONSENT.id, scopes: ['share_all'] }],
  ['without its scopes', { consent: CONSENT.id }],
])('refuses a withdrawal %s', (_, body) => {
  expect(unlessMalformed(() => readWithdrawal(body))).toBeNull();
});
