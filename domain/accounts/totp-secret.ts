import { type Bytes, fromBase64url, toBase64url, toUtf8 } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import { deriveKey, unwrap, wrap } from '#crypto/wrap.ts';

/** Secrets of codes lie in the database only sealed: the key comes from the node's set-up, which is a file outside it. */

/**
 * @param setUp the node's secret set-up of OPAQUE
 * @returns base64url
 */
export async function sealTotpSecret(setUp: string, accountId: string, secret: Bytes): Promise<string> {
  return toBase64url(await wrap(await keyOf(setUp), secret, placeOf(accountId)));
}

/** @throws CryptoError WRONG_KEY when the database and the set-up do not belong together */
export async function openTotpSecret(setUp: string, accountId: string, sealed: string): Promise<Bytes> {
  return unwrap(await keyOf(setUp), fromBase64url(sealed), placeOf(accountId));
}

function keyOf(setUp: string): Promise<Bytes> {
  return deriveKey(toUtf8(setUp), 'nrm-portal totp secrets');
}

/** One account's secret cannot be put in the place of another's. */
function placeOf(accountId: string): Bytes {
  return canonicalJson({ place: 'nrm-portal totp', version: 1, accountId });
}
