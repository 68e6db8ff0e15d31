import type { SealedAttachment } from '#crypto/attachment.ts';
import type { CaseEvent } from '#crypto/case-event.ts';
import type { CryptoErrorCode } from '#crypto/crypto-error.ts';
import type { EnvelopeContent } from '#crypto/envelope.ts';
import type { SizeClass } from '#crypto/envelope-sizes.ts';
import type { Expected, SignedEvent } from '#crypto/signed-event.ts';
import type { MemberCertificate } from '#crypto/statement.ts';
import { certificate } from '#crypto/test-support/statements.ts';

/** What of a certificate matters to a signed event. */
export type Certificate = Pick<MemberCertificate, 'number' | 'signingKey' | 'roles' | 'revoked'>;

/** envelope/keys.json */
export interface Keys {
  /** Of Ed25519 keys, in hexadecimal. */
  seeds: Record<string, string>;
  /** Of the sender's statement. */
  certificates: Certificate[];
  expected: Omit<Expected, 'certificates'>;
  identities: { identity: string; recipient: string }[];
}

/** envelope/signed-events.json: signing gives exactly this. */
export interface SignedVector {
  name: string;
  event: CaseEvent;
  /** What is signed, as text. */
  payload: string;
  /** Names of seeds. */
  signedBy: string[];
  signed: SignedEvent;
  hash: string;
  signers: number[];
}

/** envelope/refused-events.json */
export interface RefusedEvent {
  name: string;
  signed: SignedEvent;
  expected: Omit<Expected, 'certificates'>;
  code: CryptoErrorCode;
}

/** envelope/frames.json: what stands in the age file. */
export interface FrameVector {
  name: string;
  /** In KiB, of the whole frame. */
  size: SizeClass;
  /** What the first four bytes say. */
  length: number;
  /** Stands behind them. */
  content: string;
  /** Stands behind the content, in hexadecimal; the rest is nought. */
  behind: string;
  code: CryptoErrorCode | null;
}

/** envelope/sealed.json */
export interface SealedVector {
  name: string;
  /** The age file as base64url. */
  sealed: string;
  opens: { identities: string[]; content: EnvelopeContent }[];
  refused: {
    name: string;
    identities: string[];
    /** Changed in the file before it is opened. */
    xor?: { at: number; with: number };
    /** Bytes missing at its end. */
    cut?: number;
    code: CryptoErrorCode;
  }[];
}

/** envelope/receipts.json: signing gives exactly this. */
export interface ReceiptVector {
  name: string;
  typ: 'nrm-receipt' | 'nrm-acknowledgement' | 'nrm-deletion';
  /** Name of the seed whose key the reader expects. */
  signedBy: string;
  /** Null where it is refused. */
  payload: object | null;
  jws: string;
  code: CryptoErrorCode | null;
}

/** envelope/attachments.json */
export interface AttachmentVector {
  name: string;
  /** The age file as base64url. */
  sealed: string;
  /** As the message says. */
  attachment: SealedAttachment;
  /** What it opens to, in hexadecimal; null where it is refused. */
  file: string | null;
  code: CryptoErrorCode | null;
}

export function asCertificates(certificates: readonly Certificate[]): MemberCertificate[] {
  return certificates.map((known) => certificate(known.number, known));
}
