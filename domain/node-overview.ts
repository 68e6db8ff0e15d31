import type { Database } from '#db/client.ts';
import { Refusal } from './refusal.ts';

/** What an operator has to know of the node's accounts: numbers, never names. */
export interface NodeOverview {
  organisations: { stateCode: string; standing: string; count: number }[];
  applicationsWaiting: number;
  /** YYYY-MM-DD; null when none waits. */
  waitingSince: string | null;
  accounts: number;
  liveSessions: number;
}

/**
 * @param sql in a session
 * @throws Refusal NOT_ALLOWED
 */
export async function readNodeOverview(sql: Database): Promise<NodeOverview> {
  const [answer] = await sql<{ overview: NodeOverview | null }[]>`select gate.overview() as overview`;
  if (answer?.overview == null) throw new Refusal('NOT_ALLOWED', 'Only operators of this node see this.');
  return answer.overview;
}
