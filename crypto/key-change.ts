import { type Bytes, fromBase64url, toBase64url } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { publicKeyOf } from './ed25519.ts';
import { signJws, verifyJws } from './jws.ts';
import { fieldsOf, ShapeError } from './shape.ts';

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

/** @returns whether the old key signed exactly this change */
export async function isSignedKeyChange(jws: string, { organisation, from, to }: KeyChange): Promise<boolean> {
  try {
    const { kid, payload } = await verifyJws(jws, { typ: TYP, publicKey: fromBase64url(from) });
    const signed = fieldsOf(payload, ['organisation', 'to']);
    return kid === from && signed.organisation === organisation && signed.to === to;
  } catch (error) {
    if (error instanceof CryptoError || error instanceof ShapeError) return false;
    throw error;
  }
}
