import { notCaseworker } from '../organisations/caseworker.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { receiverClosed } from './receivers.ts';

/** What functions of the database refuse when envelopes are posted. */
export interface Answer {
  refused: RefusalCode | null;
  /** UUID of the organisation that it is about. */
  concerned: string | null;
}

/** @throws Refusal unless everything was stored */
export function assertStored(rows: readonly Answer[]): void {
  const [answer] = rows;
  if (answer === undefined) throw new Error('Storing answered nothing.');
  if (answer.refused !== null) throw refusalFor(answer.refused, answer.concerned);
}

function refusalFor(code: RefusalCode, concerned: string | null): Refusal {
  switch (code) {
    case 'NOT_ALLOWED':
      return notCaseworker();
    case 'RECEIVER_CLOSED':
      return receiverClosed(concerned);
    case 'ID_TAKEN':
      return new Refusal(code, 'Another envelope has one of these ids already: please begin again with new ones.');
    case 'BLOCKED':
      return new Refusal(code, `The organisation ${concerned} does not take messages from yours.`);
    case 'WAIT_FOR_ANSWER':
      return new Refusal(
        code,
        `Until the organisation ${concerned} has acknowledged anything, three short envelopes without attachments may wait for it.`,
      );
    case 'MAILBOX_FULL':
      return new Refusal(code, `Too much of yours waits unopened for the organisation ${concerned}: please call it.`);
    case 'UNKNOWN_BLOB':
      return new Refusal(code, 'An attachment is not here: please upload it again.');
    case 'UNKNOWN_ENVELOPE':
      return new Refusal(code, 'Your organisation has sent no such envelope, or it has expired.');
    case 'NOT_SEALED_AGAIN':
      return new Refusal(code, 'Only what nobody has opened yet is sealed again, and only to a newer key.');
    case 'BAD_ACKNOWLEDGEMENT':
      return badAcknowledgement();
    default:
      throw new Error(`Storing was refused with ${code}.`);
  }
}

export function badAcknowledgement(): Refusal {
  return new Refusal(
    'BAD_ACKNOWLEDGEMENT',
    'This acknowledgement does not fit what is in the mailbox, or who signed it.',
  );
}
