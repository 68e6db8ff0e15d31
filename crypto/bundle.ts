import { type Bytes, fromBase64url, randomBytes, toBase64url } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { CryptoError } from './crypto-error.ts';
import { type MemberKeys, readMemberKeys, writeMemberKeys } from './member-keys.ts';
import { assertUnique, fieldsOf, listOf, matching, oneOf, ShapeError } from './shape.ts';
import { deriveKey, KEY_BYTES, unwrap, wrap } from './wrap.ts';

const OPENER_KINDS = ['passphrase', 'passkey', 'recovery'] as const;

export type OpenerKind = (typeof OPENER_KINDS)[number];

/** One way to open a bundle. */
export interface Opener {
  /** 1 to 1400 characters of base64url: a passkey's credential id, or any name. Unique in the bundle. */
  id: string;
  kind: OpenerKind;
  /** The bundle key, wrapped under the opener's secret: 60 bytes as base64url. */
  wrapped: string;
}

/** A member's keys as a server keeps them, who cannot read them: sealed once, and their key wrapped once for each opener. */
export interface Bundle {
  version: 1;
  /** The keys under the bundle key, as base64url. */
  sealed: string;
  openers: Opener[];
}

/** An opener and its secret, of which the server knows nothing. */
export interface OpenerSecret {
  id: string;
  kind: OpenerKind;
  /** 32 bytes or more: the OPAQUE export key, the passkey's PRF output, or the wrapping key of the recovery code. */
  secret: Bytes;
}

const MOST_CHARACTERS = 64 * 1024;
const MOST_OPENERS = 32;
const LEAST_SECRET_BYTES = 32;

/** Nonce and tag, with which AES-GCM makes bytes longer. */
const WRAPPING_BYTES = 28;

/**
 * @param accountId binds the bundle to its account: a server that hands out another's is noticed
 * @param openers at least one
 * @throws CryptoError BAD_BUNDLE when there is no opener, two share an id, or one is malformed; BAD_KEY for a secret that is
 *   too short
 */
export async function newBundle(
  keys: MemberKeys,
  accountId: string,
  openers: readonly OpenerSecret[],
): Promise<Bundle> {
  const bundleKey = randomBytes(KEY_BYTES);
  const sealed = await wrap(bundleKey, writeMemberKeys(keys), sealedPlace(accountId));
  return checked({
    version: 1,
    sealed: toBase64url(sealed),
    openers: await Promise.all(openers.map((opener) => wrapFor(opener, bundleKey, accountId))),
  });
}

/**
 * @throws CryptoError UNKNOWN_OPENER when the bundle has none of this id and kind; WRONG_KEY for another secret, another
 *   account, or a bundle that was changed; BAD_KEY
 */
export async function openBundle(bundle: Bundle, accountId: string, opener: OpenerSecret): Promise<MemberKeys> {
  const bundleKey = await unwrapBundleKey(bundle, accountId, opener);
  return readMemberKeys(await unwrap(bundleKey, fromBase64url(bundle.sealed), sealedPlace(accountId)));
}

/**
 * @returns one opener more, for whoever keeps the bundle to put in
 * @throws CryptoError as `openBundle`; BAD_KEY for a secret that is too short
 */
export async function openerFor(
  bundle: Bundle,
  accountId: string,
  known: OpenerSecret,
  added: OpenerSecret,
): Promise<Opener> {
  return wrapFor(added, await unwrapBundleKey(bundle, accountId, known), accountId);
}

/**
 * The bundle with other ways in. Taking one away shuts out nobody who kept an older copy of the bundle together with its secret:
 * after a loss the member needs new keys, not one opener fewer.
 *
 * @throws CryptoError BAD_BUNDLE when none is left, two share an id, or one is malformed
 */
export function withOpeners(bundle: Bundle, openers: readonly Opener[]): Bundle {
  return checked({ ...bundle, openers: [...openers] });
}

/** As the server keeps it. */
export function writeBundle(bundle: Bundle): string {
  return JSON.stringify(checked(bundle));
}

/**
 * @throws CryptoError BAD_BUNDLE for another shape: a member more or less, another length, no opener, one id twice, more than
 *   64 KiB
 */
export function readBundle(json: string): Bundle {
  if (json.length > MOST_CHARACTERS) throw badBundle('it is too long');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw badBundle('it is not JSON');
  }
  return checked(value);
}

function checked(value: unknown): Bundle {
  try {
    return shapeOf(value);
  } catch (error) {
    if (error instanceof ShapeError) throw badBundle(error.message);
    throw error;
  }
}

function shapeOf(value: unknown): Bundle {
  const { version, sealed, openers } = fieldsOf(value, ['version', 'sealed', 'openers']);
  if (version !== 1) throw new ShapeError('its version is unknown');
  const bundle: Bundle = {
    version,
    sealed: base64url(sealed, (length) => length > WRAPPING_BYTES),
    openers: listOf(openers, MOST_OPENERS, (item) => {
      const { id, kind, wrapped } = fieldsOf(item, ['id', 'kind', 'wrapped']);
      return {
        id: matching(id, /^[A-Za-z0-9_-]{1,1400}$/, 'the id of an opener'),
        kind: oneOf(kind, OPENER_KINDS),
        wrapped: base64url(wrapped, (length) => length === WRAPPING_BYTES + KEY_BYTES),
      };
    }),
  };
  if (bundle.openers.length === 0) throw new ShapeError('nothing opens it');
  assertUnique(
    bundle.openers.map(({ id }) => id),
    'the id of an opener',
  );
  if (JSON.stringify(bundle).length > MOST_CHARACTERS) throw new ShapeError('it is too long');
  return bundle;
}

function base64url(value: unknown, isLength: (length: number) => boolean): string {
  try {
    if (typeof value === 'string' && isLength(fromBase64url(value).length)) return value;
  } catch {
    // Refused below.
  }
  throw new ShapeError('sealed bytes are malformed or of another length');
}

async function wrapFor({ id, kind, secret }: OpenerSecret, bundleKey: Bytes, accountId: string): Promise<Opener> {
  const key = await openerKey(kind, secret);
  return { id, kind, wrapped: toBase64url(await wrap(key, bundleKey, openerPlace(accountId, id, kind))) };
}

async function unwrapBundleKey(bundle: Bundle, accountId: string, opener: OpenerSecret): Promise<Bytes> {
  const found = bundle.openers.find(({ id, kind }) => id === opener.id && kind === opener.kind);
  if (found === undefined) throw unknownOpener();
  const key = await openerKey(opener.kind, opener.secret);
  return unwrap(key, fromBase64url(found.wrapped), openerPlace(accountId, found.id, found.kind));
}

function openerKey(kind: OpenerKind, secret: Bytes): Promise<Bytes> {
  if (secret.length < LEAST_SECRET_BYTES) throw new CryptoError('BAD_KEY', "An opener's secret has 32 bytes or more.");
  return deriveKey(secret, `nrm-portal bundle opener ${kind}`);
}

function sealedPlace(accountId: string): Bytes {
  return canonicalJson({ place: 'nrm-portal bundle', version: 1, accountId });
}

function openerPlace(accountId: string, id: string, kind: OpenerKind): Bytes {
  return canonicalJson({ place: 'nrm-portal bundle opener', version: 1, accountId, id, kind });
}

function unknownOpener(): CryptoError {
  return new CryptoError('UNKNOWN_OPENER', 'The bundle has no such opener.');
}

function badBundle(fault: string): CryptoError {
  return new CryptoError('BAD_BUNDLE', `This is no bundle of ours: ${fault}.`);
}
