import { type Bytes, equalBytes, fromBase64url, randomBytes, toBase64url, toUtf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { CryptoError } from './crypto-error.ts';
import type { PublicHalf } from './member-keys.ts';
import { deriveKey, unwrap, wrap } from './wrap.ts';

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

/** To what the secret of a link belongs: the node that keeps it can put it to no other use. */
export interface KeptFor {
  invitation: string;
  organisation: string;
  roles: readonly string[];
}

/**
 * The secret for the day of the answer, as only its maker can have written it: sealed to the maker's public key anybody could
 * have, and the link would vouch for whomever a node likes.
 *
 * @param identity of the maker
 * @returns base64url
 */
export async function keepInvitationSecret(identity: string, secret: string, about: KeptFor): Promise<string> {
  return toBase64url(await wrap(await keepingKey(identity), readInvitationSecret(secret), placeOf(about)));
}

/**
 * @returns 16 bytes
 * @throws CryptoError BAD_INVITATION when it was made with other keys, for other roles, or by somebody else
 */
export async function openKeptSecret(identity: string, kept: string, about: KeptFor): Promise<Bytes> {
  try {
    return await unwrap(await keepingKey(identity), fromBase64url(kept), placeOf(about));
  } catch {
    throw new CryptoError(
      'BAD_INVITATION',
      'This invitation was not made with your present keys, or was changed since: please make another.',
    );
  }
}

function keepingKey(identity: string): Promise<Bytes> {
  return deriveKey(toUtf8(identity), 'nrm-portal kept invitation');
}

function placeOf({ invitation, organisation, roles }: KeptFor): Bytes {
  return canonicalJson({ typ: 'nrm-kept-invitation', invitation, organisation, roles: [...roles].sort() });
}
