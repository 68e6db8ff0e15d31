import { fromUtf8 } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import type { CaseEvent } from '#crypto/case-event.ts';
import { verifyEvent } from '#crypto/signed-event.ts';
import { caseEvent } from '#crypto/test-support/events.ts';
import { asCertificates, type SignedVector } from '../shapes.ts';
import { certificates, expected, type Member, signedBy } from './keys.ts';

const EVENTS: [name: string, event: CaseEvent, by: [Member, Member?]][] = [
  ['a first message', caseEvent(), ['author']],
  [
    'an answer to two heads, of a kind that a reader need not know',
    caseEvent({ counter: 2, after: ['0', 'f'].map((digit) => digit.repeat(64)), kind: 'a_kind_to_come', body: null }),
    ['author'],
  ],
  [
    'a body in which the canonical form has something to do',
    caseEvent({ body: { ö: [1e30, 0.000001, 1e-7, -0], '€': '\u000f\n"\\/', '😀': true, '\ufb33': { b: 1, a: '' } } }),
    ['author'],
  ],
  ['an act of two members', caseEvent({ kind: 'go', body: { acts: [2, 1] } }), ['author', 'second']],
  ['a caseworker who administers too', caseEvent({ author: 2 }), ['second']],
];

export async function signedVectors(): Promise<SignedVector[]> {
  return Promise.all(
    EVENTS.map(async ([name, event, by]) => {
      const signed = await signedBy(event, ...by);
      const { hash, signers } = await verifyEvent(signed, { ...expected, certificates: asCertificates(certificates) });
      return {
        name,
        event,
        payload: fromUtf8(canonicalJson(event)),
        signedBy: by.filter((one) => one !== undefined),
        signed,
        hash,
        signers,
      };
    }),
  );
}
