import fc from 'fast-check';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { toTimestamp } from '#crypto/timestamp.ts';
import type { Agreed, Consent, Withdrawal } from '../consent/consent.ts';
import { SCOPES } from '../consent/scopes.ts';

export const CASE = uuidAt(0xca);
export const RECEIVER = uuidAt(0xec);
export const NOW = new Date('2026-11-22T12:00:00Z');

export const CONSENT: Consent = {
  id: uuidAt(1),
  case: CASE,
  receiver: RECEIVER,
  scopes: [{ scope: 'share_profile', until: '2027-02-20T00:00:00Z' }],
  purpose: 'Invented words.',
  language: 'ar',
  hasInterpreter: true,
  givenBy: 'person',
  way: 'oral_witnessed',
  knowsOfRisk: false,
  withheld: [{ what: 'The name of a sister.', reason: 'fear_of_harm' }],
};

/** Some ends are over, some just now. */
const anyAgreed: fc.Arbitrary<Agreed> = fc.record({
  scope: fc.constantFrom(...SCOPES),
  until: fc.integer({ min: -3, max: 3 }).map((seconds) => toTimestamp(new Date(NOW.getTime() + seconds * 1000))),
});

/** Of few cases, receivers and ids, so that they meet. */
export const anyConsents: fc.Arbitrary<Consent[]> = fc.array(
  fc.record({
    ...Object.fromEntries(Object.entries(CONSENT).map(([name, value]) => [name, fc.constant(value)])),
    id: fc.constantFrom(uuidAt(1), uuidAt(2), uuidAt(3)),
    case: fc.constantFrom(CASE, CASE, uuidAt(0xcb)),
    receiver: fc.constantFrom(RECEIVER, RECEIVER, uuidAt(0xed)),
    scopes: fc.array(anyAgreed, { maxLength: 20 }),
  }) as fc.Arbitrary<Consent>,
  { maxLength: 6 },
);

export const anyWithdrawals: fc.Arbitrary<Withdrawal[]> = fc.array(
  fc.record({
    consent: fc.constantFrom(uuidAt(1), uuidAt(2), uuidAt(9)),
    scopes: fc.option(fc.subarray([...SCOPES])),
  }),
  { maxLength: 3 },
);
