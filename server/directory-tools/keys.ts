import path from 'node:path';
import { rootWords } from '#crypto/verify/root-words.ts';
import { makeKeysFolder, readKeysFolder } from '#federation/publication/keys-folder.ts';
import type { KeyCount } from '#federation/publication/state-keys.ts';
import { PlainFailure } from '../plain-failure.ts';
import { newPassphrase, type PassphraseSource } from './key-passphrases.ts';

const MOST_KEYS = 20;

/**
 * Makes a State's keys and its first root below FOLDER/keys; once only.
 *
 * @param counts of root and of targets keys, each like "2/3": two of three must sign; "1/1" unless given
 * @throws PlainFailure, KeyFileError
 */
export async function keys(
  state: string,
  folder: string,
  [root = '1/1', targets = '1/1']: readonly string[],
  source: PassphraseSource,
): Promise<number> {
  const place = path.join(folder, 'keys');
  const known = await readKeysFolder(place);
  if (known !== null && known.state !== state) throw new PlainFailure(`${place} holds the keys of ${known.state}.`);
  if (known === null) {
    const counts = { root: keyCount(root), targets: keyCount(targets) };
    await makeKeysFolder(place, { state, counts, now: new Date() }, (file) => newPassphrase(file, source));
  }
  const roots = known === null ? (await readKeysFolder(place))?.roots : known.roots;
  process.stdout.write(
    `${known === null ? `The keys of ${state} are in ${place}.` : `${place} holds the keys of ${state} already.`}
The words of its root, to be compared by a second channel:
  ${await rootWords(roots?.at(-1) ?? '')}
Give each .age file to its signer, with its passphrase apart; the node needs the two keys in "node"; keep copies of all.
`,
  );
  return 0;
}

/** @param written like "2/3": two of three must sign @throws PlainFailure */
export function keyCount(written: string): KeyCount {
  const [threshold = 0, count = 0] = written.split('/').map(Number);
  if (/^\d{1,2}\/\d{1,2}$/.test(written) && threshold >= 1 && threshold <= count && count <= MOST_KEYS) {
    return { threshold, keys: count };
  }
  throw new PlainFailure(`"${written}" is no number of keys: write 2/3 for three keys of which two must sign.`);
}
