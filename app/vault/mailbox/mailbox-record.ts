import type { GoneEvent } from '#casework/checkpoint.ts';
import type { StoredEvent } from '#casework/conversation.ts';

/** An envelope as the node hands it out; nothing in it is believed. */
export interface StoredEnvelope {
  /** UUID */
  id: string;
  /** UUID of an organisation. */
  sender: string;
  /** Beginning of the hour in which it was stored (RFC 3339, UTC). */
  receivedHour: string;
  /** UUID of the period to which it is said to be sealed: tried first. */
  period: string;
  /** An age file as base64url. */
  sealed: string;
}

/** What a checkpoint of the own organisation keeps, as far as it could be verified. */
export interface OpenCheckpoint {
  /** With the period whose key opened each of them first. */
  kept: { event: StoredEvent; period: string }[];
  gone: GoneEvent[];
  /** Wordings of what the own organisation can have had, verified or not. */
  holds: string[];
  /** Whose statements are needed before the rest of it is certain. */
  unproved: { organisation: string; statement: number }[];
}

/** Why an envelope is not shown: a code of `crypto`, or one of these. */
export type RefusalOfEnvelope = string;

/** What became of one envelope of the own mailbox on this device. */
export interface MailboxRecord {
  /** Of the envelope in the own mailbox; that of an own copy is another than that of its event. */
  id: string;
  sender: string;
  receivedHour: string;
  /** Whose key has opened it; where none has, to which it is said to be sealed. Its UUID. */
  period: string;
  /** SHA-256 of the sealed bytes, in hexadecimal. */
  sha256: string;
  /** Null when it is not shown. */
  event: StoredEvent | null;
  /** What stands in it, where it is a checkpoint. */
  checkpoint?: OpenCheckpoint;
  refused: RefusalOfEnvelope | null;
}
