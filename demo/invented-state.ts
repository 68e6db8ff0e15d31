import { randomUUID } from 'node:crypto';
import type { SigningKeyPair } from '#crypto/ed25519.ts';
import type { RevocationList } from '#crypto/revocation-list.ts';
import { toTimestamp } from '#crypto/timestamp.ts';
import type { Organisation } from '#crypto/verify/organisations.ts';
import { type Last, signPublication } from '#federation/publication/next-publication.ts';
import { nodeSigner } from '#federation/publication/node-signer.ts';
import {
  checkPublication,
  type StatePublication,
  writeOrganisations,
} from '#federation/publication/publication-texts.ts';
import { signRoot } from '#federation/publication/sign-metadata.ts';
import { dutyKeyOf, newStateKeys, type StateKeys } from '#federation/publication/state-keys.ts';

export const DAY = 24 * 60 * 60 * 1000;

/** The signers of a State, who publish what a test wants. */
export interface InventedState {
  code: string;
  keys: StateKeys;
  root: string;
  signer: ReturnType<typeof nodeSigner>;
  /** Signs the next publication. What is not named stays as it was. */
  publish(changes?: { organisations?: Organisation[]; shutOut?: string[]; now?: Date }): Promise<StatePublication>;
}

export async function inventedState(code: string): Promise<InventedState> {
  const one = { threshold: 1, keys: 1 };
  const keys = await newStateKeys({ root: one, targets: one });
  const role = (pairs: readonly SigningKeyPair[]) => ({
    keys: pairs.map(({ publicKey }) => publicKey),
    threshold: pairs.length,
  });
  const roles = {
    root: role(keys.root),
    targets: role(keys.targets),
    snapshot: role([keys.snapshot]),
    timestamp: role([keys.timestamp]),
  };
  const root = await signRoot(roles, { version: 1, now: new Date(), signers: keys.root });
  const signers = { targets: keys.targets, duty: keys.duty, snapshot: [keys.snapshot], timestamp: [keys.timestamp] };
  let organisations: Organisation[] = [];
  let revocations: Pick<RevocationList, 'organisations' | 'nodes'> = { organisations: [], nodes: [] };
  let last: Last | null = null;
  return {
    code,
    keys,
    root,
    signer: nodeSigner(keys),
    async publish(changes = {}) {
      const now = changes.now ?? new Date();
      organisations = changes.organisations ?? organisations;
      if (changes.shutOut !== undefined) {
        const since = toTimestamp(now);
        const entries = changes.shutOut.map((id) => ({ id, since, reason: 'suspended' as const }));
        revocations = { organisations: entries, nodes: [] };
      }
      const dutyKey = dutyKeyOf(keys);
      const wanted = {
        state: code,
        organisations: writeOrganisations({ state: code, dutyKey, organisations }),
        dutyKey,
        revocations,
        roots: [root],
      };
      const texts = await signPublication(last, wanted, { targets: true, duty: true, node: true }, { signers, now });
      last = { texts, checked: await checkPublication(texts, { state: code, trustedRoot: root, now }) };
      return texts;
    },
  };
}

/** As a State lists an organisation that works with a node. */
export function listed(
  own: { id: string; name: string; kind: string; enrolmentKey: string },
  changes: Partial<Organisation> = {},
): Organisation {
  const { id, name, kind, enrolmentKey } = own;
  return {
    id,
    name,
    kind,
    address: `invented-${id.slice(0, 8)}@node.example`,
    node: randomUUID(),
    enrolmentKey,
    standing: 'active',
    enrolledOn: '2026-01-15',
    ...changes,
  };
}
