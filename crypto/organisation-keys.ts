import { generateIdentity, open, recipientOf, seal } from './age.ts';
import { type Bytes, fromBase64url, fromUtf8, toBase64url, toUtf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { CryptoError } from './crypto-error.ts';
import { newSigningKeyPair, publicKeyOf } from './ed25519.ts';
import { type Anchor, type MemberKeys, type PublicHalf, publicHalf } from './member-keys.ts';
import { type MemberRole, type Period, type Statement, signStatement, verifyStatement } from './statement.ts';
import { isCurrent } from './statement-rules.ts';
import { toTimestamp } from './timestamp.ts';

/**
 * What an administrator's browser does with the keys of the organisation: found it, let somebody in, let somebody go. Pure:
 * keys and statements in, the next statement and sealed keys out.
 */

/** A key of the organisation, sealed to one member or to the printed kit. */
export interface SealedKey {
  /** `enrolment`, or the id of a period. */
  key: string;
  /** The member's number; null: the kit. */
  member: number | null;
  /** An age file as base64url. */
  sealed: string;
}

/** What a browser sends when the organisation's statement changes. */
export interface NextStatement {
  statement: string;
  sealedKeys: SealedKey[];
}

/** What a node shows a member of the member's organisation; nothing here is believed without the anchor. */
export interface OwnOrganisation {
  statement: string;
  /** Those that are sealed to this member. */
  sealedKeys: readonly SealedKey[];
}

const VALID_DAYS = 30;

/** A new organisation with one member, number 1, who is both administrator and caseworker unless its kind forbids it. */
export async function found(
  keys: MemberKeys,
  organisation: string,
  roles: MemberRole[],
  now: Date,
): Promise<NextStatement & { anchor: Anchor }> {
  const enrolment = await newSigningKeyPair();
  const at = toTimestamp(now);
  const period = await newPeriod(at);
  const statement: Statement = {
    organisation,
    version: 1,
    ...validFrom(now),
    periods: [period.named],
    members: [{ number: 1, ...publicHalf(keys), roles, from: at, revoked: null }],
    recoveryKit: null,
  };
  const sealedKeys = [await sealEnrolmentKey(organisation, enrolment.signingKey, statement, 1)];
  if (roles.includes('caseworker')) sealedKeys.push(await sealPeriod(organisation, period, statement, 1));
  return {
    anchor: { organisation, enrolmentKey: toBase64url(enrolment.publicKey) },
    statement: await signStatement(statement, enrolment.signingKey),
    sealedKeys,
  };
}

/**
 * Certifies a newcomer, and seals to the newcomer what the roles need: the current period to caseworkers, the enrolment key to
 * administrators.
 *
 * @throws CryptoError when the organisation's keys are not those of its statement, or the newcomer's are unsound
 */
export async function admit(
  keys: MemberKeys,
  own: OwnOrganisation,
  newcomer: { publicHalf: PublicHalf; roles: MemberRole[] },
  now: Date,
): Promise<NextStatement & { number: number }> {
  const { previous, enrolmentKey } = await openOrganisation(keys, own);
  const number = Math.max(...previous.members.map((member) => member.number)) + 1;
  const times = validAfter(previous, now);
  const next: Statement = {
    ...previous,
    version: previous.version + 1,
    ...times,
    members: [
      ...previous.members,
      { number, ...newcomer.publicHalf, roles: newcomer.roles, from: times.issuedAt, revoked: null },
    ],
  };
  const sealedKeys: SealedKey[] = [];
  if (newcomer.roles.includes('administrator')) {
    sealedKeys.push(await sealEnrolmentKey(previous.organisation, enrolmentKey, next, number));
  }
  if (newcomer.roles.includes('caseworker')) {
    const period = await openCurrentPeriod(keys, own, previous);
    sealedKeys.push(await sealPeriod(previous.organisation, period, next, number));
  }
  return { statement: await signStatement(next, enrolmentKey), sealedKeys, number };
}

/**
 * Lets a member go: the certificate is revoked and a new period begins, which only those who stay can open.
 *
 * @throws CryptoError BAD_STATEMENT when nobody would be left to administer the organisation
 */
export async function dismiss(
  keys: MemberKeys,
  own: OwnOrganisation,
  number: number,
  now: Date,
): Promise<NextStatement> {
  const { previous, enrolmentKey } = await openOrganisation(keys, own);
  const times = validAfter(previous, now);
  const period = await newPeriod(times.issuedAt);
  const next: Statement = {
    ...previous,
    version: previous.version + 1,
    ...times,
    periods: [
      ...previous.periods.map((before) => (isCurrent(before) ? { ...before, retiredOn: times.issuedAt } : before)),
      period.named,
    ],
    members: previous.members.map((member) =>
      member.number === number && member.revoked === null ? { ...member, revoked: times.issuedAt } : member,
    ),
  };
  const staying = next.members.filter(({ revoked, roles }) => revoked === null && roles.includes('caseworker'));
  return {
    statement: await signStatement(next, enrolmentKey),
    sealedKeys: await Promise.all(
      staying.map((member) => sealPeriod(previous.organisation, period, next, member.number)),
    ),
  };
}

/**
 * The statement of the organisation that the member joined, and no other.
 *
 * @throws CryptoError BAD_SIGNATURE, BAD_STATEMENT, WRONG_KEY
 */
export async function readOwnStatement(keys: MemberKeys, own: OwnOrganisation): Promise<Statement> {
  const { organisation, enrolmentKey } = anchorOf(keys);
  const statement = await verifyStatement(own.statement, fromBase64url(enrolmentKey));
  if (statement.organisation !== organisation) throw wrongKey();
  return statement;
}

/**
 * The secret of a period that is sealed to oneself.
 *
 * @throws CryptoError NOT_FOR_US, WRONG_KEY when it is not the key that the statement names
 */
export async function openPeriod(keys: MemberKeys, own: OwnOrganisation, period: Period): Promise<string> {
  const identity = fromUtf8(await openSealed(keys, own, period.id));
  if ((await recipientOf(identity)) !== period.recipient) throw wrongKey();
  return identity;
}

interface NewPeriod {
  named: Period;
  identity: string;
}

async function newPeriod(from: string): Promise<NewPeriod> {
  const identity = await generateIdentity();
  const id = globalThis.crypto.randomUUID();
  const recipient = await recipientOf(identity);
  return { named: { id, recipient, from, retiredOn: null, compromisedSince: null }, identity };
}

async function openCurrentPeriod(keys: MemberKeys, own: OwnOrganisation, statement: Statement): Promise<NewPeriod> {
  const named = statement.periods.find(isCurrent);
  if (named === undefined) throw wrongKey();
  return { named, identity: await openPeriod(keys, own, named) };
}

/** The statement is believed by the anchor's enrolment key; the sealed one must be its other half. */
async function openOrganisation(
  keys: MemberKeys,
  own: OwnOrganisation,
): Promise<{ previous: Statement; enrolmentKey: Bytes }> {
  const enrolmentKey = await openSealed(keys, own, 'enrolment');
  if (toBase64url(await publicKeyOf(enrolmentKey)) !== anchorOf(keys).enrolmentKey) throw wrongKey();
  return { previous: await readOwnStatement(keys, own), enrolmentKey };
}

function anchorOf({ anchor }: MemberKeys): Anchor {
  if (anchor === null) throw wrongKey();
  return anchor;
}

function sealEnrolmentKey(organisation: string, secret: Bytes, to: Statement, number: number): Promise<SealedKey> {
  return sealFor(organisation, 'enrolment', secret, to, number);
}

function sealPeriod(organisation: string, period: NewPeriod, to: Statement, number: number): Promise<SealedKey> {
  return sealFor(organisation, period.named.id, toUtf8(period.identity), to, number);
}

/** Sealed with its name, so that a node that exchanges two sealed keys is noticed. Only to members of the statement. */
async function sealFor(
  organisation: string,
  key: string,
  secret: Bytes,
  to: Statement,
  number: number,
): Promise<SealedKey> {
  const member = to.members.find((each) => each.number === number && each.revoked === null);
  if (member === undefined) throw wrongKey();
  const bytes = canonicalJson({ organisation, key, secret: toBase64url(secret) });
  return { key, member: number, sealed: toBase64url(await seal(bytes, [member.recipient])) };
}

async function openSealed(keys: MemberKeys, own: OwnOrganisation, key: string): Promise<Bytes> {
  const found = own.sealedKeys.find((each) => each.key === key);
  if (found === undefined) throw new CryptoError('NOT_FOR_US', 'This key is not sealed to you.');
  const opened: unknown = JSON.parse(fromUtf8(await open(fromBase64url(found.sealed), [keys.identity], 1)));
  const { organisation, key: name, secret } = opened as Record<string, unknown>;
  if (organisation !== anchorOf(keys).organisation || name !== key || typeof secret !== 'string') throw wrongKey();
  return fromBase64url(secret);
}

function wrongKey(): CryptoError {
  return new CryptoError('WRONG_KEY', "This is not the organisation's key.");
}

function validFrom(time: Date): { issuedAt: string; expiresAt: string } {
  return { issuedAt: toTimestamp(time), expiresAt: toTimestamp(new Date(time.getTime() + VALID_DAYS * 86_400_000)) };
}

/** Clocks of two administrators differ: a statement never says that it is older than the one before. */
function validAfter({ issuedAt }: Statement, now: Date): { issuedAt: string; expiresAt: string } {
  return validFrom(new Date(Math.max(now.getTime(), Date.parse(issuedAt))));
}
