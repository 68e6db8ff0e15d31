import { generateIdentity, open, recipientOf, seal } from './age.ts';
import { type Bytes, fromBase64url, fromUtf8, toBase64url, toUtf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { CryptoError } from './crypto-error.ts';
import { publicKeyOf } from './ed25519.ts';
import { followKeyChanges } from './key-change.ts';
import type { Anchor } from './member-keys.ts';
import { fieldsOf, text } from './shape.ts';
import { type Period, type Statement, verifyStatement } from './statement.ts';
import { sha256 } from './verify/strict-text.ts';

/** A key of the organisation, sealed to one member or to the printed kit. */
export interface SealedKey {
  /** `enrolment`, `next_enrolment` while a change waits for the State, or the id of a period. */
  key: string;
  /** The member's number; null: the kit. */
  member: number | null;
  /** An age file as base64url. */
  sealed: string;
}

/** What a node shows of the holder's organisation; nothing here is believed without the anchor. */
export interface OwnOrganisation {
  /** JWS */
  statement: string;
  /** Those that are sealed to the holder. */
  sealedKeys: readonly SealedKey[];
  /** From the anchor's enrolment key to the one of now: JWS, the oldest first; missing where there was no change. */
  keyChanges?: readonly string[];
  /** The newest statement that the holder's device has seen or signed; null or missing where it has seen none. */
  seen?: SeenStatement | null;
}

/** By this a statement is known again. */
export interface SeenStatement {
  version: number;
  /** Of its text, in hex. */
  sha256: string;
  /** The enrolment key, base64url. None that was given up before counts any more. */
  signedBy: string;
}

/** Whoever opens sealed keys of an organisation: a member, or the printed kit. */
export interface Holder {
  /** `AGE-SECRET-KEY-PQ-1…` */
  identity: string;
  /** Null for an operator, who holds nothing of an organisation. */
  anchor: Anchor | null;
}

/** To whom a key is sealed: a member by number, or the kit. */
export interface Receiver {
  member: number | null;
  /** `age1pq1…` */
  recipient: string;
}

/** A period and its secret. */
export interface OpenPeriod {
  named: Period;
  /** `AGE-SECRET-KEY-PQ-1…` */
  identity: string;
}

const ENROLMENT = 'enrolment';
const NEXT_ENROLMENT = 'next_enrolment';

/**
 * The statement of the organisation that the holder joined, and no other; none that is older than what was seen.
 *
 * @throws CryptoError BAD_SIGNATURE, BAD_STATEMENT, WRONG_KEY, BAD_KEY_CHANGE; NOT_NEXT when a node goes back or shows two of one
 *   version
 */
export async function readOwnStatement(holder: Holder, own: OwnOrganisation): Promise<Statement> {
  return (await readOwnSigned(holder, own)).statement;
}

/** As `readOwnStatement`, with what to remember of it. @throws CryptoError */
export async function seenStatement(holder: Holder, own: OwnOrganisation): Promise<SeenStatement> {
  return (await readOwnSigned(holder, own)).shown;
}

/**
 * A statement of before, which was seen then.
 *
 * @throws CryptoError NOT_NEXT when it is not the one that was seen
 */
export async function readPastStatement(
  holder: Holder,
  { keyChanges = [] }: OwnOrganisation,
  past: string,
  seen: SeenStatement,
): Promise<Statement> {
  const keys = await followKeyChanges(fromAnchor(holder), keyChanges);
  const since = keyChanges.slice(0, keys.indexOf(seen.signedBy));
  return readOwnStatement(holder, { statement: past, sealedKeys: [], keyChanges: since, seen });
}

/** The organisation's enrolment key as it is now, base64url. @throws CryptoError BAD_KEY_CHANGE */
export async function enrolmentKeyOf(holder: Holder, { keyChanges = [] }: OwnOrganisation): Promise<string> {
  const { from } = fromAnchor(holder);
  return (await followKeyChanges(fromAnchor(holder), keyChanges)).at(-1) ?? from;
}

async function readOwnSigned(
  holder: Holder,
  own: OwnOrganisation,
): Promise<{ statement: Statement; shown: SeenStatement }> {
  const { organisation, from } = fromAnchor(holder);
  const keys = await followKeyChanges({ organisation, from }, own.keyChanges ?? []);
  const signedBy = keys.at(-1) ?? from;
  const { seen = null } = own;
  if (seen !== null && !keys.includes(seen.signedBy)) throw otherHistory();
  const statement = await verifyStatement(own.statement, fromBase64url(signedBy));
  if (statement.organisation !== organisation) throw wrongKey();
  const shown = { version: statement.version, sha256: await sha256(toUtf8(own.statement)), signedBy };
  const isOther = shown.version === seen?.version && shown.sha256 !== seen.sha256;
  if (seen !== null && (shown.version < seen.version || isOther)) throw otherHistory();
  return { statement, shown };
}

/**
 * @returns PKCS #8
 * @throws CryptoError NOT_FOR_US; WRONG_KEY when it is not the other half of the anchor's key
 */
export async function openEnrolmentKey(holder: Holder, own: OwnOrganisation): Promise<Bytes> {
  const secret = await openSealed(holder, own, ENROLMENT);
  if (toBase64url(await publicKeyOf(secret)) !== (await enrolmentKeyOf(holder, own))) throw wrongKey();
  return secret;
}

/**
 * The key to which a change was begun. Anybody could have sealed one: it counts where the key before has signed its public half.
 *
 * @returns PKCS #8; null where none is sealed to the holder
 * @throws CryptoError WRONG_KEY
 */
export async function openNextEnrolmentKey(holder: Holder, own: OwnOrganisation): Promise<Bytes | null> {
  const isHeld = own.sealedKeys.some(({ key }) => key === NEXT_ENROLMENT);
  return isHeld ? openSealed(holder, own, NEXT_ENROLMENT) : null;
}

/**
 * The secret of a period that is sealed to the holder.
 *
 * @throws CryptoError NOT_FOR_US, WRONG_KEY when it is not the key that the statement names
 */
export async function openPeriod(holder: Holder, own: OwnOrganisation, period: Period): Promise<string> {
  const identity = fromUtf8(await openSealed(holder, own, period.id));
  if ((await recipientOf(identity)) !== period.recipient) throw wrongKey();
  return identity;
}

/**
 * Every period of the statement that the holder can open, in its order. What is sealed to somebody else under the holder's name
 * (a kit before this one) is left out.
 *
 * @throws CryptoError WRONG_KEY
 */
export async function openPeriods(holder: Holder, own: OwnOrganisation, { periods }: Statement): Promise<OpenPeriod[]> {
  const held = periods.filter(({ id }) => own.sealedKeys.some(({ key }) => key === id));
  const opened = await Promise.all(held.map((named) => openPeriodUnlessOthers(holder, own, named)));
  return opened.filter((period) => period !== null);
}

async function openPeriodUnlessOthers(holder: Holder, own: OwnOrganisation, named: Period): Promise<OpenPeriod | null> {
  try {
    return { named, identity: await openPeriod(holder, own, named) };
  } catch (error) {
    if (error instanceof CryptoError && error.code === 'NOT_FOR_US') return null;
    throw error;
  }
}

export async function newPeriod(from: string): Promise<OpenPeriod> {
  const identity = await generateIdentity();
  const recipient = await recipientOf(identity);
  const id = globalThis.crypto.randomUUID();
  return { named: { id, recipient, from, retiredOn: null, compromisedSince: null }, identity };
}

/** @param secret PKCS #8 */
export function sealEnrolmentKey(organisation: string, secret: Bytes, to: Receiver): Promise<SealedKey> {
  return sealFor(organisation, ENROLMENT, secret, to);
}

/** @param secret PKCS #8 */
export function sealNextEnrolmentKey(organisation: string, secret: Bytes, to: Receiver): Promise<SealedKey> {
  return sealFor(organisation, NEXT_ENROLMENT, secret, to);
}

export function sealPeriod(organisation: string, { named, identity }: OpenPeriod, to: Receiver): Promise<SealedKey> {
  return sealFor(organisation, named.id, toUtf8(identity), to);
}

/** Sealed with its name, so that a node that exchanges two sealed keys is noticed. */
async function sealFor(organisation: string, key: string, secret: Bytes, to: Receiver): Promise<SealedKey> {
  const bytes = canonicalJson({ organisation, key, secret: toBase64url(secret) });
  return { key, member: to.member, sealed: toBase64url(await seal(bytes, [to.recipient])) };
}

async function openSealed(holder: Holder, own: OwnOrganisation, key: string): Promise<Bytes> {
  const found = own.sealedKeys.find((each) => each.key === key);
  if (found === undefined) throw new CryptoError('NOT_FOR_US', 'This key is not sealed to you.');
  const opened = await open(fromBase64url(found.sealed), [holder.identity], 1);
  const { organisation, key: name, secret } = namedSecret(opened);
  if (organisation !== anchorOf(holder).organisation || name !== key) throw wrongKey();
  return secret;
}

/** @throws CryptoError WRONG_KEY for what somebody else sealed */
function namedSecret(bytes: Bytes): { organisation: string; key: string; secret: Bytes } {
  try {
    const fields = fieldsOf(JSON.parse(fromUtf8(bytes)), ['organisation', 'key', 'secret']);
    return {
      organisation: text(fields.organisation),
      key: text(fields.key),
      secret: fromBase64url(text(fields.secret)),
    };
  } catch {
    throw wrongKey();
  }
}

function anchorOf({ anchor }: Holder): Anchor {
  if (anchor === null) throw wrongKey();
  return anchor;
}

function fromAnchor(holder: Holder): { organisation: string; from: string } {
  const { organisation, enrolmentKey } = anchorOf(holder);
  return { organisation, from: enrolmentKey };
}

function otherHistory(): CryptoError {
  return new CryptoError(
    'NOT_NEXT',
    'The node shows another history of your organisation than before. Tell your colleagues, and write nothing.',
  );
}

function wrongKey(): CryptoError {
  return new CryptoError('WRONG_KEY', "This is not the organisation's key.");
}
