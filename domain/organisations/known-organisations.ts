import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import type { Organisation } from './organisation.ts';

/** What everybody who is signed in may know of an organisation that works with this node. */
export type KnownOrganisation = Pick<
  Organisation,
  'id' | 'kind' | 'stateCode' | 'sitsIn' | 'name' | 'address' | 'standing' | 'lastCheckedOn' | 'isCheckOverdue'
>;

const MOST = 100;
const LONGEST_TEXT = 200;

/**
 * @param sql in a session
 * @returns null when there is none that is active
 * @throws Refusal BAD_ID
 */
export async function readKnownOrganisation(sql: Database, id: string): Promise<KnownOrganisation | null> {
  if (!isUuid(id)) throw new Refusal('BAD_ID', 'This is no organisation.');
  const [found] = await sql<KnownOrganisation[]>`
    select
      o.id,
      o.kind,
      o.state_code,
      o.sits_in,
      o.name,
      o.address,
      o.standing,
      c.day::text as last_checked_on,
      c.is_overdue as is_check_overdue
    from organisation o
    cross join gate.last_check(o.id) c
    where o.id = ${id}
      and o.standing = 'active'`;
  return found ?? null;
}

/**
 * Codes of the States that have an active organisation here.
 *
 * @param sql in a session
 */
export async function statesWithOrganisations(sql: Database): Promise<string[]> {
  const states = await sql<{ stateCode: string }[]>`
    select distinct state_code
    from organisation
    where standing = 'active'
    order by state_code`;
  return states.map(({ stateCode }) => stateCode);
}

/**
 * Active organisations, by name; at most a hundred.
 *
 * @param sql in a session
 * @param asked.text a part of the name or address; null: any
 * @throws Refusal BAD_TEXT
 */
export async function findOrganisations(
  sql: Database,
  asked: { stateCode: string | null; text: string | null },
): Promise<KnownOrganisation[]> {
  const text = (asked.text ?? '').normalize('NFC').trim();
  if (text.length > LONGEST_TEXT || text.includes('\0')) {
    throw new Refusal('BAD_TEXT', `Please look for at most ${LONGEST_TEXT} ordinary characters.`);
  }
  if (asked.stateCode !== null && !/^[A-Z]{2}$/.test(asked.stateCode)) {
    throw new Refusal('BAD_TEXT', 'A State is named by the two capitals of its code.');
  }
  return sql<KnownOrganisation[]>`
    select
      o.id,
      o.kind,
      o.state_code,
      o.sits_in,
      o.name,
      o.address,
      o.standing,
      c.day::text as last_checked_on,
      c.is_overdue as is_check_overdue
    from organisation o
    cross join gate.last_check(o.id) c
    where o.standing = 'active'
      and (${asked.stateCode}::text is null or o.state_code = ${asked.stateCode})
      and strpos(lower(o.name || ' ' || o.address), lower(${text})) > 0
    order by o.name, o.id
    limit ${MOST}`;
}
