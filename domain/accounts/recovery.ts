import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Opener } from '#crypto/bundle.ts';
import { equalBytes, fromBase64url, fromHex } from '#crypto/bytes.ts';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import type { SignInNode } from './node.ts';
import { bundleWith } from './openers.ts';
import { assertChanged, type ChangeRefusal } from './outcome.ts';
import { type Entered, enter, enterOrAskForFactor, factorsOf } from './second-step.ts';
import { deviceText } from './sessions.ts';
import { readSignInName } from './sign-in-name.ts';

/** 32 bytes as base64url. */
const AUTHENTICATOR = /^[A-Za-z0-9_-]{43}$/;
/** Of nobody's code. */
const NO_AUTHENTICATOR = '0'.repeat(64);

/** 16 bytes as base64url. */
const WAITING_TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** Somebody who asks to recover, for administrators of the organisation to decide. */
export interface RecoveryRequest {
  id: string;
  signInName: string;
  device: string;
  askedAt: Date;
}

/**
 * Keeps a new recovery code in the place of the old one.
 *
 * @param sql in a session
 * @param authenticator what the browser derives from the code: 128 bits that nobody chose, so a plain hash of it is enough
 * @throws Refusal BAD_BUNDLE, SIGN_IN_AGAIN
 */
export async function keepRecoveryCode(
  sql: Database,
  { authenticator, opener }: { authenticator: string; opener: Opener },
): Promise<void> {
  if (!AUTHENTICATOR.test(authenticator) || opener.kind !== 'recovery') {
    throw new Refusal('BAD_BUNDLE', 'This does not open the keys by a recovery code.');
  }
  const bundle = await bundleWith(sql, opener, ({ kind }) => kind === 'recovery');
  assertChanged(
    await sql<{ refused: ChangeRefusal | null }[]>`
      select gate.set_recovery(${hashOf(authenticator)}, ${bundle}) as refused`,
  );
}

/** @param sql in a session @returns YYYY-MM-DD; null without a code */
export async function readRecoveryDate(sql: Database): Promise<string | null> {
  const [row] = await sql<{ madeOn: string }[]>`
    select made_on::text from recovery where account_id = gate.current_account()`;
  return row?.madeOn ?? null;
}

/**
 * Begins with a recovery code instead of a passphrase. The second factor is still due; without one, or when it is lost as
 * well, an administrator of the organisation has to confirm within a day. What was confirmed belongs to the browser that asked.
 *
 * @param asked.waitingToken what this browser was given when it asked first
 * @returns the token of the browser while it waits for an administrator
 * @throws Refusal BAD_NAME, WRONG_NAME_OR_CODE, RECOVERY_REFUSED, RECOVERY_WAITS_ELSEWHERE, TOO_MANY_TRIES
 */
export async function startRecovery(
  sql: Database,
  node: SignInNode,
  asked: {
    name: string;
    authenticator: string;
    device: string;
    withoutFactor: boolean;
    waitingToken: string | null;
    from: string;
    replaces: string | null;
  },
): Promise<Entered | { waitingToken: string }> {
  const device = deviceText(asked.device);
  const { replaces } = asked;
  const name = readSignInName(asked.name);
  await node.throttle.countVisit(asked.from);
  const [known] = await sql<{ accountId: string | null; authenticator: string | null }[]>`
    select * from gate.recovery_for(${name})`;
  const { accountId = null, authenticator } = known ?? {};
  const isRight = isHashOf(authenticator ?? NO_AUTHENTICATOR, asked.authenticator);
  if (!isRight || accountId === null) {
    throw new Refusal('WRONG_NAME_OR_CODE', 'This name and this recovery code do not belong together.');
  }
  const { isOwed } = await factorsOf(sql, accountId);
  if (isOwed && !asked.withoutFactor) {
    return enterOrAskForFactor(sql, node, { accountId, device, via: 'recovery_code', replaces });
  }
  const given = asked.waitingToken ?? '';
  const waitingToken = WAITING_TOKEN.test(given) ? given : randomBytes(16).toString('base64url');
  const hash = createHash('sha256').update(waitingToken).digest('hex');
  const [answer] = await sql<{ state: 'waits' | 'refused' | 'elsewhere' | 'confirmed' }[]>`
    select gate.ask_recovery(${randomUUID()}, ${accountId}, ${device}, ${hash}) as state`;
  if (answer?.state === 'refused') {
    throw new Refusal('RECOVERY_REFUSED', 'An administrator refused this: please speak to your organisation.');
  }
  if (answer?.state === 'elsewhere') {
    throw new Refusal(
      'RECOVERY_WAITS_ELSEWHERE',
      'Another browser asked first with this code: if that was not you, tell an administrator before anything is confirmed.',
    );
  }
  if (answer?.state !== 'confirmed') return { waitingToken };
  return enter(sql, { accountId, device, via: 'recovery_confirmed', replaces });
}

/** @param sql in the session of an administrator; row security shows nothing to others, and nothing of one's own */
export async function readRecoveryRequests(sql: Database): Promise<RecoveryRequest[]> {
  return sql<RecoveryRequest[]>`
    select r.id, a.sign_in_name, r.device, r.asked_at
    from recovery_request r
    join account a on a.id = r.account_id
    where r.confirmed_at is null
      and r.refused_at is null
      and r.asked_at > now() - interval '24 hours'
    order by r.asked_at, r.id`;
}

/**
 * @param sql in a session
 * @throws Refusal NOTHING_TO_DECIDE
 */
export async function decideRecovery(sql: Database, request: string, confirmed: boolean): Promise<void> {
  if (isUuid(request)) {
    const [answer] = await sql<{ decided: boolean }[]>`
      select gate.decide_recovery(${request}, ${confirmed}) as decided`;
    if (answer?.decided === true) return;
  }
  throw new Refusal('NOTHING_TO_DECIDE', 'This was decided already, or is not yours to decide.');
}

function hashOf(authenticator: string): string {
  return createHash('sha256').update(fromBase64url(authenticator)).digest('hex');
}

function isHashOf(hash: string, authenticator: string): boolean {
  if (!AUTHENTICATOR.test(authenticator)) return false;
  try {
    return equalBytes(fromHex(hash), fromHex(hashOf(authenticator)));
  } catch {
    // 43 characters that are no bytes.
    return false;
  }
}
