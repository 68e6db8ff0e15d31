import { type Bytes, toBase64url } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { publicKeyOf } from './ed25519.ts';
import { signJws, verifyJws } from './jws.ts';
import { assertUnique, fieldsOf, listOf, ShapeError, sha256Hex, uuid } from './shape.ts';

/** A member's word to the own node that these envelopes were opened. It goes no further and is not kept. */
export interface Acknowledgement {
  /** UUID of the organisation whose mailbox they are in. */
  organisation: string;
  /** Each with the SHA-256 of its ciphertext, in hex. */
  envelopes: { id: string; sha256: string }[];
}

const TYP = 'nrm-acknowledgement';
const MOST_ENVELOPES = 1000;

/**
 * @param signingKey the member's, PKCS #8
 * @returns a JWS whose kid is the member's public signing key as base64url
 * @throws CryptoError BAD_ACKNOWLEDGEMENT, BAD_KEY
 */
export async function signAcknowledgement(acknowledgement: Acknowledgement, signingKey: Bytes): Promise<string> {
  const kid = toBase64url(await publicKeyOf(signingKey));
  return signJws({ typ: TYP, kid, payload: checked(acknowledgement), signingKey });
}

/**
 * Whether the key is of a certified member of that organisation, the caller checks.
 *
 * @param signingPublicKey the member's, 32 bytes
 * @throws CryptoError BAD_ACKNOWLEDGEMENT, and as `verifyJws`
 */
export async function verifyAcknowledgement(jws: string, signingPublicKey: Bytes): Promise<Acknowledgement> {
  const { kid, payload } = await verifyJws(jws, { typ: TYP, publicKey: signingPublicKey });
  if (kid !== toBase64url(signingPublicKey)) throw badAcknowledgement('it names another signing key');
  return checked(payload);
}

function checked(value: unknown): Acknowledgement {
  try {
    const fields = fieldsOf(value, ['organisation', 'envelopes']);
    const envelopes = listOf(fields.envelopes, MOST_ENVELOPES, (envelope) => {
      const { id, sha256 } = fieldsOf(envelope, ['id', 'sha256']);
      return { id: uuid(id), sha256: sha256Hex(sha256) };
    });
    if (envelopes.length === 0) throw new ShapeError('it names no envelope');
    assertUnique(
      envelopes.map(({ id }) => id),
      'an envelope',
    );
    return { organisation: uuid(fields.organisation), envelopes };
  } catch (error) {
    if (error instanceof ShapeError) throw badAcknowledgement(error.message);
    throw error;
  }
}

function badAcknowledgement(fault: string): CryptoError {
  return new CryptoError('BAD_ACKNOWLEDGEMENT', `This acknowledgement is refused: ${fault}.`);
}
