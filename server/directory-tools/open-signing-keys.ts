import type { SigningKeyPair } from '#crypto/ed25519.ts';
import { readRoots } from '#crypto/verify/root-chain.ts';
import { openKey } from '#federation/publication/keys-folder.ts';
import { PlainFailure } from '../plain-failure.ts';
import { knownPassphrase, type PassphraseSource } from './key-passphrases.ts';
import type { SignersFolder } from './signed-folder.ts';

/**
 * As many keys of the last root as must sign.
 *
 * @throws PlainFailure when too few passphrases are given; KeyFileError, FolderError
 */
export async function openSigningKeys(
  { keysFolder, keys }: SignersFolder,
  role: 'root' | 'targets',
  source: PassphraseSource,
): Promise<SigningKeyPair[]> {
  const { state, files } = keys;
  const root = (await readRoots(keys.roots)).at(-1);
  const needed = root?.signed.roles[role].threshold ?? 1;
  const opened: SigningKeyPair[] = [];
  for (const file of files[role]) {
    if (opened.length === needed) break;
    const passphrase = await knownPassphrase(file, source);
    if (passphrase !== null) opened.push(await openKey(keysFolder, file, { state, role }, passphrase));
  }
  if (opened.length === needed) return opened;
  throw new PlainFailure(`Nothing was signed: ${needed} ${role} keys are needed, and ${opened.length} were opened.`);
}
