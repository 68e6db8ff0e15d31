import { randomUUID } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { isUuid } from '../directory/entry.ts';
import { Refusal } from '../refusal.ts';
import { readBundle } from './bundle.ts';
import { answerRegistration } from './opaque-server.ts';
import { assertLink, linkId, spent } from './set-up-links.ts';
import { readSignInName } from './sign-in-name.ts';

export interface StartedSetUp {
  /** The browser binds its bundle to it. */
  accountId: string;
  registrationResponse: string;
}

/**
 * First step of making an account by a link.
 *
 * @throws Refusal LINK_SPENT, BAD_NAME, NAME_TAKEN, BAD_OPAQUE
 */
export async function startSetUp(
  sql: Database,
  setUp: string,
  asked: { link: string; name: string; request: string },
): Promise<StartedSetUp> {
  const name = readSignInName(asked.name);
  await assertLink(sql, asked.link);
  const [taken] = await sql<{ accountId: string | null }[]>`select account_id from gate.record_for(${name})`;
  if (taken?.accountId != null) throw nameTaken();
  return { accountId: randomUUID(), registrationResponse: await answerRegistration(setUp, name, asked.request) };
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
  if (!RECORD.test(asked.record)) throw new Refusal('BAD_OPAQUE', 'This is no message of a sign-in.');
  try {
    const [answer] = await sql<{ made: boolean }[]>`
      select gate.make_first_operator(
        ${linkId(asked.link)}, ${asked.accountId}, ${name}, ${asked.record}, ${bundle}
      ) as made`;
    if (answer?.made !== true) throw spent();
    return name;
  } catch (error) {
    const { code, constraint_name: constraint } = error as { code?: string; constraint_name?: string };
    if (code === UNIQUE_VIOLATION && constraint === 'account_sign_in_name_key') throw nameTaken();
    throw error;
  }
}

const UNIQUE_VIOLATION = '23505';

/** A registration record of OPAQUE as the library writes it: 192 bytes. */
const RECORD = /^[A-Za-z0-9_-]{256}$/;

function nameTaken(): Refusal {
  return new Refusal('NAME_TAKEN', 'Somebody on this node signs in with this name already: please choose another.');
}
