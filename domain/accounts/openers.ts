import { type Opener, readBundle, withOpeners, writeBundle } from '#crypto/bundle.ts';
import { CryptoError } from '#crypto/crypto-error.ts';
import type { Database } from '#db/client.ts';
import { Refusal } from '../refusal.ts';

/**
 * The openers of one's bundle. The browser sends only the opener that is new; what is sealed is never sent again, so that two
 * windows cannot overwrite each other's.
 */

/**
 * @param sql in a session; the bundle is held until its transaction ends
 * @param isReplaced which openers go
 * @returns the bundle as JSON
 * @throws Refusal BAD_BUNDLE
 */
export async function bundleWith(
  sql: Database,
  added: Opener | null,
  isReplaced: (opener: Opener) => boolean,
): Promise<string> {
  const [row] = await sql<{ bundle: string | null }[]>`select gate.hold_own_bundle() as bundle`;
  if (row?.bundle == null) throw new Error('An account of a session is missing.');
  const before = readBundle(row.bundle);
  const staying = before.openers.filter((opener) => !isReplaced(opener));
  try {
    return writeBundle(withOpeners(before, added === null ? staying : [...staying, added]));
  } catch (error) {
    if (error instanceof CryptoError) throw new Refusal('BAD_BUNDLE', 'This does not open these keys.');
    throw error;
  }
}
