import type { Period } from '#crypto/statement.ts';
import { isCurrent } from '#crypto/statement-rules.ts';
import type { Database } from '#db/client.ts';
import { keptStatement } from '../organisations/kept-statement.ts';
import { readShutOut } from '../publications/shut-out.ts';
import { Refusal } from '../refusal.ts';
import type { NewEnvelope } from './new-envelope.ts';

interface Receiver {
  id: string;
  stateCode: string;
  isActive: boolean;
  periods: readonly Period[];
}

/**
 * Whether envelopes may go to whom they are for, by what organisations and their States signed.
 *
 * @param sql in a session
 * @throws Refusal UNKNOWN_RECEIVER, RECEIVER_CLOSED, PERIOD_OVER; NOT_ALLOWED when the own State has shut the sender out
 */
export async function assertReceivers(sql: Database, envelopes: readonly NewEnvelope[]): Promise<void> {
  const [own] = await sql<{ id: string; stateCode: string }[]>`
    select id, state_code from organisation where id = gate.current_organisation()`;
  if (own === undefined) throw new Error('A caseworker belongs to no organisation.');
  const receivers = await readReceivers(sql, [...new Set(envelopes.map(({ receiver }) => receiver))]);
  const states = [own.stateCode, ...[...receivers.values()].map(({ stateCode }) => stateCode)];
  const shutOut = await readShutOut(sql, [...new Set(states)]);
  if (shutOut.has(own.id)) {
    throw new Refusal('NOT_ALLOWED', 'Your State has suspended your organisation: it cannot send messages.');
  }
  for (const envelope of envelopes) {
    const receiver = receivers.get(envelope.receiver);
    if (receiver === undefined) {
      throw new Refusal('UNKNOWN_RECEIVER', `No organisation ${envelope.receiver} works with this node.`);
    }
    if (!receiver.isActive || shutOut.has(receiver.id)) throw receiverClosed(receiver.id);
    const period = receiver.periods.find(({ id }) => id === envelope.period);
    if (period === undefined || !isCurrent(period)) {
      throw new Refusal(
        'PERIOD_OVER',
        `The organisation ${receiver.id} has another key now: please seal the envelope anew.`,
      );
    }
  }
}

export function receiverClosed(id: string | null): Refusal {
  return new Refusal(
    'RECEIVER_CLOSED',
    `The organisation ${id} was suspended by its State or has left: nothing is sent to it.`,
  );
}

async function readReceivers(sql: Database, ids: readonly string[]): Promise<Map<string, Receiver>> {
  const found = await sql<{ id: string; stateCode: string; statement: string; isActive: boolean }[]>`
    select r.id, p.state_code, p.statement, coalesce(o.standing = 'active', false) as is_active
    from unnest(${ids as string[]}::uuid[]) as r (id)
    cross join lateral gate.statement_to_prove(r.id) p
    left join organisation o on o.id = r.id
    where p.statement is not null`;
  return new Map(
    found.map(({ statement, ...receiver }) => [
      receiver.id,
      { ...receiver, periods: keptStatement(statement).periods },
    ]),
  );
}
