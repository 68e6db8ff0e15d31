import { randomUUID } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import type { SignInNode } from './node.ts';
import { beginSession, deviceText, endSession, type ProvedBy } from './sessions.ts';
import { useTotp } from './totp.ts';
import { askForPasskey, type KnownPasskey, verifyPasskey } from './web-authn.ts';

/** Between the first proof and the session, for whoever has a second factor. */
export interface FactorDue {
  /** Names this sign-in in its second step. */
  id: string;
  hasTotp: boolean;
  /** For `navigator.credentials.get`, as JSON; null without a usable passkey. */
  passkeyOptions: string | null;
}

/** Either a session began, or something is still due. */
export type Entered = { token: string } | { due: FactorDue };

export interface FactorsOf {
  /** Also when a passkey that was copied is the only one, which nobody can give. */
  isOwed: boolean;
  hasTotp: boolean;
  passkeys: KnownPasskey[];
}

export async function factorsOf(sql: Database, accountId: string): Promise<FactorsOf> {
  const [row] = await sql<FactorsOf[]>`select * from gate.factors_of(${accountId})`;
  if (row === undefined) throw new Error('Nothing is known of an account.');
  return row;
}

/**
 * After the passphrase or the recovery code was right.
 *
 * @param proved.replaces the token that this browser had until now: unlocking leaves no second session behind
 */
export async function enterOrAskForFactor(
  sql: Database,
  node: SignInNode,
  proved: { accountId: string; device: string; via: 'passphrase' | 'recovery_code'; replaces: string | null },
): Promise<Entered> {
  const { accountId, device, via } = proved;
  const { isOwed, hasTotp, passkeys } = await factorsOf(sql, accountId);
  if (!isOwed) return enter(sql, proved);
  const id = randomUUID();
  await sql`select gate.keep_factor_due(${id}, ${accountId}, ${deviceText(device)}, ${via})`;
  const passkeyOptions = passkeys.length === 0 ? null : await askForPasskey(sql, node, accountId, passkeys);
  return { due: { id, hasTotp, passkeyOptions } };
}

/** Begins a session in the place of the one that the browser had. */
export async function enter(
  sql: Database,
  proved: { accountId: string; device: string; via: ProvedBy; replaces: string | null },
): Promise<{ token: string }> {
  if (proved.replaces !== null) await endSession(sql, proved.replaces);
  return { token: await beginSession(sql, proved.accountId, proved.device, proved.via) };
}

interface SecondStep {
  id: string;
  /** The same as in the first step. */
  device: string;
  from: string;
  replaces: string | null;
}

/**
 * @returns the token of a new session
 * @throws Refusal SIGN_IN_OVER, TOO_MANY_TRIES, WRONG_CODE, CODE_USED
 */
export function finishWithTotp(
  sql: Database,
  node: SignInNode,
  asked: SecondStep & { code: string },
): Promise<{ token: string }> {
  return finishWith(sql, node, asked, 'totp', (accountId) => useTotp(sql, node, accountId, asked.code));
}

/**
 * @param asked.response of the passkey, as JSON
 * @returns the token of a new session
 * @throws Refusal SIGN_IN_OVER, TOO_MANY_TRIES, CHALLENGE_SPENT, UNKNOWN_PASSKEY, BAD_PASSKEY, PASSKEY_CLONED
 */
export function finishWithPasskey(
  sql: Database,
  node: SignInNode,
  asked: SecondStep & { response: string },
): Promise<{ token: string }> {
  return finishWith(sql, node, asked, 'passkey', async (accountId) => {
    await verifyPasskey(sql, node, accountId, asked.response);
  });
}

async function finishWith(
  sql: Database,
  node: SignInNode,
  { id, device: said, from, replaces }: SecondStep,
  factor: 'totp' | 'passkey',
  prove: (accountId: string) => Promise<void>,
): Promise<{ token: string }> {
  if (!isUuid(id)) throw signInOver();
  const device = deviceText(said);
  const [due] = await sql<{ accountId: string | null; via: 'passphrase' | 'recovery_code' }[]>`
    select * from gate.factor_due_by(${id}, ${device})`;
  if (due?.accountId == null) throw signInOver();
  const { accountId, via } = due;
  // By account, not by this sign-in: beginning anew gives no new tries.
  await node.throttle.countFactor(accountId, from);
  try {
    await prove(accountId);
  } catch (error) {
    if (error instanceof Refusal) await sql`select gate.note_failed_factor(${accountId}, ${device}, ${factor})`;
    throw error;
  }
  const [answer] = await sql<{ taken: boolean }[]>`select gate.take_factor_due(${id}) as taken`;
  if (answer?.taken !== true) throw signInOver();
  await node.throttle.forgiveFactors(accountId);
  return enter(sql, { accountId, device, via, replaces });
}

export function signInOver(): Refusal {
  return new Refusal('SIGN_IN_OVER', 'This took too long: please sign in again from the start.');
}
