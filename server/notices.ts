import { connect, type Database, type DatabaseAddress } from '#db/client.ts';
import { noteChecks, noteReminders, readDueNotices, sendNotice } from '#domain/organisations/notices.ts';
import type { Log } from './log.ts';
import type { NoticeMail } from './notice-mail.ts';

const LOOK_EVERY = 60_000;

/**
 * What is due goes at one of the minutes from the tenth to the last of an hour, each as likely as the others. Nothing is kept
 * for it: in each minute each notice has this chance.
 */
export function chanceAt(now: Date): number {
  const minute = now.getUTCMinutes();
  return minute < 10 ? 0 : 1 / (60 - minute);
}

/**
 * @param sql that may become nrm_jobs
 * @param asked.chance of each notice that is due to go now, from 0 to 1
 */
export async function sendDueNotices(
  sql: Database,
  mail: NoticeMail,
  log: Log,
  { now, chance, isStopped = () => false }: { now: Date; chance: number; isStopped?: () => boolean },
): Promise<void> {
  // Its message is not logged: mail servers repeat the mailbox there.
  const onFailure = (error: unknown) => {
    const { code, responseCode } = error as { code?: string; responseCode?: number };
    log.warn({ code, responseCode }, 'A notice could not be sent: it is tried again later.');
  };
  await noteChecks(sql);
  await noteReminders(sql, now);
  for (const notice of await readDueNotices(sql, now)) {
    if (isStopped()) return;
    if (Math.random() < chance) await sendNotice(sql, notice, { now, send: mail.send, onFailure });
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
    const now = new Date();
    looking ??= sendDueNotices(sql, mail, log, { now, chance: chanceAt(now), isStopped: () => stopped })
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
