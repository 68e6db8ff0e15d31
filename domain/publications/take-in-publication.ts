import { proveAnchor } from '#crypto/verify/anchor.ts';
import { Findings, type Stop } from '#crypto/verify/findings.ts';
import type { RegistryKeys } from '#crypto/verify/registry.ts';
import { followRoots, readRoots } from '#crypto/verify/root-chain.ts';
import { type Root, readRoot } from '#crypto/verify/root-file.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import type { SignedFile } from '#crypto/verify/signed-file.ts';
import { proveState, type StateProof } from '#crypto/verify/state.ts';
import { normalisePassphrase } from '#crypto/words.ts';
import type { Database } from '#db/client.ts';
import { type FollowedStanding, keepPublication, lockPublication } from './keep-publication.ts';
import { maySignFor, type NodeSigner } from './node-signer.ts';
import { type Publication, readPublication, readRegistry } from './publication.ts';
import { PublicationError } from './publication-error.ts';

/** What an operator's node trusts when it takes in a publication. */
export interface OperatorTrust {
  /** Null where the software came with none. */
  registryKeys: RegistryKeys | null;
  /** The twelve words of a root that the operator compared with the State; needed once, where no registry vouches. */
  rootWords: string | null;
  /** Null where the State's node keys are not on this node. */
  nodeSigner: NodeSigner | null;
}

export type TakenIn =
  | { outcome: 'unchanged'; organisations: number }
  | { outcome: 'taken in'; organisations: number; followed: FollowedStanding[] };

/**
 * Takes in what a State has signed, wholly or not at all. The first time its root needs somebody who vouches for it; from then
 * on every root follows from the last one taken in, and nothing is older than what is there.
 *
 * A node that holds the State's node keys says itself that this is the latest: what it renewed day by day is further than the
 * signers' own files.
 *
 * @throws ProofError when it does not hold together, is of another State, older than what is there, or nobody vouches for it;
 *   PublicationError OTHER_ROOT_WORDS, NOT_VALID
 */
export function takeInPublication(
  sql: Database,
  { state, texts, trust }: { state: string; texts: Publication; trust: OperatorTrust },
  now: Date,
): Promise<TakenIn> {
  return sql.begin(async (transaction) => {
    const own = transaction as unknown as Database;
    await lockPublication(own, state);
    const held = await readPublication(own, state);
    const root = held === null ? await firstRoot(own, { state, texts, trust }, now) : await nextRoot(held, texts);
    const offered = await proveState(texts, root, { state, now, seen: null }, new Findings());
    const organisations = offered.directory.organisations.length;
    const signer = trust.nodeSigner !== null && maySignFor(trust.nodeSigner, root.signed) ? trust.nodeSigner : null;
    if (held !== null && saysTheSame(held, texts, signer)) return { outcome: 'unchanged', organisations };

    const before = held === null ? null : await proveHeld(held, state, now);
    const next = signer === null ? texts : { ...texts, ...(await signedByNode(signer, texts, [before, offered], now)) };
    const findings = new Findings();
    const proof = await proveState(next, root, { state, now, seen: before?.seen ?? null }, findings);
    assertValid(findings.stops, held === null);
    const followed = await keepPublication(own, state, next, proof);
    return { outcome: 'taken in', organisations, followed };
  }) as Promise<TakenIn>;
}

/** The proof of what is there, for comparing versions; its own ends do not matter. */
export async function proveHeld(held: Publication, state: string, now: Date): Promise<StateProof> {
  return proveState(held, await lastRoot(held), { state, now, seen: null }, new Findings());
}

export async function lastRoot({ roots }: Publication): Promise<SignedFile<Root>> {
  return followRoots(await readRoot(roots[0] ?? ''), await readRoots(roots));
}

async function firstRoot(
  sql: Database,
  { state, texts, trust }: { state: string; texts: Publication; trust: OperatorTrust },
  now: Date,
): Promise<SignedFile<Root>> {
  const pinnedRoot = trust.rootWords === null ? null : await rootOfWords(texts, trust.rootWords);
  const findings = new Findings();
  const { root } = await proveAnchor(
    { registry: await readRegistry(sql), roots: texts.roots },
    { state, registry: trust.registryKeys, pinnedRoot, setAside: null, now },
    null,
    findings,
  );
  assertValid(findings.stops, true);
  // Whoever pinned the first root must be able to follow.
  await lastRoot(texts);
  return root;
}

/** Both from the last root that was taken in, so that no other chain takes its place, and from the first, for readers. */
async function nextRoot(held: Publication, texts: Publication): Promise<SignedFile<Root>> {
  const roots = await readRoots(texts.roots);
  await followRoots(await readRoot(held.roots[0] ?? ''), roots);
  return followRoots(await readRoot(held.roots.at(-1) ?? ''), roots);
}

async function rootOfWords({ roots }: Publication, words: string): Promise<string> {
  for (const root of roots) {
    if ((await rootWords(root)) === normalisePassphrase(words)) return root;
  }
  throw new PublicationError('OTHER_ROOT_WORDS', 'These are not the words of a root of this publication.');
}

function saysTheSame(held: Publication, texts: Publication, signer: NodeSigner | null): boolean {
  const byState = ['targets', 'organisations', 'revocations'] as const;
  const compared = signer === null ? ([...byState, 'timestamp', 'snapshot'] as const) : byState;
  return held.roots.join('\n') === texts.roots.join('\n') && compared.every((file) => held[file] === texts[file]);
}

async function signedByNode(
  signer: NodeSigner,
  { targets }: Publication,
  known: readonly (StateProof | null)[],
  now: Date,
): Promise<{ snapshot: string; timestamp: string }> {
  const after = (file: 'snapshot' | 'timestamp') =>
    Math.max(...known.map((proof) => proof?.seen[file].version ?? 0)) + 1;
  return signer.sign(targets, { snapshot: after('snapshot'), timestamp: after('timestamp') }, now);
}

/** An end must not hold up what follows: a suspension counts at once, and readers judge ends by themselves. */
function assertValid(stops: readonly Stop[], isFirst: boolean): void {
  const refused = stops.filter(({ code }) => isFirst || code === 'EXPIRES_TOO_LATE');
  if (refused.length === 0) return;
  throw new PublicationError('NOT_VALID', refused.map(({ sentence }) => sentence).join(' '));
}
