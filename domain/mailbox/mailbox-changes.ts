import type { Database } from '#db/client.ts';
import { writeCursor } from './cursor.ts';
import type { MailboxWatch, Waiting } from './mailbox-watch.ts';

export interface MailboxChange {
  /** A cursor at the end of the mailbox. */
  lastNumber: string;
}

interface Subscriber {
  token: string;
  organisationId: string;
}

/**
 * In milliseconds. So soon a stream ends for whoever is signed out, dismissed or shut out, and so late at most a change is told
 * when the connection that listens was lost.
 */
const LOOK_EVERY = 4000;

/**
 * Where the mailbox ends, at once and after each change, as long as the session lives and is a caseworker's. It tells that there
 * is more, once for several changes; `readMailbox` tells what.
 *
 * @param sql outside any session
 */
export async function mailboxChanges(
  sql: Database,
  watch: MailboxWatch,
  subscriber: Subscriber,
): Promise<AsyncIterableIterator<MailboxChange>> {
  const waiting = await watch.begin(subscriber.organisationId);
  const changes = changesWhile(waiting, sql, subscriber);
  const iterator: AsyncIterableIterator<MailboxChange> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => changes.next(),
    // A generator hears of it only when it has something to tell; until then it would look on for nobody.
    return() {
      waiting.end();
      return changes.return();
    },
  };
  return iterator;
}

async function* changesWhile(
  waiting: Waiting,
  sql: Database,
  { token, organisationId }: Subscriber,
): AsyncGenerator<MailboxChange, void> {
  let told: string | null = null;
  try {
    while (!waiting.isOver()) {
      const last = await readLastNumber(sql, token);
      if (last === null) return;
      if (last !== told) yield { lastNumber: writeCursor(organisationId, BigInt(last)) };
      told = last;
      await waiting.grownOr(LOOK_EVERY);
    }
  } finally {
    waiting.end();
  }
}

/** Null when the session is over or no caseworker's any more. */
async function readLastNumber(sql: Database, token: string): Promise<string | null> {
  const [answer] = await sql<{ last: string | null }[]>`select gate.last_number(${token}) as last`;
  return answer?.last ?? null;
}
