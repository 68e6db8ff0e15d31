import { type Bytes, toBase64url } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { publicKeyOf } from './ed25519.ts';
import { signJws, verifyJws } from './jws.ts';
import { assertUnique, fieldsOf, listOf, ShapeError, uuid } from './shape.ts';
import { fullHour, type Timestamp } from './timestamp.ts';

/** That a node no longer has the ciphertext of these envelopes. Backups are the operator's word. */
export interface DeletionReceipt {
  /** UUID of the organisation from whose mailbox they were taken. */
  organisation: string;
  /** UUIDs of the envelopes. */
  ids: string[];
  /** The beginning of the hour in which the node said so. */
  hour: Timestamp;
}

const TYP = 'nrm-deletion';
const MOST_ENVELOPES = 1000;

/**
 * @param nodeKey the node's, PKCS #8
 * @returns a JWS whose kid is the node's public key as base64url
 * @throws CryptoError BAD_RECEIPT, BAD_KEY
 */
export async function signDeletionReceipt(receipt: DeletionReceipt, nodeKey: Bytes): Promise<string> {
  const kid = toBase64url(await publicKeyOf(nodeKey));
  return signJws({ typ: TYP, kid, payload: checked(receipt), signingKey: nodeKey });
}

/**
 * @param nodePublicKey 32 bytes
 * @throws CryptoError BAD_RECEIPT, and as `verifyJws`
 */
export async function verifyDeletionReceipt(jws: string, nodePublicKey: Bytes): Promise<DeletionReceipt> {
  const { kid, payload } = await verifyJws(jws, { typ: TYP, publicKey: nodePublicKey });
  if (kid !== toBase64url(nodePublicKey)) throw badReceipt('it names another node key');
  return checked(payload);
}

function checked(value: unknown): DeletionReceipt {
  try {
    const fields = fieldsOf(value, ['organisation', 'ids', 'hour']);
    const ids = listOf(fields.ids, MOST_ENVELOPES, uuid);
    if (ids.length === 0) throw new ShapeError('it names no envelope');
    assertUnique(ids, 'an envelope');
    return { organisation: uuid(fields.organisation), ids, hour: fullHour(fields.hour) };
  } catch (error) {
    if (error instanceof ShapeError) throw badReceipt(error.message);
    throw error;
  }
}

function badReceipt(fault: string): CryptoError {
  return new CryptoError('BAD_RECEIPT', `The node's deletion receipt is refused: ${fault}.`);
}
