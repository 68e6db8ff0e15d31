import type { RevocationList } from '#crypto/revocation-list.ts';
import type { Database } from '#db/client.ts';

/**
 * Whom States have shut out, by their newest revocation lists here. A list was verified when it was taken in; one that has
 * expired still shuts out.
 *
 * @param states codes
 * @returns UUIDs of organisations
 */
export async function readShutOut(sql: Database, states: readonly string[]): Promise<Set<string>> {
  const lists = await sql<{ revocations: string }[]>`
    select revocations from publication where state_code = any(${states as string[]}::text[])`;
  return new Set(lists.flatMap(({ revocations }) => keptList(revocations).organisations.map(({ id }) => id)));
}

function keptList(jws: string): RevocationList {
  const payload = jws.split('.')[1] ?? '';
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as RevocationList;
}
