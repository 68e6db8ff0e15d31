import { type Bytes, fromBase64url, toBase64url } from './bytes.ts';
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts';
import { type CaseEvent, readCaseEvent } from './case-event.ts';
import { CryptoError } from './crypto-error.ts';
import { publicKeyOf } from './ed25519.ts';
import { readUnverifiedKid, signJws, verifyJws } from './jws.ts';
import { fieldsOf, listOf, ShapeError, text } from './shape.ts';
import type { MemberCertificate } from './statement.ts';
import { type Timestamp, toFullHour } from './timestamp.ts';
import { sha256 } from './verify/strict-text.ts';

const TYP = 'nrm-event';
/** An act of two members has two; nothing needs more. */
const MOST_SIGNATURES = 2;

/** A JWS in its general JSON form (RFC 7515 §7.2.1), without anything that is not signed. */
export interface SignedEvent {
  /** Canonical JSON as base64url. */
  payload: string;
  signatures: { protected: string; signature: string }[];
}

/** What is certain of an event that was opened. */
export interface VerifiedEvent {
  /** SHA-256 of what is signed, in hexadecimal: the same however many signed it. By it other events name this one. */
  hash: string;
  event: CaseEvent;
  /** Numbers of those who signed; the author is the first. */
  signers: number[];
  /** As `SignedEvent` has them: with the event, which is its payload, anybody can verify them. */
  signatures: SignedEvent['signatures'];
}

/** What an event is checked against. */
export interface Expected {
  /** As the node names them beside the envelope. */
  envelope: string;
  sender: string;
  receiver: string;
  /** Of the sender's proved statement. */
  certificates: readonly MemberCertificate[];
  /** In which the envelope was stored; null when no node says so. */
  receivedHour: Timestamp | null;
}

/**
 * @param signingKey of the author, PKCS #8
 * @throws CryptoError BAD_EVENT when a rule of its shape is broken; BAD_JSON for a body that JSON cannot say; BAD_KEY
 */
export async function signEvent(event: CaseEvent, signingKey: Bytes): Promise<SignedEvent> {
  const jws = await signJws({
    typ: TYP,
    kid: toBase64url(await publicKeyOf(signingKey)),
    payload: shapeOf(event),
    signingKey,
  });
  const [header = '', payload = '', signature = ''] = jws.split('.');
  return { payload, signatures: [{ protected: header, signature }] };
}

/**
 * The same act, signed by a second member: over the identical bytes.
 *
 * @throws CryptoError BAD_EVENT when it has two signatures already, or it is the same key; BAD_ENCODING, BAD_JSON, BAD_KEY
 */
export async function signEventToo(signed: SignedEvent, signingKey: Bytes): Promise<SignedEvent> {
  const event = shapeOf(parseCanonicalJson(fromBase64url(signed.payload)));
  const second = await signEvent(event, signingKey);
  const signatures = [...signed.signatures, ...second.signatures];
  const isOther = new Set(signatures.map((each) => each.protected)).size === signatures.length;
  if (!isOther || signatures.length > MOST_SIGNATURES) throw badEvent('it cannot be signed by this member as well');
  return { payload: signed.payload, signatures };
}

/** @throws ShapeError */
export function readSignedEvent(value: unknown): SignedEvent {
  const fields = fieldsOf(value, ['payload', 'signatures']);
  const signatures = listOf(fields.signatures, MOST_SIGNATURES, (each) => {
    const { protected: header, signature } = fieldsOf(each, ['protected', 'signature']);
    return { protected: text(header), signature: text(signature) };
  });
  if (signatures.length === 0) throw new ShapeError('nobody signed it');
  return { payload: text(fields.payload), signatures };
}

/**
 * Every signature is verified by itself, each with the key of another member whom the sender's statement names.
 *
 * @throws CryptoError BAD_EVENT, WRONG_ENVELOPE, UNKNOWN_AUTHOR, AUTHOR_REVOKED, and as `verifyJws`
 */
export async function verifyEvent(signed: SignedEvent, expected: Expected): Promise<VerifiedEvent> {
  const signers: MemberCertificate[] = [];
  let event: CaseEvent | null = null;
  for (const { protected: header, signature } of signed.signatures) {
    const jws = `${header}.${signed.payload}.${signature}`;
    const signer = signerOf(readUnverifiedKid(jws), expected.certificates);
    const { payload } = await verifyJws(jws, { typ: TYP, publicKey: fromBase64url(signer.signingKey) });
    event ??= shapeOf(payload);
    if (signers.includes(signer)) throw badEvent('a member signed it twice');
    assertEntitled(signer, expected.receivedHour);
    signers.push(signer);
  }
  if (event === null) throw badEvent('nobody signed it');
  if (event.author !== signers[0]?.number) throw unknownAuthor();
  assertTravelledHere(event, expected);
  return {
    hash: await sha256(fromBase64url(signed.payload)),
    event,
    signers: signers.map(({ number }) => number),
    signatures: signed.signatures,
  };
}

/** What was signed, from an event that was verified: for others to verify. */
export function signedAgain({ event, signatures }: VerifiedEvent): SignedEvent {
  return { payload: toBase64url(canonicalJson(event)), signatures };
}

/** The header only says whose key to try: the signature proves it. */
function signerOf(kid: string, certificates: readonly MemberCertificate[]): MemberCertificate {
  const signer = certificates.find(({ signingKey }) => signingKey === kid);
  if (signer === undefined) throw unknownAuthor();
  return signer;
}

/** Within the hour in which somebody was revoked, what a node stored is believed: it keeps no minutes. */
function assertEntitled({ roles, revoked }: MemberCertificate, receivedHour: Timestamp | null): void {
  if (!roles.includes('caseworker')) throw unknownAuthor();
  if (revoked === null) return;
  if (receivedHour === null || receivedHour > toFullHour(new Date(revoked))) {
    throw new CryptoError('AUTHOR_REVOKED', 'It was signed by a member whose key no longer counted.');
  }
}

function assertTravelledHere({ envelope, sender, receiver }: CaseEvent, expected: Expected): void {
  const isHere =
    envelope === expected.envelope && sender === expected.sender && receiver.organisation === expected.receiver;
  if (!isHere) throw new CryptoError('WRONG_ENVELOPE', 'This event was signed for another envelope or receiver.');
}

function shapeOf(value: unknown): CaseEvent {
  try {
    return readCaseEvent(value);
  } catch (error) {
    if (error instanceof ShapeError) throw badEvent(error.message);
    throw error;
  }
}

function badEvent(fault: string): CryptoError {
  return new CryptoError('BAD_EVENT', `This is no event of ours: ${fault}.`);
}

function unknownAuthor(): CryptoError {
  return new CryptoError('UNKNOWN_AUTHOR', 'No caseworker of the sending organisation signed this.');
}
