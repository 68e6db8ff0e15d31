import { createHmac } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';

/** Holds back whoever guesses, by name and by address; nobody is shut out for longer than the window. */
export interface Throttle {
  /** @throws Refusal TOO_MANY_TRIES */
  countTry(name: string, from: string): Promise<void>;
  /** What names nobody. @throws Refusal TOO_MANY_TRIES */
  countVisit(from: string): Promise<void>;
  /** After a success: the tries before it were a person's slips. */
  forgive(name: string): Promise<void>;
}

/** In seconds. */
const WINDOW = 600;
const TRIES_OF_A_NAME = 10;
/** Many people may share an address. */
const TRIES_FROM_AN_ADDRESS = 100;

/** @param secret of the node: what is counted is kept only under its HMAC */
export function createThrottle(sql: Database, secret: string): Throttle {
  const keyOf = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  const limit = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: clientOver(sql),
      storeType: 'pool',
      tableName: 'attempt',
      tableCreated: true,
      clearExpiredByTimeout: true,
      keyPrefix,
      points,
      duration: WINDOW,
    });
  const ofName = limit('name', TRIES_OF_A_NAME);
  const fromAddress = limit('from', TRIES_FROM_AN_ADDRESS);
  return {
    countTry: (name, from) =>
      unlessTooMany(async () => {
        await fromAddress.consume(keyOf(from));
        await ofName.consume(keyOf(name));
      }),
    countVisit: (from) => unlessTooMany(() => fromAddress.consume(keyOf(from))),
    async forgive(name) {
      await ofName.delete(keyOf(name));
    },
  };
}

async function unlessTooMany(count: () => Promise<unknown>): Promise<void> {
  try {
    await count();
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    const minutes = Math.ceil(reason.msBeforeNext / 60_000);
    throw new Refusal(
      'TOO_MANY_TRIES',
      `There were too many tries. Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    );
  }
}

/** The one method of a client of `pg` that the limiter calls, over our own connections. */
function clientOver(sql: Database) {
  return {
    query: async ({ text, values }: { text: string; values: unknown[] }) => {
      const rows = await sql.unsafe(text, values as never[]);
      return { rows, rowCount: rows.count };
    },
  };
}
