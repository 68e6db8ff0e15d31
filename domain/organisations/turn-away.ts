import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';

/**
 * Takes away the account of whoever answered an invitation and is not to be certified. Its link opens nothing any more.
 *
 * @param sql in a session
 * @throws Refusal NOTHING_TO_DECIDE also for whoever is no administrator, and for members who were certified once
 */
export async function turnAway(sql: Database, accountId: string): Promise<void> {
  if (isUuid(accountId)) {
    const [answer] = await sql<{ done: boolean }[]>`select gate.turn_away(${accountId}) as done`;
    if (answer?.done === true) return;
  }
  throw new Refusal(
    'NOTHING_TO_DECIDE',
    'Nobody waits here to be certified for the first time, or it is not yours to decide.',
  );
}
