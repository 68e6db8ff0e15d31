import { CompactSign, compactVerify } from 'jose';
import { type Bytes, fromBase64url } from './bytes.ts';
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts';
import { CryptoError } from './crypto-error.ts';
import { importPublicKey, importSigningKey } from './ed25519.ts';
import { fieldsOf } from './shape.ts';

/** More than the largest statement needs. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** One kind of signed thing never passes for another: each has its own. */
export type Typ = `nrm-${string}`;

export interface Signing {
  typ: Typ;
  /** Names the key that signs. */
  kid: string;
  /** Any JSON value; signed as canonical JSON. */
  payload: unknown;
  /** PKCS #8 */
  signingKey: Bytes;
}

/**
 * A compact JWS (RFC 7515) with EdDSA (RFC 8037) and exactly the header members alg, kid and typ.
 *
 * @throws CryptoError BAD_JSON, BAD_KEY; BAD_JWS when it comes to more than four million characters
 */
export async function signJws({ typ, kid, payload, signingKey }: Signing): Promise<string> {
  const key = await importSigningKey(signingKey);
  // In the order of canonical JSON, in which headers are read.
  const signing = new CompactSign(canonicalJson(payload)).setProtectedHeader({ alg: 'EdDSA', kid, typ });
  const text = await signing.sign(key);
  assertLength(text);
  return text;
}

/**
 * @param publicKey 32 bytes: the only key it is tried with. The caller chooses it; nothing in the text does.
 * @returns the payload as JSON of unknown shape
 * @throws CryptoError BAD_JWS for anything that `signJws` would not write, WRONG_TYP, BAD_SIGNATURE, BAD_KEY
 */
export async function verifyJws(
  text: string,
  { typ, publicKey }: { typ: Typ; publicKey: Bytes },
): Promise<{ kid: string; payload: unknown }> {
  const header = readHeader(text);
  if (header.typ !== typ) throw new CryptoError('WRONG_TYP', 'This was signed as something else.');
  const key = await importPublicKey(publicKey);
  try {
    await compactVerify(text, key, { algorithms: ['EdDSA'] });
  } catch {
    throw new CryptoError('BAD_SIGNATURE', 'The signature is not of this key over this text.');
  }
  return { kid: header.kid, payload: readCanonical(partsOf(text)[1], 'payload') };
}

/**
 * Who says to have signed, so that the caller can find the public key. **Nothing is proved**: anybody can write any kid.
 *
 * @throws CryptoError BAD_JWS
 */
export function readUnverifiedKid(text: string): string {
  return readHeader(text).kid;
}

function readHeader(text: string): { kid: string; typ: string } {
  const [protectedHeader, , signature] = partsOf(text);
  const header = readCanonical(protectedHeader, 'header');
  const { alg, kid, typ } = headerFields(header);
  if (alg !== 'EdDSA') throw badJws('the algorithm is not EdDSA');
  if (typeof kid !== 'string' || typeof typ !== 'string') throw badJws('kid or typ is no text');
  if (decode(signature, 'signature').length !== 64) throw badJws('the signature is not 64 bytes long');
  return { kid, typ };
}

function headerFields(header: unknown): Record<'alg' | 'kid' | 'typ', unknown> {
  try {
    return fieldsOf(header, ['alg', 'kid', 'typ']);
  } catch {
    throw badJws('the header holds something else than alg, kid and typ');
  }
}

function partsOf(text: string): [header: string, payload: string, signature: string] {
  assertLength(text);
  const [header, payload, signature, ...more] = text.split('.', 4);
  if (header === undefined || payload === undefined || signature === undefined || more.length > 0) {
    throw badJws('it does not have three parts');
  }
  return [header, payload, signature];
}

function assertLength(text: string): void {
  if (text.length > MOST_CHARACTERS) throw badJws('it is too long');
}

function readCanonical(part: string, name: string): unknown {
  const bytes = decode(part, name);
  try {
    return parseCanonicalJson(bytes);
  } catch {
    throw badJws(`the ${name} is not canonical JSON`);
  }
}

function decode(part: string, name: string): Bytes {
  try {
    return fromBase64url(part);
  } catch {
    throw badJws(`the ${name} is not base64url`);
  }
}

function badJws(fault: string): CryptoError {
  return new CryptoError('BAD_JWS', `This is no signed text of ours: ${fault}.`);
}
