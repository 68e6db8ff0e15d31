import { connect, type Database, type DatabaseAddress } from './client.ts';

/** The connections of a portal. */
export interface Pools {
  sql: Database;
  /** For ranked searches: they take long, and whatever else waits behind one on its connection would wait as long. */
  search: Database;
}

const SEARCHES_AT_ONCE = 4;
const LONGEST_SEARCH = 3000;

/** @param options.silence milliseconds after which a server that owes an answer is taken for gone */
export function openPools(address: DatabaseAddress, options: { silence?: number } = {}): Pools {
  return {
    sql: connect(address, options),
    search: connect(address, {
      ...options,
      max: SEARCHES_AT_ONCE,
      statementTimeout: LONGEST_SEARCH,
      oneByOne: true,
      planEachTime: true,
    }),
  };
}

export async function closePools({ sql, search }: Pools, seconds: number): Promise<void> {
  await Promise.all([sql.end({ timeout: seconds }), search.end({ timeout: seconds })]);
}
