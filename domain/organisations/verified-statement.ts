import { fromBase64url } from '#crypto/bytes.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import { hasExpired, type Statement, verifyStatement } from '#crypto/statement.ts';
import { Refusal } from '../refusal.ts';
import { type OrganisationKind, rolesIn } from './organisation.ts';

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
  if (hasExpired(statement, new Date())) throw badStatement('it has expired');
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
