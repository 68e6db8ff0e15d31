import type { Database } from '#db/client.ts';

/** What waits in the own mailbox that nobody has acknowledged: numbers, never from whom. */
export interface MailboxCounts {
  waiting: number;
  /** The beginning of the hour in which the oldest came; null when nothing waits. */
  since: string | null;
  /** By how many hours it waits at least, up to the next. */
  ages: { hours: number; count: number }[];
}

/** @param sql in a session @returns null for whoever is no certified member */
export async function readMailboxCounts(sql: Database): Promise<MailboxCounts | null> {
  const [answer] = await sql<{ counts: MailboxCounts | null }[]>`select gate.mailbox_counts() as counts`;
  return answer?.counts ?? null;
}
