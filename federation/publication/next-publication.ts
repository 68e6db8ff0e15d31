import type { SigningKeyPair } from '#crypto/ed25519.ts';
import { type RevocationList, signRevocationList } from '#crypto/revocation-list.ts';
import { toTimestamp } from '#crypto/timestamp.ts';
import { type CheckedPublication, partsOf, type StatePublication } from './publication-texts.ts';
import { endOf, signSnapshot, signTargets, signTimestamp } from './sign-metadata.ts';

/** What a State wants to have published. */
export interface Wanted {
  state: string;
  /** The target, as `writeOrganisations` makes it. */
  organisations: string;
  dutyKey: string;
  revocations: Pick<RevocationList, 'organisations' | 'nodes'>;
  roots: readonly string[];
}

/** The last publication, as texts and as it was checked. */
export interface Last {
  texts: StatePublication;
  checked: CheckedPublication;
}

/** Whose signature is needed. */
export interface Due {
  targets: boolean;
  duty: boolean;
  /** Snapshot and timestamp. */
  node: boolean;
}

/** Only those whose signature is due are needed. */
export interface PublicationSigners {
  targets: readonly SigningKeyPair[];
  duty: SigningKeyPair | null;
  snapshot: readonly SigningKeyPair[];
  timestamp: readonly SigningKeyPair[];
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** The targets are signed again when they end within a month, the weekly files when they are older than a day. */
const RENEWED_BEFORE_DAYS = { targets: 30, weekly: 6 };

/** @returns all false when the last publication says the same and is fresh */
export function dueSignatures(last: Last | null, wanted: Wanted, now: Date): Due {
  if (last === null) return { targets: true, duty: true, node: true };
  const { texts, checked } = last;
  const endsWithin = (end: string, days: number) => Date.parse(end) < now.getTime() + days * DAY_MILLISECONDS;
  const hasNewRoot = texts.roots.length < wanted.roots.length;
  const targets =
    hasNewRoot ||
    texts.organisations !== wanted.organisations ||
    endsWithin(checked.ends.targets, RENEWED_BEFORE_DAYS.targets);
  const duty =
    checked.directory.dutyKey !== wanted.dutyKey ||
    !isSame(checked.revocations, wanted.revocations) ||
    endsWithin(checked.ends.revocations, RENEWED_BEFORE_DAYS.weekly);
  const node =
    targets ||
    endsWithin(checked.ends.snapshot, RENEWED_BEFORE_DAYS.weekly) ||
    endsWithin(checked.ends.timestamp, RENEWED_BEFORE_DAYS.weekly);
  return { targets, duty, node };
}

/**
 * The next publication: what is due is signed anew with the next version, the rest stays.
 *
 * @throws CryptoError when the revocation list is unsound
 */
export async function signPublication(
  last: Last | null,
  wanted: Wanted,
  due: Due,
  { signers, now }: { signers: PublicationSigners; now: Date },
): Promise<StatePublication> {
  const seen = last?.checked.seen;
  const next = (file: 'targets' | 'snapshot' | 'timestamp', by: readonly SigningKeyPair[]) => ({
    version: (seen?.[file].version ?? 0) + 1,
    now,
    signers: by,
  });
  const targets =
    last === null || due.targets
      ? await signTargets(partsOf(wanted.organisations), next('targets', signers.targets))
      : last.texts.targets;
  const snapshot =
    last === null || due.node ? await signSnapshot(targets, next('snapshot', signers.snapshot)) : last.texts.snapshot;
  const timestamp =
    last === null || due.node
      ? await signTimestamp(snapshot, next('timestamp', signers.timestamp))
      : last.texts.timestamp;
  const revocations =
    signers.duty !== null && (last === null || due.duty)
      ? await signRevocationList(revocationList(last, wanted, now), signers.duty.signingKey)
      : (last?.texts.revocations ?? '');
  return { roots: wanted.roots, timestamp, snapshot, targets, organisations: wanted.organisations, revocations };
}

function revocationList(last: Last | null, { state, revocations }: Wanted, now: Date): RevocationList {
  return {
    state,
    version: (last?.checked.revocations.version ?? 0) + 1,
    issuedAt: toTimestamp(now),
    expiresAt: endOf('revocations', now),
    organisations: revocations.organisations,
    nodes: revocations.nodes,
  };
}

function isSame(before: Wanted['revocations'], after: Wanted['revocations']): boolean {
  const written = ({ organisations, nodes }: Wanted['revocations']) =>
    JSON.stringify([
      organisations.map(({ id, since, reason }) => [id, since, reason]),
      nodes.map(({ id, since }) => [id, since]),
    ]);
  return written(before) === written(after);
}
