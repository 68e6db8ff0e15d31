import { type Bytes, toBase64url } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { publicKeyOf } from './ed25519.ts';
import { signJws, verifyJws } from './jws.ts';
import { ShapeError } from './shape.ts';
import { assertStatementRules } from './statement-rules.ts';
import { readStatementShape, type Statement } from './statement-shape.ts';

export type { MemberCertificate, MemberRole, Period, Statement } from './statement-shape.ts';
export { hasExpired } from './timestamp.ts';

const TYP = 'nrm-statement';

/**
 * @param enrolmentKey the organisation's, PKCS #8
 * @returns a JWS whose kid is the enrolment public key as base64url
 * @throws CryptoError BAD_STATEMENT when a rule is broken: nothing is signed that others would refuse; BAD_KEY
 */
export async function signStatement(statement: Statement, enrolmentKey: Bytes): Promise<string> {
  const kid = toBase64url(await publicKeyOf(enrolmentKey));
  return signJws({ typ: TYP, kid, payload: checked(statement), signingKey: enrolmentKey });
}

/**
 * Whether it has expired, follows the last one seen, and is of the organisation that was asked for, the caller checks.
 *
 * @param enrolmentPublicKey 32 bytes, as the State signed it
 * @throws CryptoError BAD_STATEMENT, and as `verifyJws`
 */
export async function verifyStatement(jws: string, enrolmentPublicKey: Bytes): Promise<Statement> {
  const { kid, payload } = await verifyJws(jws, { typ: TYP, publicKey: enrolmentPublicKey });
  if (kid !== toBase64url(enrolmentPublicKey)) throw badStatement('it names another enrolment key');
  return checked(payload);
}

function checked(value: unknown): Statement {
  try {
    const statement = readStatementShape(value);
    assertStatementRules(statement);
    return statement;
  } catch (error) {
    if (error instanceof ShapeError) throw badStatement(error.message);
    throw error;
  }
}

function badStatement(fault: string): CryptoError {
  return new CryptoError('BAD_STATEMENT', `The organisation's statement is refused: ${fault}.`);
}
