import { createHmac } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';

/** Holds back whoever guesses; nobody is shut out for longer than the window. */
export interface Throttle {
  /**
   * A guess of somebody's passphrase. A stranger spends only tries from the own address, so that nobody is locked out of an
   * account by others; what all addresses together have is far too little for six random words.
   *
   * @throws Refusal TOO_MANY_TRIES
   */
  countGuess(signInName: string, from: string): Promise<void>;
  /** After a success: the guesses before it were a person's slips. */
  forgiveGuesses(signInName: string, from: string): Promise<void>;
  /**
   * A try of a second factor. Six digits are few, so it is counted by account from wherever; only who has given the first
   * proof gets so far.
   *
   * @throws Refusal TOO_MANY_TRIES
   */
  countFactor(accountId: string, from: string): Promise<void>;
  forgiveFactors(accountId: string): Promise<void>;
  /** What names nobody, or proves 128 bits that nobody guesses. @throws Refusal TOO_MANY_TRIES */
  countVisit(from: string): Promise<void>;
}

/** In seconds. */
const WINDOW = 600;
const GUESSES_FROM_ONE_ADDRESS = 10;
const GUESSES_FROM_ALL_ADDRESSES = 200;
const TRIES_OF_FACTORS = 10;
/** Many people may share an address. */
const VISITS_FROM_AN_ADDRESS = 100;

/** @param secret of the node: what is counted is kept only under its HMAC */
export function createThrottle(sql: Database, secret: string): Throttle {
  /** What is counted has a kind of its own, so that no name can be another's address or account. */
  const counter = (kind: string, points: number) => {
    const keyOf = (counted: readonly string[]) =>
      createHmac('sha256', secret)
        .update(JSON.stringify([kind, ...counted]))
        .digest('base64url');
    const limiter = new RateLimiterPostgres({
      storeClient: clientOver(sql),
      storeType: 'pool',
      tableName: 'attempt',
      tableCreated: true,
      clearExpiredByTimeout: true,
      keyPrefix: kind,
      points,
      duration: WINDOW,
    });
    return {
      count: (...counted: string[]) => limiter.consume(keyOf(counted)),
      forgive: (...counted: string[]) => limiter.delete(keyOf(counted)),
    };
  };
  const pair = counter('guess-from', GUESSES_FROM_ONE_ADDRESS);
  const name = counter('guess', GUESSES_FROM_ALL_ADDRESSES);
  const factor = counter('factor', TRIES_OF_FACTORS);
  const visit = counter('visit', VISITS_FROM_AN_ADDRESS);
  return {
    countGuess: (signInName, from) =>
      unlessTooMany(async () => {
        await visit.count(from);
        await pair.count(signInName, from);
        await name.count(signInName);
      }),
    async forgiveGuesses(signInName, from) {
      await pair.forgive(signInName, from);
    },
    countFactor: (accountId, from) =>
      unlessTooMany(async () => {
        await visit.count(from);
        await factor.count(accountId);
      }),
    async forgiveFactors(accountId) {
      await factor.forgive(accountId);
    },
    countVisit: (from) => unlessTooMany(() => visit.count(from)),
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
