import type { SigningKeyPair } from '#crypto/ed25519.ts';
import { openKey } from '#federation/publication/keys-folder.ts';
import { PlainFailure } from '../plain-failure.ts';
import { knownPassphrase, type PassphraseSource } from './key-passphrases.ts';
import type { SignersFolder } from './signed-folder.ts';

/** @throws PlainFailure when nobody gives its passphrase; KeyFileError, FolderError */
export async function openDutyKey(
  { keysFolder, keys: { state } }: SignersFolder,
  source: PassphraseSource,
): Promise<SigningKeyPair> {
  const passphrase = await knownPassphrase('duty.age', source);
  if (passphrase === null) throw new PlainFailure('Nothing was signed: the duty key is needed and was not opened.');
  return openKey(keysFolder, 'duty.age', { state, role: 'duty' }, passphrase);
}
