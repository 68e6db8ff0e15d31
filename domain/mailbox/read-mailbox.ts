import type { SizeClass } from '#crypto/envelope-sizes.ts';
import type { Database } from '#db/client.ts';
import { InputError } from '../directory/input-error.ts';
import { assertCaseworker } from '../organisations/caseworker.ts';
import { readCursor, writeCursor } from './cursor.ts';

/** An envelope in the own mailbox. */
export interface ReceivedEnvelope {
  id: string;
  sender: string;
  receiver: string;
  /** The beginning of the hour. */
  receivedHour: Date;
  /** KiB */
  sizeClass: SizeClass;
  period: string;
  blobs: string[];
  /** An age file. */
  sealed: Buffer;
  /** Of the age file, in hex. */
  sha256: string;
  acknowledged: boolean;
  /** YYYY-MM-DD */
  expiresOn: string;
}

export interface MailboxPage {
  edges: { cursor: string; envelope: ReceivedEnvelope }[];
  hasNextPage: boolean;
  /** Where to go on, also from an empty page; null: from the beginning. */
  endCursor: string | null;
}

const MOST_ENVELOPES = 100;
const MOST_KIB = 4096;

/**
 * A page of the own mailbox, by number: what is read after a cursor was committed after everything that was read before it.
 *
 * @param sql in a session
 * @param asked.after a cursor; null: from the beginning
 * @param asked.first 1 to 100; fewer come when they have more than 4 MiB
 * @throws Refusal NOT_ALLOWED; InputError BAD_RANGE, BAD_CURSOR
 */
export async function readMailbox(
  sql: Database,
  { after, first }: { after: string | null; first: number },
): Promise<MailboxPage> {
  const mailbox = await ownMailbox(sql);
  if (!Number.isInteger(first) || first < 1 || first > MOST_ENVELOPES) {
    throw new InputError('BAD_RANGE', `Ask for 1 to ${MOST_ENVELOPES} envelopes at once.`);
  }
  const { organisationId } = mailbox;
  const start = after === null ? 0n : readCursor(after, mailbox);
  const rows = await sql<(ReceivedEnvelope & { number: string; found: string })[]>`
    with found as (
      select
        e.number,
        sum(e.size_class) over (order by e.number) as kib,
        row_number() over (order by e.number) as place,
        count(*) over () as found
      from (
        select number, size_class
        from envelope
        where organisation_id = ${organisationId}
          and number > ${start.toString()}
          and sealed is not null
        order by number
        limit ${first + 1}
      ) e
    )
    select
      e.number,
      f.found,
      e.id,
      e.sender_id as sender,
      e.organisation_id as receiver,
      e.received_hour,
      e.size_class,
      e.period_id as period,
      e.blobs,
      e.sealed,
      e.sha256,
      e.acknowledged,
      e.expires_on::text
    from found f
    join envelope e on e.organisation_id = ${organisationId} and e.number = f.number
    where f.place <= ${first}
      and f.kib <= ${MOST_KIB}
    order by e.number`;
  const edges = rows.map(({ number, found, ...envelope }) => ({
    cursor: writeCursor(organisationId, BigInt(number)),
    envelope,
  }));
  return {
    edges,
    hasNextPage: rows.length < Number(rows[0]?.found ?? 0),
    endCursor: edges.at(-1)?.cursor ?? after,
  };
}

/** By the organisation that it is of. @param sql in a session @throws Refusal NOT_ALLOWED */
export async function readOwnMailboxId(sql: Database): Promise<string> {
  return (await ownMailbox(sql)).organisationId;
}

async function ownMailbox(sql: Database): Promise<{ organisationId: string; lastNumber: bigint }> {
  await assertCaseworker(sql);
  const [own] = await sql<{ organisationId: string; lastNumber: string }[]>`
    select organisation_id, last_number from mailbox`;
  if (own === undefined) throw new Error('An organisation has no mailbox.');
  return { organisationId: own.organisationId, lastNumber: BigInt(own.lastNumber) };
}
