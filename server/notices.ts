import { connect, type Database, type DatabaseAddress } from '#db/client.ts';
import { noteChecks, sendOneNotice } from '#domain/organisations/notices.ts';
import type { Log } from './log.ts';
import type { NoticeMail } from './notice-mail.ts';

const LOOK_EVERY = 60_000;

/** @param sql that may become nrm_jobs */
export async function sendDueNotices(sql: Database, mail: NoticeMail, log: Log, isStopped = () => false) {
  // Its message is not logged: mail servers repeat the mailbox there.
  const notSent = (error: unknown) => {
    const { code, responseCode } = error as { code?: string; responseCode?: number };
    log.warn({ code, responseCode }, 'A notice could not be sent: it is tried again later.');
  };
  await noteChecks(sql);
  while (!isStopped() && (await sendOneNotice(sql, mail.send, notSent))) {
    // On to the next.
  }
}

/**
 * Sends the notices that are due, one after the other, as long as the portal runs.
 *
 * @param ownerAddress of the account that may become nrm_jobs
 * @returns a function that ends it, after the one that is being sent
 */
export function sendNotices(ownerAddress: DatabaseAddress, mail: NoticeMail, log: Log): { stop(): Promise<void> } {
  const sql = connect(ownerAddress, { max: 1 });
  let stopped = false;
  let looking: Promise<void> | null = null;

  const timer = setInterval(() => {
    looking ??= sendDueNotices(sql, mail, log, () => stopped)
      .catch((error) => log.warn({ err: error }, 'Notices could not be looked for.'))
      .finally(() => {
        looking = null;
      });
  }, LOOK_EVERY);
  timer.unref();

  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      mail.close();
      await sql.end({ timeout: 5 });
    },
  };
}
