import { bech32 } from '@scure/base';
import { toBase64url } from '../bytes.ts';
import type { MemberCertificate, Period, Statement } from '../statement.ts';

const recipients = new Map<number, string>();

/** Public keys of the right shape, made without effort; nobody has their secrets. */
export function recipientAt(place: number): string {
  const known = recipients.get(place);
  if (known !== undefined) return known;
  const bytes = new Uint8Array(1216).fill(place % 256);
  bytes[0] = place >> 8;
  const made = bech32.encode('age1pq', bech32.toWords(bytes), false);
  recipients.set(place, made);
  return made;
}

export function signingKeyAt(place: number): string {
  const bytes = new Uint8Array(32).fill(9);
  bytes[0] = place % 256;
  bytes[1] = place >> 8;
  return toBase64url(bytes);
}

export function uuidAt(place: number): string {
  return `3f1c2d4e-0000-4000-8000-${place.toString(16).padStart(12, '0')}`;
}

export function period(place: number, changes: Partial<Period> = {}): Period {
  return {
    id: uuidAt(place),
    recipient: recipientAt(place),
    from: '2026-11-01T08:00:00Z',
    retiredOn: null,
    compromisedSince: null,
    ...changes,
  };
}

export function certificate(number: number, changes: Partial<MemberCertificate> = {}): MemberCertificate {
  return {
    number,
    signingKey: signingKeyAt(number),
    recipient: recipientAt(10_000 + number),
    roles: ['caseworker'],
    from: '2026-11-01T08:00:00Z',
    revoked: null,
    ...changes,
  };
}

/** An administrator, a caseworker, a current and a retired period, no kit. */
export function statement(changes: Partial<Statement> = {}): Statement {
  return {
    organisation: uuidAt(99_999),
    version: 7,
    issuedAt: '2026-11-22T10:00:00Z',
    expiresAt: '2026-12-22T10:00:00Z',
    periods: [period(1, { retiredOn: '2026-11-10T00:00:00Z' }), period(2, { from: '2026-11-10T00:00:00Z' })],
    members: [certificate(1, { roles: ['administrator', 'caseworker'] }), certificate(2)],
    recoveryKit: null,
    ...changes,
  };
}
