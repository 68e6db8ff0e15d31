import { describe, expect, it } from 'vitest';
import { randomBytes, toBase64url } from '#crypto/bytes.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import type { StoredEvent } from '../conversation.ts';
import { hashAt, THEIRS, toOurselves } from '../test-support/stored-events.ts';
import { casesOf } from './case.ts';
import { caseCodeOf } from './case-code.ts';

const CASE = uuidAt(0xc);
const THREAD = 'AAAAAAAAAAAAAAAAAAAAAA';
const CONSENT = {
  id: uuidAt(0xd),
  case: CASE,
  receiver: THEIRS,
  scopes: [{ scope: 'share_profile', until: '2027-01-01T00:00:00Z' }],
  purpose: 'Invented',
  language: 'ro',
  hasInterpreter: false,
  givenBy: 'person',
  way: 'written',
  knowsOfRisk: false,
  withheld: [],
};

const ASSESSMENT = { form: 'A', version: 1, answers: { fears: { text: 'Invented', language: 'en' } } };

/** Each follows the one before it. */
function noted(...notes: [kind: string, body: unknown, changes?: Partial<StoredEvent>][]): StoredEvent[] {
  return notes.map(([kind, body, changes], place) =>
    toOurselves(place + 1, { kind, body, after: place === 0 ? [] : [hashAt(place)] }, changes),
  );
}

describe('the cases of an organisation', () => {
  it('have threads, consents and what was withdrawn', () => {
    const cases = casesOf(
      noted(
        ['case_begun', { case: CASE, label: 'Invented' }],
        ['case_thread', { case: CASE, counterpart: THEIRS, thread: THREAD }],
        ['assessment_kept', { case: CASE, form: { form: 'A', version: 1, answers: {} } }],
        ['assessment_kept', { case: CASE, form: ASSESSMENT }],
        ['consent_given', CONSENT],
        ['consent_withdrawn', { consent: CONSENT.id, scopes: ['share_profile'] }],
        ['consent_withdrawn', { consent: uuidAt(0xe), scopes: null }],
        ['person_stays', { case: CASE, withdrawal: hashAt(0x57) }],
      ),
    );
    expect(cases.get(CASE)).toEqual({
      id: CASE,
      label: 'Invented',
      threads: [{ counterpart: THEIRS, thread: THREAD }],
      consents: [CONSENT],
      withdrawals: [{ consent: CONSENT.id, scopes: ['share_profile'] }],
      assessment: ASSESSMENT,
      toSign: [],
      stays: [hashAt(0x57)],
    });
  });

  it('have the label that was given last', () => {
    const events = noted(['case_begun', { case: CASE, label: 'One' }], ['case_begun', { case: CASE, label: 'Other' }]);
    expect([...casesOf(events).values()].map(({ label }) => label)).toEqual(['Other']);
  });

  it.each([
    ['of an unknown case', ['case_thread', { case: uuidAt(0xf), counterpart: THEIRS, thread: THREAD }]],
    ['of another shape', ['case_thread', { case: CASE }]],
    ['with a label that is too long', ['case_begun', { case: uuidAt(0xf), label: 'x'.repeat(121) }]],
    ['of another form', ['assessment_kept', { case: CASE, form: { form: 'F2', version: 1, answers: {} } }]],
    ['of a consent that is none', ['consent_given', { ...CONSENT, scopes: 'all' }]],
    [
      'under a key that others may have had',
      ['case_thread', { case: CASE, counterpart: THEIRS, thread: THREAD }, { isUnproven: true }],
    ],
  ] as [string, Parameters<typeof noted>[0]][])('know nothing from a note %s', (_, note) => {
    const cases = casesOf(noted(['case_begun', { case: CASE, label: 'Invented' }], note));
    expect([...cases.values()]).toEqual([
      {
        id: CASE,
        label: 'Invented',
        threads: [],
        consents: [],
        withdrawals: [],
        assessment: null,
        toSign: [],
        stays: [],
      },
    ]);
  });
});

it('a case code is 40 bits of its thread, in 32 signs that nobody confuses', () => {
  const codes = Array.from({ length: 200 }, () => caseCodeOf(toBase64url(randomBytes(16))));
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  expect(caseCodeOf(THREAD)).toBe('2222-2222');
});
