import type { Database } from '#db/client.ts';

/**
 * @param sql in a session
 * @returns the bundle as the browser wrote it
 */
export async function readOwnBundle(sql: Database): Promise<string> {
  const [row] = await sql<{ bundle: string | null }[]>`select gate.own_bundle() as bundle`;
  if (row?.bundle == null) throw new Error('An account of a session is missing.');
  return row.bundle;
}
