import { fromUtf8 } from '#crypto/bytes.ts';
import { canonicalJson } from '#crypto/canonical-json.ts';
import type { Timestamp } from '#crypto/timestamp.ts';
import { Findings, type Stop, type Warning } from '#crypto/verify/findings.ts';
import { ORGANISATIONS_TARGET, type Organisations, readOrganisations } from '#crypto/verify/organisations.ts';
import { followRoots, readRoots } from '#crypto/verify/root-chain.ts';
import { readRoot } from '#crypto/verify/root-file.ts';
import { proveState, type StateProof, type StateTexts } from '#crypto/verify/state.ts';

/** Everything that a State publishes, as texts. */
export interface StatePublication extends StateTexts {
  /** From the first to the last. */
  roots: readonly string[];
}

export interface CheckedPublication extends StateProof {
  stops: Stop[];
  warnings: Warning[];
  /** When each file ends. */
  ends: Record<'root' | 'targets' | 'snapshot' | 'timestamp' | 'revocations', Timestamp>;
}

/**
 * The list of organisations as the target that is signed.
 *
 * @throws ProofError when readers would refuse it
 */
export function writeOrganisations(list: Organisations): string {
  const text = fromUtf8(canonicalJson(list));
  readOrganisations(text);
  return text;
}

/** The targets of a publication, by name. */
export function partsOf(organisations: string): Map<string, string> {
  return new Map([[ORGANISATIONS_TARGET, organisations]]);
}

/**
 * A publication as every reader will judge it: by the pure verifier, from a root that is trusted.
 *
 * @param trustedRoot JSON text
 * @throws ProofError
 */
export async function checkPublication(
  texts: StatePublication,
  { state, trustedRoot, now }: { state: string; trustedRoot: string; now: Date },
): Promise<CheckedPublication> {
  const findings = new Findings();
  const root = await followRoots(await readRoot(trustedRoot), await readRoots(texts.roots));
  const proof = await proveState(texts, root, { state, now, seen: null }, findings);
  return {
    ...proof,
    stops: findings.stops,
    warnings: findings.warnings,
    ends: {
      root: root.signed.expires,
      targets: proof.publication.targets.signed.expires,
      snapshot: proof.publication.snapshot.signed.expires,
      timestamp: proof.publication.timestamp.signed.expires,
      revocations: proof.revocations.expiresAt,
    },
  };
}
