import { connect, type Database, type DatabaseAddress } from '#db/client.ts';

const HOUR = 60 * 60 * 1000;

/**
 * Does some work at once and every hour, one turn after the other, each on a connection of its own.
 *
 * @param onFailure told when a turn failed; the next one comes all the same
 */
export function everyHour(
  address: DatabaseAddress,
  work: (sql: Database) => Promise<unknown>,
  onFailure: (error: unknown) => void,
): { stop(): Promise<void> } {
  let turn = Promise.resolve();
  const look = () => {
    turn = turn.then(async () => {
      const sql = connect(address, { max: 1 });
      try {
        await work(sql);
      } catch (error) {
        onFailure(error);
      } finally {
        await sql.end({ timeout: 2 });
      }
    });
  };
  look();
  const timer = setInterval(look, HOUR);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await turn;
    },
  };
}
