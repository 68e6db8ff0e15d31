import { fromBase64url } from '#crypto/bytes.ts';

/** Without 0, 1, I and O, which people confuse: 32 signs, so that each is as likely as another. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * What two organisations call a matter when they speak, such as K7Q2-9MXD: 40 of the random bits of its thread. It says nothing, and
 * another organisation has another one.
 */
export function caseCodeOf(thread: string): string {
  const signs = [...fromBase64url(thread).slice(0, 8)].map((byte) => SIGNS[byte % SIGNS.length] ?? '').join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}
