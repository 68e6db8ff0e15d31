import { vault } from '#app/vault/vault.ts';
import { send } from './send.ts';

/**
 * Writes something to the own organisation, in its thread with itself: colleagues read it, and nobody else.
 *
 * @param own UUID
 * @throws PortalRefusal; CryptoError
 */
export async function note(kind: string, body: unknown, own: string): Promise<void> {
  const thread = await vault().ownThread();
  await send({ receiver: own, thread, kind, body, blobs: [] }, own);
}
