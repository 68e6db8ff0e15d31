import { fromUtf8, toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import type { CryptoErrorCode } from '#crypto/crypto-error.ts';
import { sign } from '#crypto/ed25519.ts';
import type { SignedEvent } from '#crypto/signed-event.ts';
import { caseEvent } from '#crypto/test-support/events.ts';
import { uuidAt } from '#crypto/test-support/statements.ts';
import type { RefusedEvent } from '../shapes.ts';
import { expected, publicKeys, signedBy, signingKeys } from './keys.ts';

const HEADER = `{"alg":"EdDSA","kid":"${publicKeys.author}","typ":"nrm-event"}`;

export async function refusedEvents(): Promise<RefusedEvent[]> {
  const sound = await signedBy(caseEvent(), 'author');
  const ofTwo = await signedBy(caseEvent(), 'author', 'second');
  const [one, two] = ofTwo.signatures as [SignedEvent['signatures'][number], SignedEvent['signatures'][number]];
  const text = payloadOf(caseEvent());
  const withHeader = (header: string) => signedText(text, header);
  const withPayload = (payload: string) => signedText(payload, HEADER);
  const put = (name: string, code: CryptoErrorCode, signed: SignedEvent, against = {}): RefusedEvent => ({
    name,
    signed,
    expected: { ...expected, ...against },
    code,
  });
  return [
    put('no signature', 'BAD_EVENT', { ...sound, signatures: [] }),
    put('a signature of another event', 'BAD_SIGNATURE', {
      ...(await signedBy(caseEvent({ counter: 2 }), 'author')),
      signatures: sound.signatures,
    }),
    put('a second signature that is that of the first', 'BAD_SIGNATURE', {
      ...ofTwo,
      signatures: [one, { ...two, signature: one.signature }],
    }),
    put('a signature of 63 bytes', 'BAD_JWS', {
      ...sound,
      signatures: [{ ...one, signature: one.signature.slice(0, 84) }],
    }),
    put('a signature with bits behind its end', 'BAD_JWS', {
      ...sound,
      signatures: [{ ...one, signature: `${one.signature.slice(0, -1)}${nextSign(one.signature.slice(-1))}` }],
    }),
    put('padding of base64', 'BAD_JWS', { ...sound, signatures: [{ ...one, protected: `${one.protected}=` }] }),
    put('one member twice', 'BAD_EVENT', { ...ofTwo, signatures: [one, one] }),
    put('the second before the author', 'UNKNOWN_AUTHOR', { ...ofTwo, signatures: [two, one] }),
    put('the number of another member', 'UNKNOWN_AUTHOR', await signedBy(caseEvent({ author: 2 }), 'author')),
    put(
      'a key that the statement does not name',
      'UNKNOWN_AUTHOR',
      await signedBy(caseEvent({ author: 3 }), 'stranger'),
    ),
    put('a member who is no caseworker', 'UNKNOWN_AUTHOR', await signedBy(caseEvent({ author: 4 }), 'administrator')),
    put(
      'a second member who is no caseworker',
      'UNKNOWN_AUTHOR',
      await signedBy(caseEvent(), 'author', 'administrator'),
    ),
    put(
      'stored after the hour of the revocation',
      'AUTHOR_REVOKED',
      await signedBy(caseEvent({ author: 5 }), 'dismissed'),
    ),
    put(
      'of somebody revoked, and no node says when it was stored',
      'AUTHOR_REVOKED',
      await signedBy(caseEvent({ author: 5 }), 'dismissed'),
      {
        receivedHour: null,
      },
    ),
    put('another envelope', 'WRONG_ENVELOPE', sound, { envelope: uuidAt(9) }),
    put('another sender', 'WRONG_ENVELOPE', sound, { sender: uuidAt(9) }),
    put('another receiver', 'WRONG_ENVELOPE', sound, { receiver: uuidAt(9) }),
    put('signed as a statement', 'WRONG_TYP', await withHeader(HEADER.replace('nrm-event', 'nrm-statement'))),
    put('no algorithm', 'BAD_JWS', await withHeader(HEADER.replace('EdDSA', 'none'))),
    put('the newer name of the algorithm', 'BAD_JWS', await withHeader(HEADER.replace('EdDSA', 'Ed25519'))),
    put('a header with crit', 'BAD_JWS', await withHeader(HEADER.replace('"kid"', '"crit":["exp"],"exp":1,"kid"'))),
    put('a header with a member twice', 'BAD_JWS', await withHeader(HEADER.replace('"kid"', `"kid":"","kid"`))),
    put(
      'a header in another order',
      'BAD_JWS',
      await withHeader(`{"typ":"nrm-event","alg":"EdDSA","kid":"${publicKeys.author}"}`),
    ),
    put('a payload with blanks', 'BAD_JWS', await withPayload(JSON.stringify(JSON.parse(text), null, 1))),
    put('a payload with a member twice', 'BAD_JWS', await withPayload(text.replace('{', '{"after":[],'))),
    put('a payload that is a list', 'BAD_EVENT', await withPayload('[]')),
    ...(await Promise.all(
      Object.entries(BROKEN).map(async ([name, changes]) =>
        put(name, 'BAD_EVENT', await withPayload(payloadOf({ ...caseEvent(), ...changes }))),
      ),
    )),
  ];
}

/** Each breaks one rule of a case event. */
const BROKEN = {
  'a member more': { subject: '' },
  'an envelope in capitals': { envelope: uuidAt(0xa).toUpperCase() },
  'another scheme': { receiver: { scheme: 'circle', organisation: uuidAt(3) } },
  'a thread code with bits behind its end': { thread: 'AAAAAAAAAAAAAAAAAAAAAB' },
  'counter nought': { counter: 0 },
  'a number that is not whole': { statement: 1.5 },
  'a time with parts of a second': { at: '2026-11-22T10:12:13.000Z' },
  'a day that does not exist': { at: '2026-02-30T10:12:13Z' },
  'hashes out of order': { after: ['f', '0'].map((digit) => digit.repeat(64)) },
  'a hash twice': { after: ['0', '0'].map((digit) => digit.repeat(64)) },
  '65 hashes': { after: Array.from({ length: 65 }, (_, place) => place.toString(16).padStart(64, '0')) },
  'a kind in capitals': { kind: 'Message' },
  'a kind of 41 signs': { kind: 'a'.repeat(41) },
};

/** The next in the alphabet of base64url: the same bytes and other bits behind their end. */
function nextSign(sign: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(sign) + 1] ?? '';
}

/** Soundly signed by the author, whatever header and payload say. */
async function signedText(payload: string, header: string): Promise<SignedEvent> {
  const [front, body] = [toBase64url(toUtf8(header)), toBase64url(toUtf8(payload))];
  const signature = toBase64url(await sign(toUtf8(`${front}.${body}`), signingKeys.author));
  return { payload: body, signatures: [{ protected: front, signature }] };
}

function payloadOf(event: unknown): string {
  return fromUtf8(canonicalJson(event));
}
