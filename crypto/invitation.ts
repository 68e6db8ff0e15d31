import { type Bytes, equalBytes, fromBase64url, randomBytes, toBase64url } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { CryptoError } from './crypto-error.ts';
import type { PublicHalf } from './member-keys.ts';

const SECRET_BYTES = 16;

/** Which keys a newcomer has, in answer to which invitation. */
export interface Acceptance {
  /** UUID */
  invitation: string;
  publicHalf: PublicHalf;
}

/**
 * 128 random bits for the fragment of an invitation's link, which no server sees. The link goes from inviter to newcomer
 * outside the portal.
 *
 * @returns 22 characters of base64url
 */
export function newInvitationSecret(): string {
  return toBase64url(randomBytes(SECRET_BYTES));
}

/**
 * @returns 16 bytes
 * @throws CryptoError BAD_INVITATION: the link was cut off or changed on its way
 */
export function readInvitationSecret(text: string): Bytes {
  try {
    const secret = fromBase64url(text);
    if (secret.length === SECRET_BYTES) return secret;
  } catch {
    // Refused below.
  }
  throw new CryptoError('BAD_INVITATION', 'The end of the link is missing or was changed.');
}

/**
 * The newcomer's proof that these keys come from whoever holds the link, so that no server can put in keys of its own.
 *
 * @param secret of `readInvitationSecret`
 * @returns HMAC-SHA-256 (RFC 2104) over the acceptance as canonical JSON, 32 bytes as base64url
 */
export async function vouch(secret: Bytes, acceptance: Acceptance): Promise<string> {
  return toBase64url(await codeOf(secret, acceptance));
}

/** Whether `vouch` with the same secret gave this proof. Compared in constant time; false for a malformed one. */
export async function isVouched(secret: Bytes, acceptance: Acceptance, proof: string): Promise<boolean> {
  const expected = await codeOf(secret, acceptance);
  try {
    return equalBytes(expected, fromBase64url(proof));
  } catch {
    return false;
  }
}

async function codeOf(secret: Bytes, { invitation, publicHalf }: Acceptance): Promise<Bytes> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await globalThis.crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  // Member by member, so that nothing else that an object carries changes the proof.
  const said = canonicalJson({
    typ: 'nrm-acceptance',
    invitation,
    publicHalf: { recipient: publicHalf.recipient, signingKey: publicHalf.signingKey },
  });
  return new Uint8Array(await globalThis.crypto.subtle.sign('HMAC', key, said));
}
