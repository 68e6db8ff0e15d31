import type { StateTexts } from '#crypto/verify/state.ts';
import type { Database } from '#db/client.ts';

/** Everything that a State publishes, as the texts that were signed. */
export interface Publication extends StateTexts {
  /** From the first to the last. */
  roots: readonly string[];
}

/** @param state the publisher's code */
export async function readPublication(sql: Database, state: string): Promise<Publication | null> {
  const [held] = await sql<Publication[]>`
    select roots, timestamp, snapshot, targets, organisations, revocations
    from publication
    where state_code = ${state}`;
  return held ?? null;
}

/** The signed list of publishers; null as long as none was taken in. */
export async function readRegistry(sql: Database): Promise<string | null> {
  const [held] = await sql<{ text: string }[]>`select text from registry`;
  return held?.text ?? null;
}
