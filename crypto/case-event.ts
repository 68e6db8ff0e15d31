import { fieldsOf, listOf, matching, oneOf, ordinal, ShapeError, uuid } from './shape.ts';
import { type Timestamp, timestamp } from './timestamp.ts';

/** How a receiver's keys are held. One so far; another group-key scheme would be another name. */
const SCHEMES = ['period'] as const;

/** One act in a thread, as its author signs it. What kinds there are and what their bodies hold, `casework` says. */
export interface CaseEvent {
  /** UUID of the envelope in which it travels. */
  envelope: string;
  /** UUID of the author's organisation. */
  sender: string;
  /** The one organisation that it is for; its UUID. */
  receiver: { scheme: (typeof SCHEMES)[number]; organisation: string };
  /** 128 random bits as base64url: two organisations and one matter. */
  thread: string;
  /** Number of the member in the sender's statement. */
  author: number;
  /** Version of the statement that certifies the author. */
  statement: number;
  /** Of this author in this thread, from 1. */
  counter: number;
  /** The author's claim. */
  at: Timestamp;
  /** Hashes of the events of this thread that nothing had followed yet, as far as the author had opened them; in order. */
  after: string[];
  /** `message`, `opened` and others; a reader passes over those that it does not know, and says so. */
  kind: string;
  /** JSON of the kind's own shape. */
  body: unknown;
}

/** As many ends as a thread may have when somebody writes: more would be a flood. */
export const MOST_HEADS = 64;

const EVENT_FIELDS = [
  'envelope',
  'sender',
  'receiver',
  'thread',
  'author',
  'statement',
  'counter',
  'at',
  'after',
  'kind',
  'body',
] as const;

/** @throws ShapeError unless it has exactly the members of an event, each of the right kind */
export function readCaseEvent(value: unknown): CaseEvent {
  const fields = fieldsOf(value, EVENT_FIELDS);
  const receiver = fieldsOf(fields.receiver, ['scheme', 'organisation']);
  return {
    envelope: uuid(fields.envelope),
    sender: uuid(fields.sender),
    receiver: { scheme: oneOf(receiver.scheme, SCHEMES), organisation: uuid(receiver.organisation) },
    thread: threadCode(fields.thread),
    author: ordinal(fields.author),
    statement: ordinal(fields.statement),
    counter: ordinal(fields.counter),
    at: timestamp(fields.at),
    after: hashes(fields.after),
    kind: matching(fields.kind, /^[a-z][a-z_]{0,39}$/, 'the kind'),
    body: fields.body,
  };
}

/** @throws ShapeError */
export function threadCode(value: unknown): string {
  // The last sign of 128 bits carries two of them.
  return matching(value, /^[A-Za-z0-9_-]{21}[AQgw]$/, 'a thread code');
}

function hashes(value: unknown): string[] {
  const read = listOf(value, MOST_HEADS, (hash) => matching(hash, /^[0-9a-f]{64}$/, 'a hash'));
  if (read.some((hash, index) => index > 0 && hash <= (read[index - 1] ?? ''))) {
    throw new ShapeError('hashes stand in their order, each once');
  }
  return read;
}
