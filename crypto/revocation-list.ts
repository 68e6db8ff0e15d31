import { type Bytes, toBase64url } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { publicKeyOf } from './ed25519.ts';
import { signJws, verifyJws } from './jws.ts';
import { assertUnique, fieldsOf, listOf, matching, oneOf, ordinal, ShapeError, uuid } from './shape.ts';
import { assertOrder, assertValidity, type Timestamp, timestamp } from './timestamp.ts';

const REASONS = ['suspended', 'compromised', 'left'] as const;

/** What a State's contact point shuts out at once. It can add nothing. */
export interface RevocationList {
  /** ISO 3166-1, two capitals. */
  state: string;
  /** From 1. */
  version: number;
  issuedAt: Timestamp;
  /** At most 7 days later. */
  expiresAt: Timestamp;
  /** By UUID. */
  organisations: { id: string; since: Timestamp; reason: (typeof REASONS)[number] }[];
  /** By UUID. */
  nodes: { id: string; since: Timestamp }[];
}

const TYP = 'nrm-revocations';
const MOST_DAYS = 7;
const MOST_ENTRIES = 5000;

/**
 * @param dutyKey the State's, PKCS #8
 * @returns a JWS whose kid is the duty public key as base64url
 * @throws CryptoError BAD_REVOCATIONS when a rule is broken; BAD_KEY
 */
export async function signRevocationList(list: RevocationList, dutyKey: Bytes): Promise<string> {
  const kid = toBase64url(await publicKeyOf(dutyKey));
  return signJws({ typ: TYP, kid, payload: checked(list), signingKey: dutyKey });
}

/**
 * Whether it has expired, follows the last one seen, and is of the State that was asked for, the caller checks.
 *
 * @param dutyPublicKey 32 bytes, from the State's targets
 * @throws CryptoError BAD_REVOCATIONS, and as `verifyJws`
 */
export async function verifyRevocationList(jws: string, dutyPublicKey: Bytes): Promise<RevocationList> {
  const { kid, payload } = await verifyJws(jws, { typ: TYP, publicKey: dutyPublicKey });
  if (kid !== toBase64url(dutyPublicKey)) throw badRevocations('it names another duty key');
  return checked(payload);
}

/**
 * An entry may go again: a suspension can be lifted.
 *
 * @throws CryptoError NOT_NEXT for another State's list, and for one that is not newer than the last one seen
 */
export function assertRevocationListFollows(previous: RevocationList, next: RevocationList): void {
  if (next.state !== previous.state) throw new CryptoError('NOT_NEXT', 'This revocation list is of another State.');
  if (next.version <= previous.version) {
    throw new CryptoError('NOT_NEXT', "This revocation list's version is not higher than that of the one before.");
  }
}

function checked(value: unknown): RevocationList {
  try {
    const list = shapeOf(value);
    assertValidity(list, MOST_DAYS);
    for (const entries of [list.organisations, list.nodes]) {
      for (const { since } of entries) assertOrder('an entry', since, list.issuedAt);
      assertUnique(
        entries.map(({ id }) => id),
        'the id of an entry',
      );
    }
    return list;
  } catch (error) {
    if (error instanceof ShapeError) throw badRevocations(error.message);
    throw error;
  }
}

function shapeOf(value: unknown): RevocationList {
  const fields = fieldsOf(value, ['state', 'version', 'issuedAt', 'expiresAt', 'organisations', 'nodes']);
  return {
    state: matching(fields.state, /^[A-Z]{2}$/, 'the State'),
    version: ordinal(fields.version),
    issuedAt: timestamp(fields.issuedAt),
    expiresAt: timestamp(fields.expiresAt),
    organisations: listOf(fields.organisations, MOST_ENTRIES, (entry) => {
      const { id, since, reason } = fieldsOf(entry, ['id', 'since', 'reason']);
      return { id: uuid(id), since: timestamp(since), reason: oneOf(reason, REASONS) };
    }),
    nodes: listOf(fields.nodes, MOST_ENTRIES, (entry) => {
      const { id, since } = fieldsOf(entry, ['id', 'since']);
      return { id: uuid(id), since: timestamp(since) };
    }),
  };
}

function badRevocations(fault: string): CryptoError {
  return new CryptoError('BAD_REVOCATIONS', `The State's revocation list is refused: ${fault}.`);
}
