import type { Database } from '#db/client.ts';
import { asJobs } from './as-jobs.ts';

/**
 * Takes away what has expired: envelopes on their day, what sign-ins left behind, who signed in more than 400 days ago, wake-up
 * days that are over, and what members had begun to write who left more than 30 days ago.
 *
 * @param sql of the owner of the tables: only the owner can take anything out of the log of what was done
 */
export async function sweep(sql: Database): Promise<void> {
  while ((await sweepSome(sql)) > 0) {
    // On to the next.
  }
  await sql`delete from security_log where event = 'signed_in' and at < now() - interval '400 days'`;
  await sql`delete from wake_day where day < (now() at time zone 'UTC')::date`;
  await sql`
    delete from sealed_state s
    using member m
    where m.account_id = s.account_id
      and m.revoked_on < (now() at time zone 'UTC')::date - 30`;
}

async function sweepSome(sql: Database): Promise<number> {
  const [answer] = await asJobs(sql, (own) => own<{ gone: number }[]>`select gate.sweep() as gone`);
  return answer?.gone ?? 0;
}
