import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';

/** @param sql in a session */
export async function isCaseworker(sql: Database): Promise<boolean> {
  const [caseworker] = await sql<{ isOne: boolean }[]>`select gate.has_role('caseworker') as is_one`;
  return caseworker?.isOne === true;
}

/** @param sql in a session @throws Refusal NOT_ALLOWED */
export async function assertCaseworker(sql: Database): Promise<void> {
  if (!(await isCaseworker(sql))) throw notCaseworker();
}

export function notCaseworker(): Refusal {
  return new Refusal('NOT_ALLOWED', 'Only a caseworker of the organisation may do this.');
}
