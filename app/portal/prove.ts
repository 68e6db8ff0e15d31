import { KeyProofDocument } from '#app/queries/portal/key-proof.ts';
import type { ProvedKey } from '#app/vault/prove-key.ts';
import { vault } from '#app/vault/vault.ts';
import { askPortal } from './ask.ts';
import { readTrust, rememberSeen, stateSeen } from './trust-on-device.ts';

/** What this device could prove of an organisation, and the State that would vouch for it. */
export type Proved = ProvedKey & {
  state: string;
  /** The State's last root, as the node shows it. */
  root: string;
};

/**
 * Proves on this device whose key an organisation has, and remembers what was seen.
 *
 * @param organisation UUID
 * @param now by which clock
 * @throws PortalRefusal
 */
export async function prove(organisation: string, now = new Date()): Promise<Proved> {
  const { keyProof: texts } = await askPortal(KeyProofDocument, { organisation });
  const state = stateSeen(organisation) ?? stateNamedIn(texts.organisations);
  const { seen, pinnedRoot } = readTrust(state, organisation);
  const registryKeys = document.getElementById('trust')?.textContent ?? null;
  const asked = { texts, state, organisation, registryKeys, pinnedRoot, seen, now };
  const proved = await vault().prove(asked);
  if (proved.outcome === 'proved') rememberSeen(state, organisation, proved.proof.seen);
  return { ...proved, state, root: texts.roots.at(-1) ?? '' };
}

/** Not believed: the proof holds for this State or for none, and the page says which it is. */
function stateNamedIn(organisations: string): string {
  try {
    return String((JSON.parse(organisations) as { state?: unknown }).state);
  } catch {
    return '';
  }
}
