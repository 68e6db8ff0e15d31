import type { Database } from '#db/client.ts';
import type { Viewer } from './sessions.ts';

/** @returns the bundle as JSON */
export async function readOwnBundle(sql: Database, { accountId }: Viewer): Promise<string> {
  const [row] = await sql<{ bundle: string }[]>`select bundle from account where id = ${accountId}`;
  if (row === undefined) throw new Error('An account of a session is missing.');
  return row.bundle;
}
