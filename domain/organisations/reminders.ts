import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';
import { readOfficeMailbox } from './office-mailbox.ts';

/** How an organisation is reminded. */
export interface Reminders {
  /** Mailboxes of offices in the order in which they are reminded; empty for whoever is not in charge. */
  rota: string[];
  /** YYYY-MM-DD, in their order; those that are over have gone. */
  wakeDays: string[];
}

const MOST_MAILBOXES = 20;
const MOST_DAYS = 60;
const LONGEST_AHEAD = 2;

/** @param sql in a session */
export async function readReminders(sql: Database): Promise<Reminders> {
  const [own] = await sql<{ mailboxes: string[] }[]>`
    select mailboxes from rota where organisation_id = gate.current_organisation()`;
  const days = await sql<{ day: string }[]>`
    select day::text
    from wake_day
    where organisation_id = gate.current_organisation()
      and day >= (now() at time zone 'UTC')::date
    order by day`;
  return { rota: own?.mailboxes ?? [], wakeDays: days.map(({ day }) => day) };
}

/**
 * Says whose turn it is to be reminded, one after the other; the first comes next.
 *
 * @param sql in a session
 * @param mailboxes of offices; none: the mailbox for notices is reminded
 * @throws Refusal NOT_ALLOWED, BAD_ROTA, BAD_MAILBOX
 */
export async function setRota(sql: Database, mailboxes: readonly string[]): Promise<void> {
  await assertInCharge(sql);
  if (mailboxes.length > MOST_MAILBOXES) {
    throw new Refusal('BAD_ROTA', `At most ${MOST_MAILBOXES} mailboxes take turns.`);
  }
  const clean = mailboxes.map(readOfficeMailbox);
  const [answer] = await sql<{ done: boolean }[]>`select gate.set_rota(${clean}::text[]) as done`;
  if (answer?.done !== true) throw notInCharge();
}

/**
 * Says on which days the organisation is reminded whatever waits, instead of those that were set before.
 *
 * @param sql in a session
 * @param days YYYY-MM-DD; a day is one of UTC
 * @param now the time that it is
 * @throws Refusal NOT_ALLOWED, BAD_DAYS
 */
export async function setWakeDays(sql: Database, days: readonly string[], now: Date): Promise<void> {
  await assertInCharge(sql);
  const [today, last] = [dayOf(now), dayOf(yearsAfter(now))];
  if (days.length > MOST_DAYS || days.some((day) => day < today || day > last)) {
    throw new Refusal(
      'BAD_DAYS',
      `At most ${MOST_DAYS} days can be set, none that is over and none more than ${LONGEST_AHEAD} years ahead.`,
    );
  }
  const [answer] = await sql<{ done: boolean }[]>`select gate.set_wake_days(${days as string[]}::date[]) as done`;
  if (answer?.done !== true) throw notInCharge();
}

const dayOf = (time: Date) => time.toISOString().slice(0, 10);

function yearsAfter(now: Date): Date {
  const later = new Date(now);
  later.setUTCFullYear(later.getUTCFullYear() + LONGEST_AHEAD);
  return later;
}

async function assertInCharge(sql: Database): Promise<void> {
  const [asker] = await sql<{ isOne: boolean }[]>`select gate.is_in_charge() as is_one`;
  if (asker?.isOne !== true) throw notInCharge();
}

function notInCharge(): Refusal {
  return new Refusal('NOT_ALLOWED', 'Only an administrator or a supervisor of the organisation may do this.');
}
