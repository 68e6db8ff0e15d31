import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';

/** @param sql in a session @throws Refusal NOT_ALLOWED */
export async function assertAdministrator(sql: Database): Promise<void> {
  const [administrator] = await sql<{ isOne: boolean }[]>`select gate.has_role('administrator') as is_one`;
  if (administrator?.isOne !== true) throw notAdministrator();
}

export function notAdministrator(): Refusal {
  return new Refusal('NOT_ALLOWED', 'Only an administrator of the organisation may do this.');
}
