import { type Bytes, fromBase64url, toBase64url } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { assertSoundPublicKey, publicKeyOf } from './ed25519.ts';
import { signJws, verifyJws } from './jws.ts';
import { fieldsOf, ShapeError, text } from './shape.ts';

/** An organisation has a new enrolment key. */
export interface KeyChange {
  /** UUID */
  organisation: string;
  /** The key before, base64url. */
  from: string;
  /** The key from now on, base64url. */
  to: string;
}

const TYP = 'nrm-key-change';

/**
 * What an organisation that still has its old key signs with it, so that nobody needs to telephone.
 *
 * @param oldKey PKCS #8
 * @returns a JWS whose kid is the old public key as base64url
 * @throws CryptoError BAD_KEY
 */
export async function signKeyChange({ organisation, to }: Omit<KeyChange, 'from'>, oldKey: Bytes): Promise<string> {
  const kid = toBase64url(await publicKeyOf(oldKey));
  return signJws({ typ: TYP, kid, payload: { organisation, to }, signingKey: oldKey });
}

/**
 * The key to which an organisation changed.
 *
 * @returns base64url
 * @throws CryptoError BAD_KEY_CHANGE when the key before did not sign a change of this organisation
 */
export async function readKeyChange(jws: string, { organisation, from }: Omit<KeyChange, 'to'>): Promise<string> {
  try {
    const { kid, payload } = await verifyJws(jws, { typ: TYP, publicKey: fromBase64url(from) });
    const signed = fieldsOf(payload, ['organisation', 'to']);
    const to = text(signed.to);
    assertSoundPublicKey(fromBase64url(to));
    if (kid === from && signed.organisation === organisation) return to;
  } catch (error) {
    if (!(error instanceof CryptoError || error instanceof ShapeError)) throw error;
  }
  throw badKeyChange();
}

/** @returns whether the old key signed exactly this change */
export async function isSignedKeyChange(jws: string, { organisation, from, to }: KeyChange): Promise<boolean> {
  try {
    return (await readKeyChange(jws, { organisation, from })) === to;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}

/**
 * The enrolment keys of an organisation one after the other, each signed by the one before.
 *
 * @param changes JWS, the oldest first
 * @returns base64url, `from` at its beginning
 * @throws CryptoError BAD_KEY_CHANGE, also where a key comes back that was given up
 */
export async function followKeyChanges(
  { organisation, from }: Omit<KeyChange, 'to'>,
  changes: readonly string[],
): Promise<string[]> {
  const keys = [from];
  let last = from;
  for (const change of changes) {
    last = await readKeyChange(change, { organisation, from: last });
    if (keys.includes(last)) throw badKeyChange();
    keys.push(last);
  }
  return keys;
}

function badKeyChange(): CryptoError {
  return new CryptoError('BAD_KEY_CHANGE', 'The enrolment key before did not sign this change of keys.');
}
