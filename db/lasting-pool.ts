import type { Sql, TransactionSql } from 'postgres';

/** Opens a pool of connections that calls back when it has lost one. */
export type OpenPool = (max: number | undefined, onLoss: () => void) => Sql;

/** In seconds: after this, what a lost pool still waits for is not answered any more. */
const LONGEST_STATEMENT = 15;

type Work<T> = (sql: TransactionSql) => T | Promise<T>;

/**
 * A pool that survives the loss of its connections. postgres.js uses what belonged to a lost one for the next: remains of
 * messages make that one wait until it is given up, or report the old one's end, and the rollback of a transaction whose
 * connection is gone ends the whole process (porsager/postgres, issues 1154, 1186 and 1208). So after each loss a new pool
 * takes over and the old one only finishes what it was asked; and a transaction has a connection of its own, which serves the
 * next one unless it was lost: PostgreSQL then rolls back by itself. What is refused is common, and a new connection dear.
 *
 * @param open opens a pool; with a `max` of 1 for one transaction after the other
 */
export function lastingPool(open: OpenPool): Sql {
  let ended = false;
  let current = openNext();
  const listeners: { channel: string; onNotify: (message: string) => void }[] = [];
  const spare: Transactions[] = [];

  function openNext(): Sql {
    const pool = open(undefined, () => {
      if (ended || pool !== current) return;
      current = openNext();
      for (const { channel, onNotify } of listeners) current.listen(channel, onNotify).catch(() => undefined);
      void pool.end({ timeout: LONGEST_STATEMENT });
    });
    return pool;
  }

  const own = {
    async begin<T>(...args: [Work<T>] | [string, Work<T>]): Promise<T> {
      const [mode, work] = args.length === 1 ? ['', args[0]] : args;
      const transactions = spare.pop() ?? new Transactions(open);
      try {
        return await transactions.run(mode, work);
      } finally {
        if (ended) await transactions.end();
        else if (!transactions.isLost) spare.push(transactions);
      }
    },
    listen(channel: string, onNotify: (message: string) => void) {
      listeners.push({ channel, onNotify });
      return current.listen(channel, onNotify);
    },
    /** It would wait for ever on a connection that does not ask for types first. */
    reserve: () => Promise.reject(new Error('Connections are not reserved: begin a transaction.')),
    async end(options?: { timeout?: number }): Promise<void> {
      ended = true;
      await Promise.all([current.end(options), ...spare.map((transactions) => transactions.end())]);
    },
  };
  return new Proxy(current, {
    apply: (_first, _this, args) => Reflect.apply(current, undefined, args),
    get: (_first, name) => Reflect.get(name in own ? own : current, name),
  });
}

/** A connection for one transaction after the other, until it is lost. */
class Transactions {
  readonly #pool: Sql;
  isLost = false;

  constructor(open: OpenPool) {
    this.#pool = open(1, () => void this.end());
  }

  async run<T>(mode: string, work: Work<T>): Promise<T> {
    try {
      await this.#pool.unsafe(`begin ${mode}`);
    } catch (error) {
      await this.end();
      throw error;
    }
    const transaction = this.#transaction();
    try {
      const result = await work(transaction.sql);
      const { command } = await transaction.sql.unsafe('commit');
      if (command !== 'COMMIT') throw new Error('The transaction was rolled back: one of its statements failed.');
      return result;
    } catch (error) {
      transaction.isOver = true;
      if (!this.isLost) await this.#pool.unsafe('rollback').catch(() => this.end());
      throw error;
    } finally {
      transaction.isOver = true;
    }
  }

  end(): Promise<void> {
    this.isLost = true;
    return this.#pool.end({ timeout: 0 });
  }

  /** What is asked after the end, or after the loss, must not run on the connection that serves the next one. */
  #transaction(): { sql: TransactionSql; isOver: boolean } {
    const refuseAfterwards = () => {
      if (this.isLost) throw new Error('The connection was lost in the middle of a transaction.');
      if (transaction.isOver) throw new Error('The transaction is over.');
    };
    const sql = new Proxy(this.#pool, {
      apply(pool, _this, args) {
        refuseAfterwards();
        return Reflect.apply(pool, undefined, args);
      },
      get(pool, name) {
        refuseAfterwards();
        return Reflect.get(pool, name);
      },
    }) as unknown as TransactionSql;
    const transaction = { sql, isOver: false };
    return transaction;
  }
}
