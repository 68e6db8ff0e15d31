import { fromBase64url } from '#crypto/bytes.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { hasExpired, type Statement, verifyStatement } from '#crypto/statement.ts';
import { Refusal } from '../refusal.ts';
import { type OrganisationKind, rolesIn } from './organisation.ts';

/** In milliseconds: as much as clocks may differ. */
const CLOCKS_DIFFER = 5 * 60_000;

/**
 * A statement that an organisation's enrolment key has signed and that this node may take in.
 *
 * @throws Refusal BAD_STATEMENT
 */
export async function verifiedStatement(
  jws: string,
  of: { organisationId: string; kind: OrganisationKind; enrolmentKey: string },
): Promise<Statement> {
  const statement = await verified(jws, of.enrolmentKey);
  if (statement.organisation !== of.organisationId) throw badStatement('it is of another organisation');
  const now = new Date();
  if (hasExpired(statement, now)) throw badStatement('it has expired');
  // A clock that is wrong by years would carry the organisation into a time in which nobody believes it.
  if (Date.parse(statement.issuedAt) > now.getTime() + CLOCKS_DIFFER) {
    throw badStatement('it was signed at a time to come: compare the clock of the device');
  }
  const allowed = rolesIn(of.kind);
  if (statement.members.some(({ roles }) => roles.some((role) => !allowed.includes(role)))) {
    throw badStatement('an organisation of this kind has no such role');
  }
  return statement;
}

async function verified(jws: string, enrolmentKey: string): Promise<Statement> {
  try {
    return await verifyStatement(jws, fromBase64url(enrolmentKey));
  } catch (error) {
    if (error instanceof CryptoError) throw new Refusal('BAD_STATEMENT', error.message);
    throw error;
  }
}

function badStatement(fault: string): Refusal {
  return new Refusal('BAD_STATEMENT', `The organisation's statement is refused: ${fault}.`);
}
