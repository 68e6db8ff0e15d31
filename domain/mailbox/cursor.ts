import { InputError } from '../directory/input-error.ts';

/**
 * A place in one organisation's mailbox, behind the envelope with this number. In another organisation's mailbox it would skip
 * envelopes, so it names its own.
 */
export function writeCursor(organisationId: string, number: bigint): string {
  return Buffer.from(`${organisationId} ${number}`).toString('base64url');
}

/** @throws InputError BAD_CURSOR for anything that `writeCursor` does not write for this mailbox up to its last number */
export function readCursor(text: string, mailbox: { organisationId: string; lastNumber: bigint }): bigint {
  const [organisationId, digits = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  if (organisationId === mailbox.organisationId && /^\d{1,18}$/.test(digits)) {
    const number = BigInt(digits);
    // Beyond the last number: a database that was put back knows less than its readers, who must read it anew.
    if (writeCursor(organisationId, number) === text && number <= mailbox.lastNumber) return number;
  }
  throw new InputError('BAD_CURSOR', 'This is no place in your mailbox: please read it from its beginning.');
}
