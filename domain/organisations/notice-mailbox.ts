import type { Database } from '#db/client.ts';
import { assertAdministrator, notAdministrator } from './administrator.ts';
import { readOfficeMailbox } from './office-mailbox.ts';

/** Null when there is none, and for whoever is no administrator. @param sql in a session */
export async function readNoticeMailbox(sql: Database): Promise<string | null> {
  const [own] = await sql<{ mailbox: string }[]>`
    select mailbox from notice_mailbox where organisation_id = gate.current_organisation()`;
  return own?.mailbox ?? null;
}

/**
 * Says where the organisation is told that there is something new.
 *
 * @param sql in a session
 * @param mailbox of an office; empty: none any more
 * @throws Refusal BAD_MAILBOX, NOT_ALLOWED
 */
export async function setNoticeMailbox(sql: Database, mailbox: string): Promise<void> {
  await assertAdministrator(sql);
  const clean = mailbox.trim() === '' ? null : readOfficeMailbox(mailbox);
  const [answer] = await sql<{ done: boolean }[]>`select gate.set_notice_mailbox(${clean}) as done`;
  if (answer?.done !== true) throw notAdministrator();
}
