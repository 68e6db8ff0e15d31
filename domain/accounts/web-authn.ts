import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeClientDataJSON } from '@simplewebauthn/server/helpers';
import { fromBase64url, toBase64url, toUtf8 } from '#crypto/bytes.ts';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import type { SignInNode } from './node.ts';
import { changeRefusal } from './outcome.ts';
import type { Viewer } from './sessions.ts';

/** Passkeys (WebAuthn): what they are asked to sign, and whether they did. Each question is answered once, in five minutes. */

type Purpose = 'add' | 'second' | 'alone';

const LONGEST_RESPONSE = 32_768;
/** No authenticator writes it, and the database takes it nowhere. */
const ESCAPED_NULL = /\\u0000/;
const FIVE_MINUTES = 5 * 60_000;

/** A passkey to ask for. */
export interface KnownPasskey {
  /** Credential id, base64url. */
  id: string;
  transports: string[];
}

/** What is kept of a passkey that was made. */
export interface VerifiedPasskey {
  id: string;
  /** COSE, base64url */
  publicKey: string;
  counter: number;
  transports: string[];
}

/** @returns options for `navigator.credentials.create`, as JSON */
export async function askForNewPasskey(
  sql: Database,
  { origin }: SignInNode,
  viewer: Viewer,
  existing: readonly KnownPasskey[],
): Promise<string> {
  const { hostname } = new URL(origin);
  const options = await generateRegistrationOptions({
    rpName: `NRM Portal ${hostname}`,
    rpID: hostname,
    userName: viewer.signInName,
    userID: toUtf8(viewer.accountId),
    attestationType: 'none',
    timeout: FIVE_MINUTES,
    excludeCredentials: existing.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
  await keepChallenge(sql, options.challenge, 'add', viewer.accountId);
  return JSON.stringify(options);
}

/**
 * @param sql not in a transaction: the question counts as answered even when the answer is refused
 * @throws Refusal CHALLENGE_SPENT, BAD_PASSKEY
 */
export async function verifyNewPasskey(
  sql: Database,
  { origin }: SignInNode,
  accountId: string,
  json: string,
): Promise<VerifiedPasskey> {
  const response = read<RegistrationResponseJSON>(json);
  const challenge = await takeChallenge(sql, response, 'add', accountId);
  const { registrationInfo } = await unlessMalformed(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
    }),
  );
  if (registrationInfo === undefined) throw changeRefusal('BAD_PASSKEY');
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  return { id, publicKey: toBase64url(Uint8Array.from(publicKey)), counter, transports };
}

/**
 * @param accountId null: any account's passkey may answer
 * @param known empty: the browser offers those that it has
 * @returns options for `navigator.credentials.get`, as JSON
 */
export async function askForPasskey(
  sql: Database,
  { origin }: SignInNode,
  accountId: string | null,
  known: readonly KnownPasskey[] = [],
): Promise<string> {
  const options = await generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    timeout: FIVE_MINUTES,
    userVerification: 'required',
    allowCredentials: known.map(({ id, transports }) => ({ id, transports })),
  });
  await keepChallenge(sql, options.challenge, accountId === null ? 'alone' : 'second', accountId);
  return JSON.stringify(options);
}

/**
 * @param sql not in a transaction: what is found out about a copied passkey stays
 * @param accountId null: whoever's passkey it is
 * @throws Refusal CHALLENGE_SPENT, UNKNOWN_PASSKEY, BAD_PASSKEY, PASSKEY_CLONED
 */
export async function verifyPasskey(
  sql: Database,
  { origin }: SignInNode,
  accountId: string | null,
  json: string,
): Promise<{ accountId: string; mayOpenBundle: boolean }> {
  const response = read<AuthenticationResponseJSON>(json);
  const challenge = await takeChallenge(sql, response, accountId === null ? 'alone' : 'second', accountId);
  const [known] = await sql<(PasskeyRow | { accountId: null })[]>`select * from gate.passkey_by(${response.id})`;
  if (known?.accountId == null || (accountId !== null && known.accountId !== accountId)) throw unknownPasskey();
  const { userHandle } = response.response;
  if (userHandle !== undefined && userHandle !== toBase64url(toUtf8(known.accountId))) throw unknownPasskey();
  if (known.isDisabled) throw cloned();
  const { verified, authenticationInfo } = await unlessMalformed(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      // The library looks at the counter before the signature: anybody could have a passkey disabled. So it is ours to compare.
      credential: { id: response.id, publicKey: fromBase64url(known.publicKey), counter: 0 },
    }),
  );
  if (!verified) throw changeRefusal('BAD_PASSKEY');
  const [answer] = await sql<{ used: boolean }[]>`
    select gate.use_passkey(${response.id}, ${authenticationInfo.newCounter}) as used`;
  if (answer?.used !== true) {
    await sql`select gate.disable_passkey(${response.id})`;
    throw cloned();
  }
  return { accountId: known.accountId, mayOpenBundle: known.mayOpenBundle };
}

interface PasskeyRow {
  accountId: string;
  publicKey: string;
  isDisabled: boolean;
  mayOpenBundle: boolean;
}

async function keepChallenge(sql: Database, challenge: string, purpose: Purpose, accountId: string | null) {
  await sql`select gate.keep_challenge(${challenge}, ${purpose}, ${accountId})`;
}

async function takeChallenge(
  sql: Database,
  { response }: RegistrationResponseJSON | AuthenticationResponseJSON,
  purpose: Purpose,
  accountId: string | null,
): Promise<string> {
  const { challenge } = await unlessMalformed(() => decodeClientDataJSON(response.clientDataJSON));
  if (/^[A-Za-z0-9_-]+$/.test(challenge)) {
    const [answer] = await sql<{ taken: boolean }[]>`
      select gate.take_challenge(${challenge}, ${purpose}, ${accountId}) as taken`;
    if (answer?.taken === true) return challenge;
  }
  throw new Refusal('CHALLENGE_SPENT', 'This took too long, or was answered already: please begin again.');
}

function read<T extends RegistrationResponseJSON | AuthenticationResponseJSON>(json: string): T {
  try {
    const isBad = json.length > LONGEST_RESPONSE || ESCAPED_NULL.test(json);
    const value = isBad ? null : (JSON.parse(json) as Partial<T> | null);
    if (typeof value?.id === 'string' && typeof value.response?.clientDataJSON === 'string') return value as T;
  } catch {
    // Refused below.
  }
  throw changeRefusal('BAD_PASSKEY');
}

/** Whatever is wrong with an answer, the library only throws. */
async function unlessMalformed<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw changeRefusal('BAD_PASSKEY');
  }
}

function unknownPasskey(): Refusal {
  return new Refusal('UNKNOWN_PASSKEY', 'This passkey does not belong to this account here.');
}

function cloned(): Refusal {
  return new Refusal(
    'PASSKEY_CLONED',
    'There seems to be a copy of this passkey, so it is no longer taken: please tell an administrator.',
  );
}
