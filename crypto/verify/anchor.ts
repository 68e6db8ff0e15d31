import { toUtf8 } from '../bytes.ts';
import type { Findings } from './findings.ts';
import { ProofError } from './proof-error.ts';
import { type Publisher, type RegistryKeys, registrySigners, verifyRegistry } from './registry.ts';
import { followRoots, readRoots } from './root-chain.ts';
import { type Root, readRoot } from './root-file.ts';
import { assertNotOlder, type SeenFile, seenSigned } from './seen.ts';
import type { SignedFile } from './signed-file.ts';
import { sha256 } from './strict-text.ts';
import { endsTooLate, hasEnded } from './validity.ts';

/** Where trust in a State begins: the registry's keys, a root that was compared or seen before, or both. */
export interface AnchorTrust {
  /** The publisher's code. */
  state: string;
  registry: RegistryKeys | null;
  /** A TUF root of this State as JSON text, of any version. */
  pinnedRoot: string | null;
  /** The registry's root for this State that two members have set aside in favour of the pinned one; its `registryRoot`. */
  setAside: string | null;
  now: Date;
}

export interface AnchorTexts {
  /** The signed registry; null when it was not to be had. */
  registry: string | null;
  /** All roots of the State from the first, or from the trusted one, to the last. */
  roots: readonly string[];
}

export interface Anchor {
  /** The State's last root. */
  root: SignedFile<Root>;
  vouchedBy: 'registry' | 'pin' | 'both';
  /** The State as the registry names it. */
  publisher: Publisher | null;
  /** SHA-256 of the root that the registry names for the State, in hexadecimal. */
  registryRoot: string | null;
  registrySeen: SeenFile | null;
}

/**
 * The State's last root, from where trust in it begins. A registry that disagrees with a pinned root stops sealing until two
 * members have set its root aside; where it is the roots themselves that left the pin, nothing is proved.
 *
 * @throws ProofError NOT_ENDORSED, ROOT_UNKNOWN, REGISTRY_DISAGREES, ROLLBACK, FORKED, and as `verifyRegistry`, `followRoots`
 */
export async function proveAnchor(
  texts: AnchorTexts,
  trust: AnchorTrust,
  seen: SeenFile | null,
  findings: Findings,
): Promise<Anchor> {
  const { publisher, registrySeen } = await proveRegistry(texts, trust, seen, findings);
  const roots = await readRoots(texts.roots);
  const byRegistry = publisher === null ? null : await outcomeOf(follow(publisher.root, roots));
  const registryRoot = publisher === null ? null : await sha256(toUtf8(publisher.root));
  if (trust.pinnedRoot === null) {
    if (byRegistry === null) {
      throw new ProofError(
        'NOT_ENDORSED',
        'registry',
        'Nobody vouches for this State: neither the registry nor a pin.',
      );
    }
    return { root: provedOf(byRegistry), vouchedBy: 'registry', publisher, registryRoot, registrySeen };
  }
  const byPin = await outcomeOf(follow(trust.pinnedRoot, roots));
  if (byPin.error !== null && byRegistry !== null && byRegistry.error === null) {
    throw new ProofError(
      'REGISTRY_DISAGREES',
      'root',
      'The State shows the root of the registry, not the compared one.',
    );
  }
  const root = provedOf(byPin);
  if (byRegistry === null) {
    findings.warn('REGISTRY_MISSING');
    return { root, vouchedBy: 'pin', publisher, registryRoot, registrySeen };
  }
  if (byRegistry.error !== null) {
    if (registryRoot === trust.setAside) findings.warn('REGISTRY_SET_ASIDE');
    else findings.stop('REGISTRY_DISAGREES');
  }
  return { root, vouchedBy: byRegistry.error === null ? 'both' : 'pin', publisher, registryRoot, registrySeen };
}

async function proveRegistry(
  { registry: text }: AnchorTexts,
  { state, registry: keys, pinnedRoot, now }: AnchorTrust,
  seen: SeenFile | null,
  findings: Findings,
): Promise<Pick<Anchor, 'publisher' | 'registrySeen'>> {
  if (text === null || keys === null) return { publisher: null, registrySeen: seen };
  const signers = await registrySigners(keys);
  const registry = await verifyRegistry(text, signers);
  const registrySeen = await seenSigned(registry, signers);
  assertNotOlder('registry', seen, registrySeen);
  const { expires, publishers } = registry.signed;
  if (hasEnded(expires, now)) {
    // It may be dark: pinned States go on, no new State is taken up.
    if (pinnedRoot === null) findings.stop('REGISTRY_EXPIRED');
    else findings.warn('REGISTRY_EXPIRED');
  }
  if (endsTooLate('registry', expires, now)) findings.stop('EXPIRES_TOO_LATE');
  return { publisher: publishers.find(({ code }) => code === state) ?? null, registrySeen };
}

async function follow(trusted: string, roots: readonly SignedFile<Root>[]): Promise<SignedFile<Root>> {
  return followRoots(await readRoot(trusted), roots);
}

type Outcome<Value> = { value: Value; error: null } | { value: null; error: ProofError };

async function outcomeOf<Value>(attempt: Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { value: await attempt, error: null };
  } catch (error) {
    if (error instanceof ProofError) return { value: null, error };
    throw error;
  }
}

function provedOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.error !== null) throw outcome.error;
  return outcome.value;
}
