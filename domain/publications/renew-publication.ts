import { Findings } from '#crypto/verify/findings.ts';
import { proveState } from '#crypto/verify/state.ts';
import type { Database } from '#db/client.ts';
import { keepPublication, lockPublication } from './keep-publication.ts';
import { maySignFor, type NodeSigner } from './node-signer.ts';
import { readPublication } from './publication.ts';
import { PublicationError } from './publication-error.ts';
import { lastRoot, proveHeld } from './take-in-publication.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Both files are valid for seven days: they are signed anew when they are older than one. */
const FRESH_DAYS = 6;

/**
 * Signs anew that a State's publication is the latest, when nobody has for a day.
 *
 * @throws PublicationError OTHER_NODE_KEYS when the State's root names other keys of its node
 */
export function renewPublication(
  sql: Database,
  { state, signer }: { state: string; signer: NodeSigner },
  now: Date,
): Promise<'renewed' | 'fresh' | 'nothing published'> {
  return sql.begin(async (transaction) => {
    const own = transaction as unknown as Database;
    await lockPublication(own, state);
    const held = await readPublication(own, state);
    if (held === null) return 'nothing published';
    const root = await lastRoot(held);
    if (!maySignFor(signer, root.signed)) {
      throw new PublicationError(
        'OTHER_NODE_KEYS',
        `The node keys of ${state} on this node are not those of its root.`,
      );
    }
    const { publication, seen } = await proveHeld(held, state, now);
    const ends = [publication.timestamp, publication.snapshot].map(({ signed }) => Date.parse(signed.expires));
    if (Math.min(...ends) >= now.getTime() + FRESH_DAYS * DAY_MILLISECONDS) return 'fresh';
    const versions = { snapshot: seen.snapshot.version + 1, timestamp: seen.timestamp.version + 1 };
    const next = { ...held, ...(await signer.sign(held.targets, versions, now)) };
    const proof = await proveState(next, root, { state, now, seen }, new Findings());
    await keepPublication(own, state, next, proof);
    return 'renewed';
  }) as Promise<'renewed' | 'fresh' | 'nothing published'>;
}
