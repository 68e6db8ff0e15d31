import { vault } from '#app/vault/vault.ts';
import type { Channel, KeyComparedBody, RootComparedBody, SetAsideBody } from '#casework/trust-events.ts';
import { note } from '../mailbox/note.ts';

/** Two people hold the same words; only how they compared them is still to be said. */
export type Compared =
  | { kind: 'key_compared'; body: Omit<KeyComparedBody, 'channel'> }
  | { kind: 'root_compared'; body: Omit<RootComparedBody, 'channel'> };

/**
 * Writes into the trust record of the own organisation that somebody compared words, and opens what could not be proved before.
 *
 * @param own UUID
 * @throws PortalRefusal
 */
export async function recordComparison({ kind, body }: Compared, channel: Channel, own: string): Promise<void> {
  await note(kind, { ...body, channel }, own);
  if (await vault().mayShowMore()) await vault().openAgain();
}

/**
 * Writes that an event of the trust record is not to count.
 *
 * @param event SHA-256 of it
 * @param own UUID
 * @throws PortalRefusal
 */
export async function setAside(event: string, own: string): Promise<void> {
  const body: SetAsideBody = { event };
  await note('set_aside', body, own);
  if (await vault().mayShowMore()) await vault().openAgain();
}
