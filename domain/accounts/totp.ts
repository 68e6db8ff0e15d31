import { base32nopad } from '@scure/base';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import type { SignInNode } from './node.ts';
import { assertChanged, type ChangeRefusal, changeRefusal } from './outcome.ts';
import type { Viewer } from './sessions.ts';
import { newTotpSecret, totpAddress, totpStepsOf } from './totp-codes.ts';
import { openTotpSecret, sealTotpSecret } from './totp-secret.ts';

/** A secret that an authenticator app takes up, and that counts once a code of it was typed. */
export interface OfferedTotp {
  /** Base 32, for typing. */
  secret: string;
  /** `otpauth://…`, for the picture. */
  address: string;
}

/**
 * @param sql in a session
 * @throws Refusal SIGN_IN_AGAIN
 */
export async function offerTotp(sql: Database, node: SignInNode, viewer: Viewer): Promise<OfferedTotp> {
  const secret = newTotpSecret();
  const sealed = await sealTotpSecret(node.opaqueSetUp, viewer.accountId, secret);
  assertChanged(await sql<{ refused: ChangeRefusal | null }[]>`select gate.offer_totp(${sealed}) as refused`);
  const address = totpAddress(secret, new URL(node.origin).host, viewer.signInName);
  return { secret: base32nopad.encode(secret), address };
}

/**
 * @param sql in a session
 * @throws Refusal WRONG_CODE, SIGN_IN_AGAIN
 */
export async function confirmTotp(sql: Database, node: SignInNode, viewer: Viewer, code: string): Promise<void> {
  const [row] = await sql<{ offered: string | null }[]>`select gate.offered_totp() as offered`;
  if (row?.offered == null) throw changeRefusal('WRONG_CODE');
  const secret = await openTotpSecret(node.opaqueSetUp, viewer.accountId, row.offered);
  const [step] = totpStepsOf(secret, code, node.now());
  if (step === undefined) throw changeRefusal('WRONG_CODE');
  assertChanged(
    await sql<{ refused: ChangeRefusal | null }[]>`select gate.confirm_totp(${row.offered}, ${step}) as refused`,
  );
}

/**
 * @param sql in a session
 * @throws Refusal SIGN_IN_AGAIN, NO_SUCH_FACTOR, LAST_FACTOR
 */
export async function removeTotp(sql: Database): Promise<void> {
  assertChanged(await sql<{ refused: ChangeRefusal | null }[]>`select gate.remove_totp() as refused`);
}

/** @param sql in a session */
export async function hasOwnTotp(sql: Database): Promise<boolean> {
  const rows = await sql`select 1 from totp where account_id = gate.current_account() and made_on is not null`;
  return rows.length > 0;
}

/** @throws Refusal WRONG_CODE, CODE_USED */
export async function useTotp(sql: Database, node: SignInNode, accountId: string, code: string): Promise<void> {
  const [kept] = await sql<{ secret: string | null }[]>`select secret from gate.totp_of(${accountId})`;
  if (kept?.secret == null) throw changeRefusal('WRONG_CODE');
  const secret = await openTotpSecret(node.opaqueSetUp, accountId, kept.secret);
  const steps = totpStepsOf(secret, code, node.now());
  for (const step of steps) {
    const [answer] = await sql<{ used: boolean }[]>`select gate.use_totp_step(${accountId}, ${step}) as used`;
    if (answer?.used === true) return;
  }
  if (steps.length === 0) throw changeRefusal('WRONG_CODE');
  throw new Refusal('CODE_USED', 'This code was used already: please wait for the next one.');
}
