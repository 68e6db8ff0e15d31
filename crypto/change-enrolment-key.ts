import { toBase64url } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { newSigningKeyPair, publicKeyOf } from './ed25519.ts';
import { readKeyChange, signKeyChange } from './key-change.ts';
import type { MemberKeys } from './member-keys.ts';
import { type NextStatement, openOrganisation, toMember } from './organisation-changes.ts';
import {
  enrolmentKeyOf,
  type OwnOrganisation,
  type Receiver,
  type SealedKey,
  sealEnrolmentKey,
  sealNextEnrolmentKey,
} from './organisation-keys.ts';
import { type Statement, signStatement } from './statement.ts';

/**
 * How an administrator's browser gives the organisation another enrolment key. The old one signs the new one and goes on counting
 * until the State has signed the new one too; then the next statement is the new one's.
 */

/** A new key that waits for the State. */
export interface BegunChange {
  /** The new key, base64url. */
  to: string;
  /** JWS by the old key. */
  change: string;
  /** To every administrator, and to the kit. */
  sealedKeys: SealedKey[];
}

/** @throws CryptoError NOT_FOR_US for whoever does not hold the enrolment key */
export async function beginKeyChange(keys: MemberKeys, own: OwnOrganisation, now: Date): Promise<BegunChange> {
  const { enrolmentKey, previous } = await openOrganisation(keys, own, now);
  const { organisation } = previous;
  const made = await newSigningKeyPair();
  const to = toBase64url(made.publicKey);
  return {
    to,
    change: await signKeyChange({ organisation, to }, enrolmentKey),
    sealedKeys: await Promise.all(
      holdersOf(previous).map((holder) => sealNextEnrolmentKey(organisation, made.signingKey, holder)),
    ),
  };
}

/**
 * The next statement, by the new key, which every administrator and the kit are given.
 *
 * @param change as `beginKeyChange` made it
 * @throws CryptoError BAD_KEY_CHANGE; NOT_FOR_US when the new key is not sealed to whoever signs; WRONG_KEY when another one is
 */
export async function finishKeyChange(
  keys: MemberKeys,
  own: OwnOrganisation,
  change: string,
  now: Date,
): Promise<NextStatement> {
  const { nextKey, next } = await openOrganisation(keys, own, now);
  const { organisation } = next;
  const to = await readKeyChange(change, { organisation, from: await enrolmentKeyOf(keys, own) });
  if (nextKey === null) throw new CryptoError('NOT_FOR_US', 'The new key of the organisation is not sealed to you.');
  if (toBase64url(await publicKeyOf(nextKey)) !== to) {
    throw new CryptoError('WRONG_KEY', 'This is not the key that the old one has signed.');
  }
  return {
    statement: await signStatement(next, nextKey),
    sealedKeys: await Promise.all(holdersOf(next).map((holder) => sealEnrolmentKey(organisation, nextKey, holder))),
  };
}

/** Who holds the enrolment key. */
function holdersOf({ members, recoveryKit }: Statement): Receiver[] {
  const administrators = members.filter(({ revoked, roles }) => revoked === null && roles.includes('administrator'));
  const kit = recoveryKit === null ? [] : [{ member: null, recipient: recoveryKit }];
  return [...administrators.map(toMember), ...kit];
}
