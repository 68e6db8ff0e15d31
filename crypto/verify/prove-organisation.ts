import { fromBase64url } from '../bytes.ts';
import { CryptoError } from '../crypto-error.ts';
import { isSignedKeyChange } from '../key-change.ts';
import type { RevocationList } from '../revocation-list.ts';
import { hasExpired, type MemberCertificate, type Period, type Statement, verifyStatement } from '../statement.ts';
import { isCurrent } from '../statement-rules.ts';
import { type Anchor, type AnchorTexts, type AnchorTrust, proveAnchor } from './anchor.ts';
import { Findings, type Stop, type Warning } from './findings.ts';
import type { Organisation } from './organisations.ts';
import { ProofError } from './proof-error.ts';
import { assertNotOlder, type Seen, type SeenFile, seenJws } from './seen.ts';
import { proveState, type StateTexts } from './state.ts';
import { daysSince, endsTooLate } from './validity.ts';

/** All texts of a proof, as any node may hand them out: nothing in them is trusted. */
export interface ProofTexts extends AnchorTexts, StateTexts {
  /** The organisation's statement, JWS. */
  statement: string;
}

/** What the one who asks already knows. */
export interface Trust extends AnchorTrust {
  /** The UUID of the organisation that is asked for. */
  organisation: string;
  seen: Seen;
}

/** What is proved: it may be shown, and events signed by the certificates may be opened. */
export interface OrganisationProof {
  organisation: Organisation;
  statement: Statement;
  /** The members of the statement, revoked ones included, with the dates from which and until which they sign. */
  certificates: MemberCertificate[];
  /** To what may be sealed; null when anything stops it. */
  sealTo: Period | null;
  /** Why nothing may be sealed: empty exactly when `sealTo` is not null. */
  stops: Stop[];
  warnings: Warning[];
  /** The State, and what speaks for it; `registryRoot` as in `Anchor`. */
  vouchedBy: { state: string; name: string | null; by: Anchor['vouchedBy']; registryRoot: string | null };
  /** The day of enrolment, YYYY-MM-DD. */
  since: string;
  /** The organisation on the revocation list: what its members sign after `since` proves nothing. */
  revoked: RevocationList['organisations'][number] | null;
  /** To be kept, and given with the next proof. */
  seen: Seen;
}

const RECENT_DAYS = 30;

/**
 * The proof of a key: from the registry's keys or a pinned root to the State's publication, to the organisation, to its
 * statement, to the key to which others seal. The same in a browser and on a node; nothing else decides.
 *
 * Whether a statement contradicts the last one, `assertFollows` says to who has kept that.
 *
 * @throws ProofError when nothing is proved: a signature is missing, texts do not belong together, or they are older than
 *   what was seen
 */
export async function proveOrganisation(proof: ProofTexts, trust: Trust): Promise<OrganisationProof> {
  const { state, now, seen } = trust;
  const findings = new Findings();
  const anchor = await proveAnchor(proof, trust, seen.registry, findings);
  const proved = await proveState(proof, anchor.root, { state, now, seen: seen.state }, findings);

  const organisation = proved.directory.organisations.find(({ id }) => id === trust.organisation);
  if (organisation === undefined) {
    throw new ProofError('UNKNOWN_ORGANISATION', 'organisations', 'The State does not name this organisation.');
  }
  const statement = await proveStatement(proof.statement, organisation);
  const statementSeen = await seenJws(proof.statement, statement.version, organisation.enrolmentKey);
  assertNotOlder('statement', seen.organisation?.statement, statementSeen);

  const organisationSeen = await judgeKey(organisation, seen.organisation, statementSeen, findings);
  const revoked = judgeStanding(organisation, proved.revocations, findings);
  if (hasExpired(statement, now)) findings.stop('STATEMENT_EXPIRED');
  if (endsTooLate('statement', statement.expiresAt, now)) findings.stop('EXPIRES_TOO_LATE');
  if (daysSince(organisation.enrolledOn, now) < RECENT_DAYS) findings.warn('RECENTLY_ENROLLED');
  const period = statement.periods.find(isCurrent);
  if (period === undefined) findings.stop('NO_CURRENT_PERIOD');

  const { stops, warnings } = findings;
  return {
    organisation,
    statement,
    certificates: statement.members,
    sealTo: stops.length === 0 ? (period ?? null) : null,
    stops,
    warnings,
    vouchedBy: { state, name: anchor.publisher?.name ?? null, by: anchor.vouchedBy, registryRoot: anchor.registryRoot },
    since: organisation.enrolledOn,
    revoked,
    seen: { registry: anchor.registrySeen, state: proved.seen, organisation: organisationSeen },
  };
}

async function proveStatement(jws: string, { id, enrolmentKey }: Organisation): Promise<Statement> {
  let statement: Statement;
  try {
    statement = await verifyStatement(jws, fromBase64url(enrolmentKey));
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new ProofError('BAD_STATEMENT', 'statement', error.message);
  }
  if (statement.organisation === id) return statement;
  throw new ProofError('WRONG_ORGANISATION', 'statement', 'The statement is of another organisation.');
}

/**
 * A State that was captured could enrol a key of its own for an organisation that others trust already. So a new key counts
 * when the old one signed it; otherwise what was seen stays as it was, and sealing stops until a member confirms.
 */
async function judgeKey(
  { id, enrolmentKey, previousKeySignature }: Organisation,
  seen: Seen['organisation'],
  statement: SeenFile,
  findings: Findings,
): Promise<Seen['organisation']> {
  if (seen === null || seen.enrolmentKey === enrolmentKey) return { enrolmentKey, statement };
  const change = { organisation: id, from: seen.enrolmentKey, to: enrolmentKey };
  if (previousKeySignature !== undefined && (await isSignedKeyChange(previousKeySignature, change))) {
    findings.warn('ENROLMENT_KEY_REPLACED');
    return { enrolmentKey, statement };
  }
  findings.stop('ENROLMENT_KEY_CHANGED');
  return seen;
}

function judgeStanding(
  { id, node, standing }: Organisation,
  { organisations, nodes }: RevocationList,
  findings: Findings,
): OrganisationProof['revoked'] {
  if (standing === 'suspended') findings.stop('ORGANISATION_SUSPENDED');
  if (standing === 'left') findings.stop('ORGANISATION_LEFT');
  if (nodes.some((entry) => entry.id === node)) findings.stop('NODE_REVOKED');
  const revoked = organisations.find((entry) => entry.id === id) ?? null;
  if (revoked !== null) findings.stop('ORGANISATION_REVOKED');
  return revoked;
}
