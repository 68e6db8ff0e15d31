import type { Database } from '#db/client.ts';
import { assertCaseworker, notCaseworker } from '../organisations/caseworker.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';

/** @param sql in a session @returns UUIDs @throws Refusal NOT_ALLOWED */
export async function readBlockedOrganisations(sql: Database): Promise<string[]> {
  await assertCaseworker(sql);
  const rows = await sql<{ blockedId: string }[]>`select blocked_id from block order by blocked_id`;
  return rows.map(({ blockedId }) => blockedId);
}

/**
 * From here on nothing of that organisation is taken, and it is told so. What is in the mailbox already stays. Doing it again
 * changes nothing.
 *
 * @param sql in a session
 * @throws Refusal NOT_ALLOWED; BAD_ORGANISATION for the own one and for one that nobody here knows
 */
export async function blockOrganisation(sql: Database, id: string): Promise<void> {
  await assertCaseworker(sql);
  if (!isUuid(id)) throw unknown();
  assertDone(await sql<{ refused: string | null }[]>`select gate.block_organisation(${id}) as refused`);
}

/** @param sql in a session @throws Refusal NOT_ALLOWED, BAD_ORGANISATION for what is no UUID */
export async function unblockOrganisation(sql: Database, id: string): Promise<void> {
  await assertCaseworker(sql);
  if (!isUuid(id)) throw unknown();
  assertDone(await sql<{ refused: string | null }[]>`select gate.unblock_organisation(${id}) as refused`);
}

function assertDone([answer]: readonly { refused: string | null }[]): void {
  if (answer?.refused == null) return;
  throw answer.refused === 'NOT_ALLOWED' ? notCaseworker() : unknown();
}

function unknown(): Refusal {
  return new Refusal('BAD_ORGANISATION', 'Another organisation is blocked by its UUID.');
}
