import { fromBase64url } from '#crypto/bytes.ts';
import { parseCanonicalJson } from '#crypto/canonical-json.ts';
import { readCaseEvent } from '#crypto/case-event.ts';
import { fieldsOf, ShapeError, uuid } from '#crypto/shape.ts';
import { readSignedEvent, type SignedEvent } from '#crypto/signed-event.ts';
import type { StoredEvent } from '../conversation.ts';
import { faultsOf } from '../forms/faults.ts';
import { REFERRAL } from '../forms/referral.ts';
import { type Act, type Referred, readAct } from '../matter/acts.ts';

/** What one member has signed and a second one has to sign before it is sent: something is told without consent. */
export interface ToSign {
  /** UUID of the envelope in which it will travel. */
  envelope: string;
  /** UUID of the receiver. */
  receiver: string;
  thread: string;
  /** Number of the member who signed first. */
  author: number;
  /** The author's claim. */
  at: string;
  act: Extract<Act, { kind: 'referral' }>;
  signed: SignedEvent;
}

/** @throws ShapeError, and for what its author has not signed as well */
export function readToSign({ event }: StoredEvent): { case: string; toSign: ToSign } {
  const fields = fieldsOf(event.body, ['case', 'event']);
  const signed = readSignedEvent(fields.event);
  const { envelope, sender, receiver, thread, author, at, kind, body } = readPayload(signed);
  if (author !== event.author || sender !== event.sender || kind !== 'referral') {
    throw new ShapeError('somebody else asks for a second signature');
  }
  const act = readAct(kind, body);
  if (act.kind !== 'referral' || !isWhollyShown(act.body))
    throw new ShapeError('it is not what a second member can sign');
  return {
    case: uuid(fields.case),
    toSign: { envelope, receiver: receiver.organisation, thread, author, at, act, signed },
  };
}

/** Whoever signs too has to see everything: a form that this version knows, and nothing beside it. */
function isWhollyShown({ form, assessment, basis }: Referred): boolean {
  const isKnown = form.form === REFERRAL.id && form.version === REFERRAL.version;
  const isBare = assessment === null && basis.override !== null && basis.agreed.length === 0;
  return isKnown && isBare && faultsOf(REFERRAL, form.answers).length === 0;
}

/** @throws ShapeError */
export function readNotSigned(body: unknown): { case: string; envelope: string } {
  const fields = fieldsOf(body, ['case', 'envelope']);
  return { case: uuid(fields.case), envelope: uuid(fields.envelope) };
}

function readPayload({ payload }: SignedEvent) {
  try {
    return readCaseEvent(parseCanonicalJson(fromBase64url(payload)));
  } catch {
    throw new ShapeError('what is to be signed is malformed');
  }
}
