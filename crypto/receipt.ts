import { type Bytes, toBase64url } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { publicKeyOf } from './ed25519.ts';
import { signJws, verifyJws } from './jws.ts';
import { fieldsOf, ShapeError, sha256Hex, uuid } from './shape.ts';
import { fullHour, type Timestamp } from './timestamp.ts';

/** That a node has stored an envelope. It proves nothing of anybody's reading it. */
export interface Receipt {
  /** UUID of the envelope. */
  envelope: string;
  /** Of the ciphertext, in hex. */
  sha256: string;
  /** UUID of the organisation that sent it. */
  sender: string;
  /** UUID of the organisation in whose mailbox it is. */
  receiver: string;
  /** The beginning of the hour in which it was stored. */
  hour: Timestamp;
}

const TYP = 'nrm-receipt';

/**
 * The same receipt under the same key is the same text, so nobody needs to keep it.
 *
 * @param nodeKey the node's, PKCS #8
 * @returns a JWS whose kid is the node's public key as base64url
 * @throws CryptoError BAD_RECEIPT when it tells more than the hour or names no envelope; BAD_KEY
 */
export async function signReceipt(receipt: Receipt, nodeKey: Bytes): Promise<string> {
  const kid = toBase64url(await publicKeyOf(nodeKey));
  return signJws({ typ: TYP, kid, payload: checked(receipt), signingKey: nodeKey });
}

/**
 * @param nodePublicKey 32 bytes, as the receiver's State signed it
 * @throws CryptoError BAD_RECEIPT, and as `verifyJws`
 */
export async function verifyReceipt(jws: string, nodePublicKey: Bytes): Promise<Receipt> {
  const { kid, payload } = await verifyJws(jws, { typ: TYP, publicKey: nodePublicKey });
  if (kid !== toBase64url(nodePublicKey)) throw badReceipt('it names another node key');
  return checked(payload);
}

function checked(value: unknown): Receipt {
  try {
    const { envelope, sha256, sender, receiver, hour } = fieldsOf(value, [
      'envelope',
      'sha256',
      'sender',
      'receiver',
      'hour',
    ]);
    return {
      envelope: uuid(envelope),
      sha256: sha256Hex(sha256),
      sender: uuid(sender),
      receiver: uuid(receiver),
      hour: fullHour(hour),
    };
  } catch (error) {
    if (error instanceof ShapeError) throw badReceipt(error.message);
    throw error;
  }
}

function badReceipt(fault: string): CryptoError {
  return new CryptoError('BAD_RECEIPT', `The node's receipt is refused: ${fault}.`);
}
