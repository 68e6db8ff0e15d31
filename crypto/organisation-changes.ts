import { type Bytes, toBase64url } from './bytes.ts';
import { CryptoError } from './crypto-error.ts';
import { newSigningKeyPair } from './ed25519.ts';
import { type Anchor, type MemberKeys, type PublicHalf, publicHalf } from './member-keys.ts';
import {
  type Holder,
  newPeriod,
  type OpenPeriod,
  type OwnOrganisation,
  openEnrolmentKey,
  openNextEnrolmentKey,
  openPeriods,
  type Receiver,
  readOwnStatement,
  type SealedKey,
  sealEnrolmentKey,
  sealNextEnrolmentKey,
  sealPeriod,
} from './organisation-keys.ts';
import { type MemberCertificate, type MemberRole, type Period, type Statement, signStatement } from './statement.ts';
import { isCurrent } from './statement-rules.ts';
import { type Timestamp, toTimestamp } from './timestamp.ts';

/**
 * What an administrator's browser does with the keys of the organisation. Pure: keys and statements in, the next statement and
 * sealed keys out.
 */

/** What a browser sends when the organisation's statement changes. */
export interface NextStatement {
  /** JWS */
  statement: string;
  sealedKeys: SealedKey[];
}

/** When a device with open keys was lost; null: nothing was. */
type LostAt = Date | null;

const VALID_DAYS = 30;

/** A new organisation with one member, number 1. Its first period begins with its first caseworker. */
export async function found(
  keys: MemberKeys,
  organisation: string,
  roles: MemberRole[],
  now: Date,
): Promise<NextStatement & { anchor: Anchor }> {
  const { signingKey, publicKey } = await newSigningKeyPair();
  const times = validFrom(now);
  const first: MemberCertificate = {
    number: 1,
    ...publicHalf(keys),
    roles,
    from: times.issuedAt,
    revoked: null,
  };
  const statement: Statement = {
    organisation,
    version: 1,
    ...times,
    periods: [],
    members: [first],
    recoveryKit: null,
  };
  const begun = await beginPeriod(statement, null);
  return {
    anchor: { organisation, enrolmentKey: toBase64url(publicKey) },
    statement: await signStatement({ ...statement, periods: begun.periods }, signingKey),
    sealedKeys: [await sealEnrolmentKey(organisation, signingKey, toMember(first)), ...begun.sealedKeys],
  };
}

/**
 * Certifies a newcomer, and seals to the newcomer what the roles need: the current period to caseworkers, the enrolment key to
 * administrators. Older periods only `giveOlderPeriods` gives.
 *
 * @throws CryptoError when the organisation's keys are not those of its statement, or the newcomer's are unsound
 */
export async function admit(
  keys: MemberKeys,
  own: OwnOrganisation,
  newcomer: { publicHalf: PublicHalf; roles: MemberRole[] },
  now: Date,
): Promise<NextStatement & { number: number }> {
  const { enrolmentKey, nextKey, previous, next } = await openOrganisation(keys, own, now);
  const certificate = certificateOf(previous, newcomer.publicHalf, newcomer.roles, next.issuedAt);
  const statement = { ...next, members: [...next.members, certificate] };
  const sealedKeys: SealedKey[] = [];
  if (newcomer.roles.includes('administrator')) {
    sealedKeys.push(...(await sealBoth(next.organisation, { enrolmentKey, nextKey }, toMember(certificate))));
  }
  if (newcomer.roles.includes('caseworker')) {
    const current = (await openPeriods(keys, own, previous)).find(({ named }) => isCurrent(named));
    if (current === undefined) {
      // Nobody was a caseworker, or whoever certifies is none and holds no period: then one begins here.
      const begun = await beginPeriod(statement, null);
      statement.periods = begun.periods;
      sealedKeys.push(...begun.sealedKeys);
    } else {
      sealedKeys.push(await sealPeriod(next.organisation, current, toMember(certificate)));
    }
  }
  return { statement: await signStatement(statement, enrolmentKey), sealedKeys, number: certificate.number };
}

/**
 * Lets a member go: the certificate is revoked and a new period begins, which only those who stay can open.
 *
 * @param lostAt since when somebody else may have had the member's keys
 * @throws CryptoError BAD_STATEMENT when nobody would be left to administer the organisation, or the member is not there
 */
export async function dismiss(
  keys: MemberKeys,
  own: OwnOrganisation,
  number: number,
  { now, lostAt = null }: { now: Date; lostAt?: LostAt },
): Promise<NextStatement> {
  const { enrolmentKey, next } = await openOrganisation(keys, own, now);
  const statement = { ...next, members: revoke(next, number, lostAt) };
  const { periods, sealedKeys } = await beginPeriod(statement, lostAt);
  return { statement: await signStatement({ ...statement, periods }, enrolmentKey), sealedKeys };
}

/** The same once more, valid from now. @throws CryptoError */
export async function renew(keys: MemberKeys, own: OwnOrganisation, now: Date): Promise<NextStatement> {
  const { enrolmentKey, next } = await openOrganisation(keys, own, now);
  return { statement: await signStatement(next, enrolmentKey), sealedKeys: [] };
}

/**
 * Gives a member every older period that whoever gives it holds.
 *
 * @throws CryptoError NOT_FOR_US when the member is no caseworker
 */
export async function giveOlderPeriods(
  keys: MemberKeys,
  own: OwnOrganisation,
  number: number,
  now: Date,
): Promise<NextStatement> {
  const { enrolmentKey, previous, next } = await openOrganisation(keys, own, now);
  const to = next.members.find((each) => each.number === number);
  if (to === undefined || !isCaseworker(to)) {
    throw new CryptoError('NOT_FOR_US', 'Only a caseworker of the organisation is given older keys.');
  }
  const older = (await openPeriods(keys, own, previous)).filter(({ named }) => !isCurrent(named));
  return {
    statement: await signStatement(next, enrolmentKey),
    sealedKeys: await sealAll(next.organisation, older, toMember(to)),
  };
}

/**
 * An administrator's own new keys: the old certificate is revoked, the new one has the next number and the same roles, and is
 * given everything that was held under the old one.
 *
 * @param fresh of the same anchor
 * @throws CryptoError
 */
export async function replaceOwnKeys(
  keys: MemberKeys,
  own: OwnOrganisation,
  fresh: MemberKeys,
  { now, lostAt }: { now: Date; lostAt: LostAt },
): Promise<NextStatement & { number: number }> {
  const { enrolmentKey, nextKey, previous, next } = await openOrganisation(keys, own, now);
  const old = next.members.find(({ signingKey }) => signingKey === publicHalf(keys).signingKey);
  if (old === undefined) throw new CryptoError('NOT_FOR_US', 'The organisation does not name you.');
  const certificate = certificateOf(previous, publicHalf(fresh), old.roles, next.issuedAt);
  const statement = { ...next, members: [...revoke(next, old.number, lostAt), certificate] };
  const begun = await beginPeriod(statement, lostAt);
  return {
    number: certificate.number,
    statement: await signStatement({ ...statement, periods: begun.periods }, enrolmentKey),
    sealedKeys: [
      ...(await sealBoth(next.organisation, { enrolmentKey, nextKey }, toMember(certificate))),
      ...(await sealAll(next.organisation, await openPeriods(keys, own, previous), toMember(certificate))),
      ...begun.sealedKeys,
    ],
  };
}

/**
 * Names a printed kit, and seals to it what whoever makes it holds. Later periods are sealed to it as they begin. A kit before
 * it opens nothing that begins from now on.
 *
 * @param recipient of the kit, `age1pq1…`
 * @returns `missing`: how many periods whoever makes it does not hold, so that the kit does not either
 * @throws CryptoError
 */
export async function nameKit(
  keys: MemberKeys,
  own: OwnOrganisation,
  recipient: string,
  now: Date,
): Promise<NextStatement & { missing: number }> {
  const { enrolmentKey, nextKey, previous, next } = await openOrganisation(keys, own, now);
  const kit = { member: null, recipient };
  const held = await openPeriods(keys, own, previous);
  return {
    missing: previous.periods.length - held.length,
    statement: await signStatement({ ...next, recoveryKit: recipient }, enrolmentKey),
    sealedKeys: [
      ...(await sealBoth(next.organisation, { enrolmentKey, nextKey }, kit)),
      ...(await sealAll(next.organisation, held, kit)),
    ],
  };
}

/**
 * After all administrators lost their keys: the kit certifies a new one, who is given everything that was sealed to the kit.
 *
 * @param kit as printed
 * @param own with the keys that are sealed to the kit
 * @param keys of the new administrator, of the kit's anchor
 * @throws CryptoError
 */
export async function restoreWithKit(
  kit: Holder,
  own: OwnOrganisation,
  { keys, roles }: { keys: MemberKeys; roles: MemberRole[] },
  now: Date,
): Promise<NextStatement & { number: number }> {
  const { enrolmentKey, nextKey, previous, next } = await openOrganisation(kit, own, now);
  const certificate = certificateOf(previous, publicHalf(keys), roles, next.issuedAt);
  const statement = { ...next, members: [...next.members, certificate] };
  const begun = await beginPeriod(statement, null);
  return {
    number: certificate.number,
    statement: await signStatement({ ...statement, periods: begun.periods }, enrolmentKey),
    sealedKeys: [
      ...(await sealBoth(next.organisation, { enrolmentKey, nextKey }, toMember(certificate))),
      ...(isCaseworker(certificate)
        ? await sealAll(next.organisation, await openPeriods(kit, own, previous), toMember(certificate))
        : []),
      ...begun.sealedKeys,
    ],
  };
}

/**
 * What the organisation's enrolment key lets the holder sign next. The statement is believed by the key to which the anchor leads;
 * the sealed one must be its other half.
 *
 * @throws CryptoError
 */
export async function openOrganisation(
  holder: Holder,
  own: OwnOrganisation,
  now: Date,
): Promise<{ previous: Statement; next: Statement; enrolmentKey: Bytes; nextKey: Bytes | null }> {
  const enrolmentKey = await openEnrolmentKey(holder, own);
  const nextKey = await openNextEnrolmentKey(holder, own);
  const previous = await readOwnStatement(holder, own);
  const next = { ...previous, version: previous.version + 1, ...validAfter(previous, now) };
  return { previous, next, enrolmentKey, nextKey };
}

/** Whoever is given the enrolment key is given the one to which it is about to change. */
async function sealBoth(
  organisation: string,
  { enrolmentKey, nextKey }: { enrolmentKey: Bytes; nextKey: Bytes | null },
  to: Receiver,
): Promise<SealedKey[]> {
  const sealed = await sealEnrolmentKey(organisation, enrolmentKey, to);
  return nextKey === null ? [sealed] : [sealed, await sealNextEnrolmentKey(organisation, nextKey, to)];
}

/** Ends the current period and begins the next, sealed to every caseworker and to the kit; none where nobody is a caseworker. */
async function beginPeriod(
  { organisation, issuedAt, periods, members, recoveryKit }: Statement,
  lostAt: LostAt,
): Promise<{ periods: Period[]; sealedKeys: SealedKey[] }> {
  const ended = periods.map((period) =>
    isCurrent(period)
      ? {
          ...period,
          retiredOn: issuedAt,
          compromisedSince: lostAt === null ? null : within(period.from, lostAt, issuedAt),
        }
      : period,
  );
  const receivers = members.filter(isCaseworker).map(toMember);
  if (receivers.length === 0) return { periods: ended, sealedKeys: [] };
  if (recoveryKit !== null) receivers.push({ member: null, recipient: recoveryKit });
  const begun = await newPeriod(issuedAt);
  return {
    periods: [...ended, begun.named],
    sealedKeys: await Promise.all(receivers.map((to) => sealPeriod(organisation, begun, to))),
  };
}

function sealAll(organisation: string, periods: readonly OpenPeriod[], to: Receiver): Promise<SealedKey[]> {
  return Promise.all(periods.map((period) => sealPeriod(organisation, period, to)));
}

function certificateOf(
  { members }: Statement,
  half: PublicHalf,
  roles: MemberRole[],
  from: Timestamp,
): MemberCertificate {
  const { recipient, signingKey } = half;
  const number = Math.max(...members.map((member) => member.number)) + 1;
  return { number, recipient, signingKey, roles, from, revoked: null };
}

function revoke({ members, issuedAt }: Statement, number: number, lostAt: LostAt): MemberCertificate[] {
  if (!members.some((member) => member.number === number && member.revoked === null)) {
    throw new CryptoError('BAD_STATEMENT', 'The organisation has no such member any more.');
  }
  return members.map((member) =>
    member.number === number
      ? { ...member, revoked: lostAt === null ? issuedAt : within(member.from, lostAt, issuedAt) }
      : member,
  );
}

function isCaseworker({ revoked, roles }: MemberCertificate): boolean {
  return revoked === null && roles.includes('caseworker');
}

export function toMember({ number, recipient }: MemberCertificate): Receiver {
  return { member: number, recipient };
}

/** A time that people give, never before the beginning or after the end. */
function within(from: Timestamp, time: Date, until: Timestamp): Timestamp {
  const earliest = Date.parse(from);
  const latest = Date.parse(until);
  return toTimestamp(new Date(Math.min(latest, Math.max(earliest, time.getTime()))));
}

function validFrom(time: Date): { issuedAt: Timestamp; expiresAt: Timestamp } {
  return { issuedAt: toTimestamp(time), expiresAt: toTimestamp(new Date(time.getTime() + VALID_DAYS * 86_400_000)) };
}

/**
 * Clocks of two administrators differ: a statement never says that it is older than the one before. One from a day to come is
 * not followed, or a single wrong clock would carry the organisation into years in which nobody believes it.
 *
 * @throws CryptoError BAD_STATEMENT
 */
function validAfter({ issuedAt }: Statement, now: Date): { issuedAt: Timestamp; expiresAt: Timestamp } {
  const before = Date.parse(issuedAt);
  if (before > now.getTime() + 86_400_000) {
    throw new CryptoError(
      'BAD_STATEMENT',
      'What the organisation says of its keys was signed on a day to come: compare the clock of this device.',
    );
  }
  return validFrom(new Date(Math.max(now.getTime(), before)));
}
