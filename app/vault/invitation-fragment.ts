import { fromBase64url } from '#crypto/bytes.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { assertSoundPublicKey } from '#crypto/ed25519.ts';
import { readInvitationSecret } from '#crypto/invitation.ts';
import type { Anchor } from '#crypto/member-keys.ts';
import { uuid } from '#crypto/shape.ts';

/**
 * What stands behind the # of an invitation's link, where no server sees it: the secret that vouches for the newcomer's keys,
 * and which organisation is joined.
 */
export function writeFragment(secret: string, { organisation, enrolmentKey }: Anchor): string {
  return [secret, enrolmentKey, organisation].join('.');
}

/** @throws CryptoError BAD_INVITATION for a link that was cut off or changed */
export function readFragment(fragment: string): { secret: string; anchor: Anchor } {
  const [secret = '', enrolmentKey = '', organisation = '', ...more] = fragment.replace(/^#/, '').split('.');
  try {
    readInvitationSecret(secret);
    assertSoundPublicKey(fromBase64url(enrolmentKey));
    if (more.length === 0) return { secret, anchor: { organisation: uuid(organisation), enrolmentKey } };
  } catch {
    // Refused below.
  }
  throw new CryptoError('BAD_INVITATION', 'The link is not whole.');
}
