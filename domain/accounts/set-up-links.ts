import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';

const VALID_FOR = '24 hours';

/**
 * Offers a link to whoever may read the output of the node: with it the first operator makes an account.
 *
 * @returns the link's token, or null when the node has an operator already
 */
export async function offerFirstOperator(sql: Database): Promise<string | null> {
  const token = randomBytes(16).toString('base64url');
  const [answer] = await sql<{ offered: boolean }[]>`
    select gate.offer_first_operator(${linkId(token)}, ${VALID_FOR}::interval) as offered`;
  return answer?.offered === true ? token : null;
}

/** @throws Refusal LINK_SPENT when it was used, has ended, or never was */
export async function assertLink(sql: Database, token: string): Promise<void> {
  const [answer] = await sql<{ isValid: boolean }[]>`
    select gate.is_link_valid(${linkId(token)}) or (gate.open_invitation(${linkId(token)})).id is not null as is_valid`;
  if (answer?.isValid !== true) throw spent();
}

/** Links are kept hashed: who reads the table cannot use them. */
export function linkId(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function spent(): Refusal {
  return new Refusal('LINK_SPENT', 'This link was used already or has ended: please ask for a new one.');
}
