import { ProofError } from '#crypto/verify/proof-error.ts';
import { type RegistryKeys, registrySigners, verifyRegistry } from '#crypto/verify/registry.ts';
import { assertNotOlder, type SeenFile, seenSigned } from '#crypto/verify/seen.ts';
import { endsTooLate, hasEnded } from '#crypto/verify/validity.ts';
import type { Database } from '#db/client.ts';
import { readRegistry } from './publication.ts';
import { PublicationError } from './publication-error.ts';

/**
 * Takes in the list of publishers.
 *
 * @throws ProofError when it is not signed by the registry's keys or older than what is there; PublicationError NOT_VALID
 */
export function takeInRegistry(
  sql: Database,
  { text, keys }: { text: string; keys: RegistryKeys },
  now: Date,
): Promise<'taken in' | 'unchanged'> {
  return sql.begin(async (transaction) => {
    const own = transaction as unknown as Database;
    await own`select pg_advisory_xact_lock(hashtext('registry'))`;
    const held = await readRegistry(own);
    if (held === text) return 'unchanged';
    const signers = await registrySigners(keys);
    const registry = await verifyRegistry(text, signers);
    assertNotOlder('registry', await seenOf(held, signers), await seenSigned(registry, signers));
    const { expires } = registry.signed;
    if (hasEnded(expires, now) || endsTooLate('registry', expires, now)) {
      throw new PublicationError(
        'NOT_VALID',
        `The registry is valid until ${expires}: it has expired, or ends too late.`,
      );
    }
    await own`select gate.take_in_registry(${text})`;
    return 'taken in';
  }) as Promise<'taken in' | 'unchanged'>;
}

/** Null under other keys: software with new keys of the registry begins anew. */
async function seenOf(
  held: string | null,
  signers: Awaited<ReturnType<typeof registrySigners>>,
): Promise<SeenFile | null> {
  if (held === null) return null;
  try {
    return await seenSigned(await verifyRegistry(held, signers), signers);
  } catch (error) {
    if (error instanceof ProofError) return null;
    throw error;
  }
}
