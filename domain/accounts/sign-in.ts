import { randomUUID } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import type { SignInNode } from './node.ts';
import { answerSignIn, provesPassphrase } from './opaque-server.ts';
import { type Entered, enterOrAskForFactor, signInOver } from './second-step.ts';
import { readSignInName } from './sign-in-name.ts';

export interface StartedSignIn {
  /** Names this sign-in in its second step. */
  id: string;
  loginResponse: string;
}

/**
 * First step: the same answer in the same time, whether somebody has that name or not.
 *
 * @throws Refusal BAD_NAME, BAD_OPAQUE, TOO_MANY_TRIES
 */
export async function startSignIn(
  sql: Database,
  { opaqueSetUp, throttle }: SignInNode,
  asked: { name: string; request: string; from: string },
): Promise<StartedSignIn> {
  const name = readSignInName(asked.name);
  await throttle.countGuess(name, asked.from);
  const [known] = await sql<{ accountId: string | null; opaqueRecord: string | null }[]>`
    select * from gate.record_for(${name})`;
  const { accountId = null, opaqueRecord = null } = known ?? {};
  const { serverLoginState, loginResponse } = await answerSignIn(opaqueSetUp, name, opaqueRecord, asked.request);
  const id = randomUUID();
  await sql`select gate.keep_sign_in(${id}, ${accountId}, ${serverLoginState})`;
  return { id, loginResponse };
}

/**
 * Second step: the browser proves that it knew the passphrase. Whoever has a second factor has no session yet.
 *
 * @param asked.replaces the token that this browser had until now: unlocking leaves no second session behind
 * @throws Refusal SIGN_IN_OVER when this sign-in was used or is older than two minutes, WRONG_NAME_OR_PASSPHRASE
 */
export async function finishSignIn(
  sql: Database,
  node: SignInNode,
  asked: { id: string; finish: string; device: string; from: string; replaces: string | null },
): Promise<Entered> {
  if (!isUuid(asked.id)) throw signInOver();
  const [kept] = await sql<{ accountId: string | null; signInName: string | null; state: string | null }[]>`
    select * from gate.take_sign_in(${asked.id})`;
  if (kept?.state == null) throw signInOver();
  const { accountId, signInName, state } = kept;
  if (!(await provesPassphrase(state, asked.finish)) || accountId === null || signInName === null) {
    throw new Refusal('WRONG_NAME_OR_PASSPHRASE', 'This name and this passphrase do not belong together.');
  }
  await node.throttle.forgiveGuesses(signInName, asked.from);
  const { device, replaces } = asked;
  return enterOrAskForFactor(sql, node, { accountId, device, via: 'passphrase', replaces });
}
