import { KeyProofDocument } from '#app/queries/portal/key-proof.ts';
import type { ProvedKey } from '#app/vault/prove-key.ts';
import { vault } from '#app/vault/vault.ts';
import { askPortal } from './ask.ts';
import { readTrust, rememberSeen, stateSeen } from './trust-on-device.ts';

/**
 * Proves on this device whose key an organisation has, and remembers what was seen. Where the mailbox is open, the trust record of
 * the own organisation counts too.
 *
 * @param organisation UUID
 * @param now by which clock
 * @throws PortalRefusal
 */
export async function prove(organisation: string, now = new Date()): Promise<ProvedKey> {
  const { keyProof: texts } = await askPortal(KeyProofDocument, { organisation });
  const state = stateSeen(organisation) ?? stateNamedIn(texts.organisations);
  const registryKeys = document.getElementById('trust')?.textContent ?? null;
  const asked = { texts, state, organisation, registryKeys, now, ...readTrust(state, organisation) };
  const proved = await vault().prove(asked);
  if (proved.outcome === 'proved') rememberSeen(proved.state, organisation, proved.proof.seen, proved.pin);
  return proved;
}

/** Not believed: the proof holds for this State or for none, and the page says which it is. */
function stateNamedIn(organisations: string): string {
  try {
    return String((JSON.parse(organisations) as { state?: unknown }).state);
  } catch {
    return '';
  }
}
