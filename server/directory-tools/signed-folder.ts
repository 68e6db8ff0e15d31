import path from 'node:path';
import { readOrganisations } from '#crypto/verify/organisations.ts';
import { type KeysFolder, readKeysFolder } from '#federation/publication/keys-folder.ts';
import type { Last } from '#federation/publication/next-publication.ts';
import { lastNumber, readPublication } from '#federation/publication/publication-folder.ts';
import { checkPublication } from '#federation/publication/publication-texts.ts';
import { PlainFailure } from '../plain-failure.ts';

/** The folder in which a State's signers work: `keys`, `organisations.json`, `publications/1` and so on. */
export interface SignersFolder {
  keysFolder: string;
  keys: KeysFolder;
  /** The number of the last publication; 0 before the first. */
  number: number;
  last: Last | null;
}

export function publicationPlace(folder: string, number: number): string {
  return path.join(folder, 'publications', String(number));
}

/**
 * @throws PlainFailure when there are no keys, or those of another State; ProofError when the last publication does not hold
 */
export async function openSignersFolder(folder: string, state: string, now: Date): Promise<SignersFolder> {
  const keysFolder = path.join(folder, 'keys');
  const keys = await readKeysFolder(keysFolder);
  if (keys === null)
    throw new PlainFailure(`${keysFolder} is not there: make the keys first (npm run directory -- keys).`);
  if (keys.state !== state) throw new PlainFailure(`${keysFolder} holds the keys of ${keys.state}.`);
  const number = await lastNumber(path.join(folder, 'publications'));
  if (number === 0) return { keysFolder, keys, number, last: null };
  const texts = await readPublication(publicationPlace(folder, number));
  const checked = await checkPublication(texts, { state, trustedRoot: keys.roots[0] ?? '', now });
  return { keysFolder, keys, number, last: { texts, checked } };
}

/**
 * A publication to be looked at: the last one of a signers' folder, from the root among its keys; or any folder that has one,
 * from the first root in it.
 */
export async function readAnyPublication(folder: string) {
  const keys = await readKeysFolder(path.join(folder, 'keys'));
  const number = await lastNumber(path.join(folder, 'publications'));
  const texts = await readPublication(number === 0 ? folder : publicationPlace(folder, number));
  const state = keys?.state ?? readOrganisations(texts.organisations).state;
  return { texts, state, trustedRoot: keys?.roots[0] ?? texts.roots[0] ?? '' };
}
