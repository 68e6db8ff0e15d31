import { equalBytes } from '../bytes.ts';
import { ProofError } from './proof-error.ts';
import { type Root, readRoot } from './root-file.ts';
import { assertSigned, type SignedFile } from './signed-file.ts';

/** Keys change every few years. Who has seen a later root starts there. */
const MOST_ROOTS = 64;

/**
 * @param texts one version after the other
 * @throws ProofError WRONG_VERSION, and as `readRoot`. No signature is looked at.
 */
export async function readRoots(texts: readonly string[]): Promise<SignedFile<Root>[]> {
  if (texts.length > MOST_ROOTS) throw new ProofError('TOO_LARGE', 'root', `There are more than ${MOST_ROOTS} roots.`);
  const roots = await Promise.all(texts.map(readRoot));
  if (roots.some(({ signed }, place) => place > 0 && signed.version !== (roots[place - 1]?.signed.version ?? 0) + 1)) {
    throw new ProofError('WRONG_VERSION', 'root', 'A root file is missing from the chain, or they are not in order.');
  }
  return roots;
}

/**
 * From a root that is trusted to the last one (TUF 1.0.31 §5.3). Whether that has expired, the caller judges: roots before it
 * may have.
 *
 * @param trusted must be one of the roots, word for word in what is signed
 * @param roots as `readRoots` returns them
 * @throws ProofError ROOT_UNKNOWN, TOO_FEW_SIGNATURES
 */
export async function followRoots(
  trusted: SignedFile<Root>,
  roots: readonly SignedFile<Root>[],
): Promise<SignedFile<Root>> {
  const place = roots.findIndex(({ signed }) => signed.version === trusted.signed.version);
  const found = roots[place];
  if (found === undefined || !equalBytes(found.bytes, trusted.bytes)) {
    throw new ProofError('ROOT_UNKNOWN', 'root', 'The roots do not come from the one that is trusted.');
  }
  // What somebody trusted by its words alone must at least hold together.
  await assertSigned(trusted, trusted.signed.roles.root);
  let last = found;
  for (const next of roots.slice(place + 1)) {
    await assertSigned(next, last.signed.roles.root);
    await assertSigned(next, next.signed.roles.root);
    last = next;
  }
  return last;
}
