import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';

/**
 * Says that what is known of the own organisation is still right today.
 *
 * @param sql in a session
 * @throws Refusal NOT_ALLOWED
 */
export async function confirmDetails(sql: Database): Promise<void> {
  const [answer] = await sql<{ done: boolean }[]>`select gate.confirm_details() as done`;
  if (answer?.done !== true) {
    throw new Refusal('NOT_ALLOWED', 'Only an administrator of an active organisation may do this.');
  }
}
