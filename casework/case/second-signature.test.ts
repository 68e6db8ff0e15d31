import { expect, it } from 'vitest';
import { toBase64url } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import { caseEvent } from '#crypto/test-support/events.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import { SAMPLES } from '../test-support/matters.ts';
import { OURS, THEIRS, toOurselves } from '../test-support/stored-events.ts';
import { unlessMalformed } from '../unless-malformed.ts';
import { readToSign } from './second-signature.ts';

const CASE = uuidAt(0xca);
const BODY = { ...SAMPLES.referral, basis: { agreed: [], override: 'vital_interest' } };

/** A note of member 1 that asks for a second signature under a referral. */
function asked(body: unknown, changes: Parameters<typeof caseEvent>[0] = {}) {
  const event = caseEvent({
    sender: OURS,
    receiver: { scheme: 'period', organisation: THEIRS },
    author: 1,
    kind: 'referral',
    body,
    ...changes,
  });
  const signed = { payload: toBase64url(canonicalJson(event)), signatures: [{ protected: 'x', signature: 'x' }] };
  return toOurselves(1, { kind: 'to_sign', author: 1, body: { case: CASE, event: signed } });
}

it('is read with everything that its author has signed', () => {
  const { case: of, toSign } = readToSign(asked(BODY));
  expect(of).toBe(CASE);
  expect(toSign).toMatchObject({ receiver: THEIRS, author: 1, act: { kind: 'referral', body: BODY } });
});

const more = { form: 'A', version: 1, answers: { fears: { text: 'Invented', language: 'en' } } };
const { form } = SAMPLES.referral;

it.each([
  ['an assessment that the page would not show', { ...BODY, assessment: more }, {}],
  [
    'consents that the page would not show',
    { ...BODY, basis: { ...SAMPLES.referral.basis, override: 'vital_interest' } },
    {},
  ],
  ['a form that this version does not know', { ...BODY, form: { ...form, version: 9 } }, {}],
  ['a field that the form does not have', { ...BODY, form: { ...form, answers: { ...form.answers, more: 'x' } } }, {}],
  ['a referral under a consent', SAMPLES.referral, {}],
  ['another act', { reason: 'leak' }, { kind: 'hold' }],
  ['what somebody else has signed', BODY, { author: 2 }],
  ['what another organisation is to have said', BODY, { sender: THEIRS }],
])('is not read for %s', (_, body, changes) => {
  expect(unlessMalformed(() => readToSign(asked(body, changes)))).toBeNull();
});
