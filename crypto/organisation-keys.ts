import { generateIdentity, open, recipientOf, seal } from './age.ts';
import { type Bytes, fromBase64url, fromUtf8, toBase64url, toUtf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { CryptoError } from './crypto-error.ts';
import { publicKeyOf } from './ed25519.ts';
import type { Anchor } from './member-keys.ts';
import { fieldsOf, text } from './shape.ts';
import { type Period, type Statement, verifyStatement } from './statement.ts';
import { sha256 } from './verify/strict-text.ts';

/** A key of the organisation, sealed to one member or to the printed kit. */
export interface SealedKey {
  /** `enrolment`, or the id of a period. */
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
  /** The newest statement that the holder's device has seen or signed; null or missing where it has seen none. */
  seen?: SeenStatement | null;
}

/** By this a statement is known again. */
export interface SeenStatement {
  version: number;
  /** Of its text, in hex. */
  sha256: string;
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

export const ENROLMENT = 'enrolment';

/**
 * The statement of the organisation that the holder joined, and no other; none that is older than what was seen.
 *
 * @throws CryptoError BAD_SIGNATURE, BAD_STATEMENT, WRONG_KEY; NOT_NEXT when a node goes back or shows two of one version
 */
export async function readOwnStatement(holder: Holder, own: OwnOrganisation): Promise<Statement> {
  const { organisation, enrolmentKey } = anchorOf(holder);
  const statement = await verifyStatement(own.statement, fromBase64url(enrolmentKey));
  if (statement.organisation !== organisation) throw wrongKey();
  const { seen = null } = own;
  if (seen === null) return statement;
  const shown = await seenStatement(own.statement, statement);
  const isOther = shown.version === seen.version && shown.sha256 !== seen.sha256;
  if (shown.version < seen.version || isOther) {
    throw new CryptoError(
      'NOT_NEXT',
      'The node shows another history of your organisation than before. Tell your colleagues, and write nothing.',
    );
  }
  return statement;
}

/** @param jws whose payload is the statement */
export async function seenStatement(jws: string, { version }: Pick<Statement, 'version'>): Promise<SeenStatement> {
  return { version, sha256: await sha256(toUtf8(jws)) };
}

/**
 * @returns PKCS #8
 * @throws CryptoError NOT_FOR_US; WRONG_KEY when it is not the other half of the anchor's key
 */
export async function openEnrolmentKey(holder: Holder, own: OwnOrganisation): Promise<Bytes> {
  const secret = await openSealed(holder, own, ENROLMENT);
  if (toBase64url(await publicKeyOf(secret)) !== anchorOf(holder).enrolmentKey) throw wrongKey();
  return secret;
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

function wrongKey(): CryptoError {
  return new CryptoError('WRONG_KEY', "This is not the organisation's key.");
}
