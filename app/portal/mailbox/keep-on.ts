import { onLockChange, vault } from '#app/vault/vault.ts';
import { readOrganisation } from '../organisation/organisation.ts';
import { note } from './note.ts';

/** It takes a moment with a full mailbox, and hundred days are left. In milliseconds. */
const NOT_BEFORE = 3_600_000;

let lookedAt = 0;
onLockChange(() => {
  lookedAt = 0;
});

/**
 * Writes to the own organisation once more what would go with its envelopes although a case goes on. Looks for it once an hour at most, and
 * once after the keys were unlocked.
 *
 * @throws as `note`
 */
export async function keepOn(): Promise<void> {
  if (Date.now() - lookedAt < NOT_BEFORE) return;
  lookedAt = Date.now();
  const due = await vault().checkpointsDue(new Date());
  if (due.length === 0) return;
  const own = await readOrganisation();
  for (const body of due) if (own !== null) await note('checkpoint', body, own.id);
}
