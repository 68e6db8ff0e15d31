import { passphrase } from '#crypto/words.ts';
import type { Asker } from '../ask.ts';
import { PlainFailure } from '../plain-failure.ts';

/** How the passphrase of a key file is learnt: never from a command line, which other accounts of the machine can read. */
export interface PassphraseSource {
  /** NRM_PASSPHRASE, for all files alike. */
  given: string | undefined;
  asker: Asker;
}

/**
 * For a file that is about to be made. Who types nothing is given six words to write down.
 *
 * @throws PlainFailure when nobody answers
 */
export async function newPassphrase(file: string, { given, asker }: PassphraseSource): Promise<string> {
  if (given !== undefined) return given;
  const typed = await asker.askSecretly(`New passphrase for ${file} (nothing: six words are made): `);
  if (typed === null) throw new PlainFailure(`No key was made: nobody gave a passphrase for ${file}.`);
  if (typed.trim() !== '') return typed;
  const made = passphrase();
  process.stderr.write(`Write this down for ${file}, and show it to nobody: ${made}\n`);
  return made;
}

/**
 * For a file that is there.
 *
 * @returns null when the person leaves this file out
 */
export async function knownPassphrase(file: string, { given, asker }: PassphraseSource): Promise<string | null> {
  if (given !== undefined) return given;
  const typed = await asker.askSecretly(`Passphrase of ${file} (nothing: leave it out): `);
  return typed === null || typed.trim() === '' ? null : typed;
}
