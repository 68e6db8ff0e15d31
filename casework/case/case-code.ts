import { randomBytes } from '#crypto/bytes.ts';

/** Without 0, 1, I and O, which people confuse: 32 signs, so that each is as likely as another. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** What two organisations call a matter when they speak, such as K7Q2-9MXD: 40 random bits that say nothing. */
export function newCaseCode(): string {
  const drawn = [...randomBytes(8)].map((byte) => SIGNS[byte % SIGNS.length] ?? '').join('');
  return `${drawn.slice(0, 4)}-${drawn.slice(4)}`;
}
