import { toUtf8 } from '../bytes.ts';
import { ProofError, type ProofFile } from './proof-error.ts';
import type { SignedFile, Signers } from './signed-file.ts';
import { sha256 } from './strict-text.ts';

/** The newest version of a file that was ever proved. */
export interface SeenFile {
  version: number;
  /** Of what is signed, in hexadecimal. */
  sha256: string;
  /** Who had to sign it, in hexadecimal. */
  signers: string;
}

/**
 * What a browser or node remembers, so that nobody can lead it back. A member keeps it in the organisation's trust record.
 *
 * A member who confirms by a second channel that a State or an organisation begins anew sets its part to null.
 */
export interface Seen {
  registry: SeenFile | null;
  state: { root: SeenFile; timestamp: SeenFile; snapshot: SeenFile; targets: SeenFile; revocations: SeenFile } | null;
  organisation: {
    /** Base64url. The last one that was confirmed, or that the one before it signed. */
    enrolmentKey: string;
    /** Null while only the key was confirmed. */
    statement: SeenFile | null;
  } | null;
}

export const NOTHING_SEEN: Seen = { registry: null, state: null, organisation: null };

/**
 * What two have seen of the same State and organisation, as if one had seen it all.
 *
 * @param one decides where the two cannot be compared, because others signed
 */
export function seenByBoth(one: Seen, other: Seen): Seen {
  return {
    registry: newerFile(one.registry, other.registry),
    state: newerState(one.state, other.state),
    organisation: newerOrganisation(one.organisation, other.organisation),
  };
}

function newerFile(one: SeenFile | null, other: SeenFile | null): SeenFile | null {
  if (one === null || other === null) return one ?? other;
  return one.signers === other.signers && other.version > one.version ? other : one;
}

function newerState(one: Seen['state'], other: Seen['state']): Seen['state'] {
  if (one === null || other === null) return one ?? other;
  // Under another root others may sign: such files cannot be compared.
  if (one.root.version !== other.root.version) return one.root.version > other.root.version ? one : other;
  const newer = (file: keyof typeof one) => newerFile(one[file], other[file]) ?? one[file];
  return {
    root: one.root,
    timestamp: newer('timestamp'),
    snapshot: newer('snapshot'),
    targets: newer('targets'),
    revocations: newer('revocations'),
  };
}

function newerOrganisation(one: Seen['organisation'], other: Seen['organisation']): Seen['organisation'] {
  if (one === null || other === null || one.enrolmentKey !== other.enrolmentKey) return one ?? other;
  return { enrolmentKey: one.enrolmentKey, statement: newerFile(one.statement, other.statement) };
}

/** @param signers whose signatures the file was checked against */
export async function seenSigned(
  { signed, sha256: hash }: SignedFile<{ version: number }>,
  signers: Signers,
): Promise<SeenFile> {
  const names = [...signers.keys.keys()].sort().join(' ');
  return { version: signed.version, sha256: hash, signers: await sha256(toUtf8(`${signers.threshold} of ${names}`)) };
}

/**
 * @param jws verified
 * @param signer the public key, base64url
 */
export async function seenJws(jws: string, version: number, signer: string): Promise<SeenFile> {
  // Without the signature, of which there may be several for one text.
  const signed = jws.slice(0, jws.lastIndexOf('.'));
  return { version, sha256: await sha256(toUtf8(signed)), signers: await sha256(toUtf8(signer)) };
}

/**
 * Refuses what is older than what was seen (TUF 1.0.31 §5.4.3, §5.5.5), and a second content under one version.
 *
 * Versions count under the same signers only. A thief of a node's keys could sign the highest version there is; when the State
 * gives the node new keys, versions begin anew (TUF 1.0.31 §5.3.11).
 *
 * @throws ProofError ROLLBACK, FORKED
 */
export function assertNotOlder(file: ProofFile, previous: SeenFile | null | undefined, next: SeenFile): void {
  if (previous === null || previous === undefined || previous.signers !== next.signers) return;
  assertVersionNotOlder(file, previous, next);
}

/**
 * As `assertNotOlder`, whoever signed: for roots, which name their own signers.
 *
 * @throws ProofError ROLLBACK, FORKED
 */
export function assertVersionNotOlder(file: ProofFile, previous: SeenFile, next: SeenFile): void {
  if (next.version < previous.version) {
    throw new ProofError('ROLLBACK', file, `The ${file} file is older than one that was seen before.`);
  }
  if (next.version === previous.version && next.sha256 !== previous.sha256) {
    throw new ProofError('FORKED', file, `Two different ${file} files have the same version.`);
  }
}
