import { isRecipient } from './age.ts';
import { fromBase64url } from './bytes.ts';
import { assertSoundPublicKey } from './ed25519.ts';
import { fieldsOf, listOf, oneOf, ordinal, orNull, ShapeError, text, uuid } from './shape.ts';
import { type Timestamp, timestamp } from './timestamp.ts';

export const MEMBER_ROLES = [
  'caseworker',
  'supervisor',
  'administrator',
  'directory_editor',
  'contact_point_officer',
] as const;

export type MemberRole = (typeof MEMBER_ROLES)[number];

/** An encryption key of the organisation, and the time for which others seal to it. */
export interface Period {
  /** UUID */
  id: string;
  /** `age1pq1…` */
  recipient: string;
  from: Timestamp;
  retiredOn: Timestamp | null;
  compromisedSince: Timestamp | null;
}

/** A member as others know one: by number, never by name. */
export interface MemberCertificate {
  /** From 1, never given twice. */
  number: number;
  /** Ed25519, 32 bytes as base64url. */
  signingKey: string;
  /** `age1pq1…` */
  recipient: string;
  roles: MemberRole[];
  from: Timestamp;
  revoked: Timestamp | null;
}

/** What an organisation says of itself: to which keys others seal, and who acts for it. */
export interface Statement {
  /** UUID */
  organisation: string;
  /** From 1. */
  version: number;
  issuedAt: Timestamp;
  /** At most 30 days later. */
  expiresAt: Timestamp;
  periods: Period[];
  members: MemberCertificate[];
  /** The recipient of the printed kit, `age1pq1…` */
  recoveryKit: string | null;
}

const MOST_PERIODS = 200;
const MOST_MEMBERS = 500;

/** @throws ShapeError unless it has exactly the members of a statement, each of the right kind */
export function readStatementShape(value: unknown): Statement {
  const fields = fieldsOf(value, [
    'organisation',
    'version',
    'issuedAt',
    'expiresAt',
    'periods',
    'members',
    'recoveryKit',
  ]);
  return {
    organisation: uuid(fields.organisation),
    version: ordinal(fields.version),
    issuedAt: timestamp(fields.issuedAt),
    expiresAt: timestamp(fields.expiresAt),
    periods: listOf(fields.periods, MOST_PERIODS, readPeriod),
    members: listOf(fields.members, MOST_MEMBERS, readCertificate),
    recoveryKit: orNull(fields.recoveryKit, recipient),
  };
}

function readPeriod(value: unknown): Period {
  const fields = fieldsOf(value, ['id', 'recipient', 'from', 'retiredOn', 'compromisedSince']);
  return {
    id: uuid(fields.id),
    recipient: recipient(fields.recipient),
    from: timestamp(fields.from),
    retiredOn: orNull(fields.retiredOn, timestamp),
    compromisedSince: orNull(fields.compromisedSince, timestamp),
  };
}

function readCertificate(value: unknown): MemberCertificate {
  const fields = fieldsOf(value, ['number', 'signingKey', 'recipient', 'roles', 'from', 'revoked']);
  return {
    number: ordinal(fields.number),
    signingKey: signingKey(fields.signingKey),
    recipient: recipient(fields.recipient),
    roles: listOf(fields.roles, MEMBER_ROLES.length, (role) => oneOf(role, MEMBER_ROLES)),
    from: timestamp(fields.from),
    revoked: orNull(fields.revoked, timestamp),
  };
}

function recipient(value: unknown): string {
  const written = text(value);
  if (!isRecipient(written)) throw new ShapeError('a recipient is not a hybrid post-quantum age key');
  return written;
}

function signingKey(value: unknown): string {
  const written = text(value);
  try {
    assertSoundPublicKey(fromBase64url(written));
  } catch {
    throw new ShapeError('a signing key is not a sound Ed25519 key');
  }
  return written;
}
