import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connect, type Database } from '#db/client.ts';
import { openDatabaseDoor } from '#tests/support/database-door.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';

const { sql, address } = openTestDatabase({ template: 'empty' });

function poolOf(options: Parameters<typeof connect>[1] = {}): Database {
  const pool = connect(address, options);
  onTestFinished(() => pool.end({ timeout: 1 }));
  return pool;
}

async function pidOf(pool: Pick<Database, 'unsafe'>): Promise<number> {
  const [row] = await pool.unsafe<{ pid: number }[]>('select pg_backend_pid() as pid');
  return row?.pid ?? 0;
}

async function end(pid: number): Promise<void> {
  await sql`select pg_terminate_backend(${pid})`;
  await vi.waitUntil(async () => (await sql`select from pg_stat_activity where pid = ${pid}`).length === 0);
}

describe('a pool', () => {
  it('answers again at once when a connection was ended', async () => {
    const pool = poolOf({ max: 1 });
    for (let time = 0; time < 20; time += 1) {
      await end(await pidOf(pool));
      // The very next question may meet the connection before its end is heard of.
      await pool`select 1`.catch(() => undefined);
      expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
    }
  });

  it('fails what was asked of the lost connection, and nothing else', async () => {
    const pool = poolOf();
    const slow = pool`select pg_sleep(60), pg_backend_pid()`.then(
      () => 'answered',
      () => 'failed',
    );
    const sleeper = await vi.waitFor(async () => {
      const [row] = await sql<{ pid: number }[]>`
        select pid from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`;
      if (row === undefined) throw new Error('It does not sleep yet.');
      return row.pid;
    });
    await end(sleeper);
    expect(await slow).toBe('failed');
    expect(await Promise.all(Array.from({ length: 20 }, (_, number) => pool`select ${number}::int as number`))).toEqual(
      Array.from({ length: 20 }, (_, number) => [{ number }]),
    );
  });

  it('hears again what is told on a channel', async () => {
    const pool = poolOf();
    const told: string[] = [];
    await pool.listen('news', (message) => told.push(message));
    await end(await pidOf(pool));
    await vi.waitFor(async () => {
      await sql`select pg_notify('news', 'again')`;
      expect(told).toContain('again');
    });
  });

  it('ends although its server is silent', async () => {
    if (!('socketFolder' in address)) throw new Error('The test database is reached by a socket.');
    const door = await openDatabaseDoor(address.socketFolder);
    onTestFinished(() => door.close());
    const pool = connect({ url: door.url(address.database) }, { silence: 500 });
    await pool`select 1`;
    await door.become('silent');
    await expect(pool`select 1`).rejects.toThrow('gone silent');
    await pool.end({ timeout: 1 });
  });
});

describe('a transaction', () => {
  it('whose connection is lost fails, leaves nothing, and does not go on without it', async () => {
    await sql`create table kept (step integer)`;
    const pool = poolOf();
    const work = pool.begin(async (tx) => {
      await tx`insert into kept values (1)`;
      await end(await pidOf(tx as unknown as Database));
      await tx`insert into kept values (2)`.catch(() => undefined);
      await tx`insert into kept values (3)`;
    });
    await expect(work).rejects.toThrow();
    expect(await pool`select step from kept`).toEqual([]);
    await pool.begin((tx) => tx`insert into kept values (4)`);
    expect(await pool`select step from kept`).toEqual([{ step: 4 }]);
  });

  it('that lost its connection while it waited fails too', async () => {
    const pool = poolOf();
    let pid = 0;
    const work = pool.begin(async (tx) => {
      pid = await pidOf(tx as unknown as Database);
      await tx`select pg_sleep(60)`;
    });
    work.catch(() => undefined);
    await vi.waitUntil(() => pid !== 0);
    await end(pid);
    await expect(work).rejects.toThrow();
    expect(await pool`select 1 as one`).toEqual([{ one: 1 }]);
  });

  it('is rolled back when its work fails, and when it kept silent of a statement that failed', async () => {
    await sql`create table tried (step integer)`;
    const pool = poolOf();
    const failing = pool.begin(async (tx) => {
      await tx`insert into tried values (1)`;
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const silent = pool.begin(async (tx) => {
      await tx`insert into tried values (2)`;
      await tx`select 1 / 0`.catch(() => undefined);
    });
    await expect(silent).rejects.toThrow('rolled back');
    expect(await pool`select step from tried`).toEqual([]);
  });

  it('takes no more connections than there are transactions at once, whether their work fails or not', async () => {
    const pool = poolOf();
    const pids = new Set<number>();
    for (let time = 0; time < 6; time += 1) {
      const work = pool.begin(async (tx) => {
        pids.add(await pidOf(tx as unknown as Database));
        if (time % 3 === 1) throw new Error('changed my mind');
        if (time % 3 === 2) await tx`select 1 / 0`;
      });
      if (time % 3 === 0) await work;
      else await expect(work).rejects.toThrow(/changed my mind|division by zero/);
    }
    expect(pids.size).toBe(1);
  });

  it('that is over answers nothing more, although its connection serves the next', async () => {
    await sql`create table late (step integer)`;
    const pool = poolOf();
    for (const fails of [true, false]) {
      let insertLate = (): PromiseLike<unknown> => Promise.resolve();
      const work = pool.begin(async (tx) => {
        insertLate = async () => tx`insert into late values (1)`;
        await tx`select 1`;
        if (fails) throw new Error('changed my mind');
      });
      await work.catch(() => undefined);
      await expect(insertLate()).rejects.toThrow('The transaction is over.');
    }
    expect(await pool`select step from late`).toEqual([]);
  });
});

it('lists go to the database and come back as they are', async () => {
  const texts = ['plain', 'a, b', '"quoted"', 'back\\slash', '{braces}', 'NULL', '', ' ', 'ț\n🙂'];
  const [row] = await sql`
    select ${texts}::text[] as texts,
      ${[] as string[]}::text[] as none,
      array['a', null]::text[] as with_null,
      ${[1, -2]}::integer[] as numbers,
      ${[0.5, 1]}::real[] as weights,
      array[true, false] as answers,
      array[to_timestamp(0)] as times,
      ${'{7}'}::integer[] as written,
      array['00000000-0000-4000-8000-000000000000']::uuid[] as ids`;
  expect(row).toEqual({
    texts,
    none: [],
    withNull: ['a', null],
    numbers: [1, -2],
    weights: [0.5, 1],
    answers: [true, false],
    times: [new Date(0)],
    written: [7],
    ids: ['00000000-0000-4000-8000-000000000000'],
  });
});
