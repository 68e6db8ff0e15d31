import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import { mayDecideAnything } from './supervised.ts';

/** The organisation behind an entry, as everybody may know it. */
export interface EntryOrganisation {
  entryId: string;
  id: string;
  name: string;
  /** Before the @ of its node. */
  address: string;
}

/** @param sql asked by anybody: only active organisations are among the answers */
export async function readOrganisationsOfEntries(
  sql: Database,
  entryIds: readonly string[],
): Promise<EntryOrganisation[]> {
  return sql<EntryOrganisation[]>`
    select
      l.entry_id,
      o.id,
      o.name,
      o.address
    from organisation_entry l
    join organisation o on o.id = l.organisation_id
    where l.entry_id = any(${entryIds as string[]}::uuid[])
      and o.standing = 'active'`;
}

/** Which organisation, and which entry of the directory. */
export interface Link {
  organisationId: string;
  entryId: string;
}

const SENTENCES = {
  NOTHING_TO_DECIDE: 'This organisation is not active, or not yours to decide over.',
  BAD_ENTRY: 'Only hotlines, contact points and services of the organisation’s own State can be linked.',
  ENTRY_TAKEN: 'Another organisation stands behind this entry already.',
} as const;

/**
 * Says that an organisation stands behind an entry. Doing it again changes nothing.
 *
 * @param sql in a session
 * @throws Refusal NOTHING_TO_DECIDE, BAD_ENTRY, ENTRY_TAKEN
 */
export async function linkEntry(sql: Database, { organisationId, entryId }: Link): Promise<void> {
  if (!(await mayDecideAnything(sql))) throw refused('NOTHING_TO_DECIDE');
  if (!isUuid(organisationId) || !isUuid(entryId)) throw refused('BAD_ENTRY');
  const [answer] = await sql<{ refusal: keyof typeof SENTENCES | null }[]>`
    select gate.link_entry(${organisationId}, ${entryId}) as refusal`;
  if (answer?.refusal != null) throw refused(answer.refusal);
}

/**
 * @param sql in a session
 * @throws Refusal NOTHING_TO_DECIDE when they are not linked or it is not for whoever asks
 */
export async function unlinkEntry(sql: Database, { organisationId, entryId }: Link): Promise<void> {
  if (isUuid(organisationId) && isUuid(entryId)) {
    const [answer] = await sql<{ done: boolean }[]>`
      select gate.unlink_entry(${organisationId}, ${entryId}) as done`;
    if (answer?.done === true) return;
  }
  throw new Refusal('NOTHING_TO_DECIDE', 'These are not linked, or it is not yours to decide.');
}

function refused(code: keyof typeof SENTENCES): Refusal {
  return new Refusal(code, SENTENCES[code]);
}
