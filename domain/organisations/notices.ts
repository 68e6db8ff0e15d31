import type { Database } from '#db/client.ts';
import { asJobs } from '../as-jobs.ts';

/** Whoever has an organisation to check again within a month gets a notice. @param sql that may become nrm_jobs */
export async function noteChecks(sql: Database): Promise<void> {
  await asJobs(sql, (own) => own`select gate.note_checks()`);
}

/**
 * Takes one notice that is due and sends it. It waits on when it could not be sent, or when the process ends on the way.
 *
 * @param sql that may become nrm_jobs
 * @param send to a mailbox; its failures are reported, and tried again after a growing pause
 * @returns false when none is due
 */
export async function sendOneNotice(
  sql: Database,
  send: (mailbox: string) => Promise<void>,
  onFailure: (error: unknown) => void,
): Promise<boolean> {
  return asJobs(sql, async (own) => {
    const [taken] = await own<{ organisationId: string | null; mailbox: string | null }[]>`
      select * from gate.take_notice()`;
    if (taken?.organisationId == null || taken.mailbox === null) return false;
    const { organisationId } = taken;
    try {
      await send(taken.mailbox);
    } catch (error) {
      onFailure(error);
      await own`select gate.notice_failed(${organisationId})`;
      return true;
    }
    await own`select gate.notice_sent(${organisationId})`;
    return true;
  });
}
