import { vault } from '#app/vault/vault.ts';
import { readOrganisation } from '../organisation/organisation.ts';
import { note } from './note.ts';

let isUnderWay = false;

/**
 * Writes to the own organisation once more what would go with its envelopes although a case goes on, once at a time.
 *
 * @throws as `note`
 */
export async function keepOn(): Promise<void> {
  if (isUnderWay) return;
  isUnderWay = true;
  try {
    const due = await vault().checkpointsDue(new Date());
    if (due.length === 0) return;
    const own = await readOrganisation();
    for (const body of due) if (own !== null) await note('checkpoint', body, own.id);
  } finally {
    isUnderWay = false;
  }
}
