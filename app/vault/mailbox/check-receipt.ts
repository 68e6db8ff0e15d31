import { fromBase64url } from '#crypto/bytes.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { type Receipt, verifyReceipt } from '#crypto/receipt.ts';

/** What was sent, as far as this device knows it. */
export type Sent = Pick<Receipt, 'envelope' | 'sender' | 'receiver'> & {
  /** Of the ciphertext, in hex; null on a device that has not sealed it, or not since it was unlocked. */
  sha256: string | null;
};

/** @returns the beginning of the hour in which the node says to have stored it; null when the receipt is not of this envelope or node */
export async function checkReceipt(jws: string, nodeKey: string, sent: Sent): Promise<string | null> {
  try {
    const { sha256, hour, ...named } = await verifyReceipt(jws, fromBase64url(nodeKey));
    const isOfThis =
      named.envelope === sent.envelope &&
      named.sender === sent.sender &&
      named.receiver === sent.receiver &&
      (sent.sha256 === null || sha256 === sent.sha256);
    return isOfThis ? hour : null;
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}
