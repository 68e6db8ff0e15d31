import { transfer } from 'comlink';
import { openAttachment, type SealedAttachment, sealAttachment } from '#crypto/attachment.ts';
import type { Bytes } from '#crypto/bytes.ts';

/** What the vault does for files. Each has a key of its own, which the message names. Bytes are handed over, not copied. */
export const fileVault = {
  /** @throws CryptoError TOO_LONG */
  async sealFile(bytes: Bytes): Promise<{ sealed: Bytes; attachment: SealedAttachment }> {
    const made = await sealAttachment(bytes);
    return transfer(made, [made.sealed.buffer]);
  },

  /** @throws CryptoError as `openAttachment` */
  async openFile(sealed: Bytes, attachment: SealedAttachment): Promise<Bytes> {
    const bytes = await openAttachment(sealed, attachment);
    return transfer(bytes, [bytes.buffer]);
  },
};
