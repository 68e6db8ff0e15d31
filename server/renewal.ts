import type { Database, DatabaseAddress } from '#db/client.ts';
import { renewPublication } from '#domain/publications/renew-publication.ts';
import { everyHour } from './every-hour.ts';
import type { Log } from './log.ts';
import { openNodeSigner, statesOfNode } from './state-keys.ts';

/**
 * Signs anew what the States of this node published, where nobody has for a day.
 *
 * @returns the States that were renewed
 */
export async function renewAll(
  sql: Database,
  { dataDir, log, now }: { dataDir: string; log: Pick<Log, 'error'>; now: Date },
): Promise<string[]> {
  const renewed: string[] = [];
  for (const state of await statesOfNode(dataDir)) {
    try {
      const signer = await openNodeSigner(dataDir, state);
      if (signer !== null && (await renewPublication(sql, { state, signer }, now)) === 'renewed') renewed.push(state);
    } catch (error) {
      // One State's damaged file must not let the others lapse.
      log.error({ err: error, state }, 'The publication of a State could not be renewed.');
    }
  }
  return renewed;
}

export function renewEveryHour(
  address: DatabaseAddress,
  { dataDir, log }: { dataDir: string; log: Log },
): { stop(): Promise<void> } {
  return everyHour(
    address,
    (sql) => renewAll(sql, { dataDir, log, now: new Date() }),
    (error) => log.error({ err: error }, 'Publications could not be renewed.'),
  );
}
