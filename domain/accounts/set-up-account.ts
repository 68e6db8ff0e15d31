import { randomUUID } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import { readBundle } from './bundle.ts';
import type { SignInNode } from './node.ts';
import { answerRegistration, assertRecord } from './opaque-server.ts';
import { assertLink, linkId, spent } from './set-up-links.ts';
import { readSignInName } from './sign-in-name.ts';
import { nameTaken, takingNames } from './taken-names.ts';

export interface StartedSetUp {
  /** The browser binds its bundle to it. */
  accountId: string;
  registrationResponse: string;
}

/**
 * First step of making an account.
 *
 * @param asked.link null for whoever applies for a new organisation: its State's contact point decides later
 * @throws Refusal LINK_SPENT, BAD_NAME, NAME_TAKEN, BAD_OPAQUE, TOO_MANY_TRIES
 */
export async function startSetUp(
  sql: Database,
  { opaqueSetUp, throttle }: SignInNode,
  asked: { link: string | null; name: string; request: string; from: string },
): Promise<StartedSetUp> {
  const name = readSignInName(asked.name);
  if (asked.link === null) await throttle.countVisit(asked.from);
  else await assertLink(sql, asked.link);
  const [taken] = await sql<{ accountId: string | null }[]>`select account_id from gate.record_for(${name})`;
  if (taken?.accountId != null) throw nameTaken();
  return { accountId: randomUUID(), registrationResponse: await answerRegistration(opaqueSetUp, name, asked.request) };
}

/**
 * Second step: uses the link up and makes the account, or neither.
 *
 * @returns the sign-in name as it is kept
 * @throws Refusal LINK_SPENT, BAD_ID, BAD_NAME, NAME_TAKEN, BAD_BUNDLE, BAD_OPAQUE
 */
export async function finishSetUp(
  sql: Database,
  asked: { link: string; accountId: string; name: string; record: string; bundle: string },
): Promise<string> {
  if (!isUuid(asked.accountId)) throw new Refusal('BAD_ID', 'This is no account.');
  const name = readSignInName(asked.name);
  const bundle = readBundle(asked.bundle);
  assertRecord(asked.record);
  const [answer] = await takingNames(
    () => sql<{ made: boolean }[]>`
      select gate.make_first_operator(
        ${linkId(asked.link)}, ${asked.accountId}, ${name}, ${asked.record}, ${bundle}
      ) as made`,
  );
  if (answer?.made !== true) throw spent();
  return name;
}
