import { fromBase64url } from '../bytes.ts';
import { CryptoError } from '../crypto-error.ts';
import { type RevocationList, verifyRevocationList } from '../revocation-list.ts';
import type { Findings } from './findings.ts';
import { ORGANISATIONS_TARGET, type Organisations, readOrganisations } from './organisations.ts';
import { ProofError } from './proof-error.ts';
import { assertTarget, type Publication, type PublicationTexts, verifyPublication } from './publication.ts';
import type { Root } from './root-file.ts';
import { assertNotOlder, assertVersionNotOlder, type Seen, seenJws, seenSigned } from './seen.ts';
import type { SignedFile } from './signed-file.ts';
import { endsTooLate, hasEnded, hasLapsed } from './validity.ts';

export interface StateTexts extends PublicationTexts {
  /** The target `organisations.json`. */
  organisations: string;
  /** JWS. */
  revocations: string;
}

export interface StateProof {
  publication: Publication;
  directory: Organisations;
  revocations: RevocationList;
  seen: NonNullable<Seen['state']>;
}

/**
 * What a State says of its organisations, from its last root downwards.
 *
 * @param state the publisher's code
 * @throws ProofError WRONG_STATE, BAD_REVOCATIONS, ROLLBACK, FORKED, and as `verifyPublication`, `readOrganisations`
 */
export async function proveState(
  texts: StateTexts,
  root: SignedFile<Root>,
  { state, now, seen }: { state: string; now: Date; seen: Seen['state'] },
  findings: Findings,
): Promise<StateProof> {
  const publication = await verifyPublication(texts, root.signed);
  await assertTarget('organisations', texts.organisations, publication.targets.signed, ORGANISATIONS_TARGET);
  const directory = readOrganisations(texts.organisations);
  if (directory.state !== state) {
    throw new ProofError('WRONG_STATE', 'organisations', 'The list of organisations is of another State.');
  }
  const revocations = await proveRevocations(texts.revocations, directory);
  judgeEnds({ root, ...publication }, now, findings);
  if (hasEnded(revocations.expiresAt, now)) findings.warn('REVOCATIONS_EXPIRED');
  if (hasLapsed(revocations.expiresAt, now)) findings.stop('REVOCATIONS_LAPSED');
  if (endsTooLate('revocations', revocations.expiresAt, now)) findings.stop('EXPIRES_TOO_LATE');
  const nowSeen = await seenOf(texts, root, publication, { directory, revocations });
  if (seen !== null) assertVersionNotOlder('root', seen.root, nowSeen.root);
  for (const file of ['timestamp', 'snapshot', 'targets', 'revocations'] as const) {
    assertNotOlder(file, seen?.[file], nowSeen[file]);
  }
  return { publication, directory, revocations, seen: nowSeen };
}

async function proveRevocations(jws: string, { state, dutyKey }: Organisations): Promise<RevocationList> {
  let list: RevocationList;
  try {
    list = await verifyRevocationList(jws, fromBase64url(dutyKey));
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new ProofError('BAD_REVOCATIONS', 'revocations', error.message);
  }
  if (list.state === state) return list;
  throw new ProofError('WRONG_STATE', 'revocations', 'The revocation list is of another State.');
}

function judgeEnds(
  { root, timestamp, snapshot, targets }: Publication & { root: SignedFile<Root> },
  now: Date,
  findings: Findings,
): void {
  if (hasEnded(root.signed.expires, now)) findings.stop('ROOT_EXPIRED');
  if (hasEnded(targets.signed.expires, now)) findings.stop('TARGETS_EXPIRED');
  if (hasEnded(snapshot.signed.expires, now)) findings.warn('SNAPSHOT_EXPIRED');
  if (hasLapsed(snapshot.signed.expires, now)) findings.stop('SNAPSHOT_LAPSED');
  if (hasEnded(timestamp.signed.expires, now)) findings.warn('TIMESTAMP_EXPIRED');
  if (hasLapsed(timestamp.signed.expires, now)) findings.stop('TIMESTAMP_LAPSED');
  const isTooLate =
    endsTooLate('root', root.signed.expires, now) ||
    endsTooLate('targets', targets.signed.expires, now) ||
    endsTooLate('snapshot', snapshot.signed.expires, now) ||
    endsTooLate('timestamp', timestamp.signed.expires, now);
  if (isTooLate) findings.stop('EXPIRES_TOO_LATE');
}

async function seenOf(
  texts: StateTexts,
  root: SignedFile<Root>,
  { timestamp, snapshot, targets }: Publication,
  { directory, revocations }: { directory: Organisations; revocations: RevocationList },
): Promise<StateProof['seen']> {
  const { roles } = root.signed;
  return {
    root: await seenSigned(root, roles.root),
    timestamp: await seenSigned(timestamp, roles.timestamp),
    snapshot: await seenSigned(snapshot, roles.snapshot),
    targets: await seenSigned(targets, roles.targets),
    revocations: await seenJws(texts.revocations, revocations.version, directory.dutyKey),
  };
}
