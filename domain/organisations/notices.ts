import type { Database } from '#db/client.ts';
import { asJobs } from '../as-jobs.ts';

/** That an organisation is to be told something, and nothing of what. */
export interface Notice {
  organisationId: string;
  /** Whether something waits, of which its rota is reminded; otherwise there is something new. */
  reminds: boolean;
}

/** Whoever has an organisation to check again within a month gets a notice. @param sql that may become nrm_jobs */
export async function noteChecks(sql: Database): Promise<void> {
  await asJobs(sql, (own) => own`select gate.note_checks()`);
}

/**
 * Whoever has something waiting since 4, 24 or 72 hours or another week gets a reminder, and whoever wanted to be woken today.
 *
 * @param sql that may become nrm_jobs
 * @param now each full hour is looked at once
 */
export async function noteReminders(sql: Database, now: Date): Promise<void> {
  await asJobs(sql, (own) => own`select gate.note_reminders(${now})`);
}

/** @param sql that may become nrm_jobs @returns in no order */
export function readDueNotices(sql: Database, now: Date): Promise<Notice[]> {
  return asJobs(sql, (own) => own<Notice[]>`select * from gate.due_notices(${now})`);
}

/**
 * Sends one notice, unless somebody else has just sent it. It waits on when it could not be sent, or when the process ends on
 * the way.
 *
 * @param sql that may become nrm_jobs
 * @param asked.send to a mailbox; its failures are reported, and tried again after a growing pause
 */
export async function sendNotice(
  sql: Database,
  { organisationId, reminds }: Notice,
  asked: { now: Date; send: (mailbox: string) => Promise<void>; onFailure: (error: unknown) => void },
): Promise<void> {
  const { now, send, onFailure } = asked;
  await asJobs(sql, async (own) => {
    const [taken] = await own<{ mailbox: string | null }[]>`
      select gate.take_notice(${organisationId}, ${reminds}, ${now}) as mailbox`;
    if (taken?.mailbox == null) return;
    try {
      await send(taken.mailbox);
    } catch (error) {
      onFailure(error);
      await own`select gate.notice_failed(${organisationId}, ${reminds})`;
      return;
    }
    await own`select gate.notice_sent(${organisationId}, ${reminds})`;
  });
}
