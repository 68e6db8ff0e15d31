import { normalisePassphrase } from '#crypto/words.ts';
import { type Confirmation, type NewKey, WishError } from '#federation/publication/organisations-changes.ts';
import type { Asker } from '../ask.ts';
import { PlainFailure } from '../plain-failure.ts';

/**
 * Says the words of each new key and who compared them with its organisation; asks where the file does not say it.
 *
 * @throws PlainFailure when nobody answers; WishError when other words were compared, or another key signed the change
 */
export async function confirmKeys(newKeys: readonly NewKey[], asker: Asker): Promise<void> {
  for (const key of newKeys) {
    const { organisation, words, isSignedByOldKey } = key;
    process.stdout.write(`Enrolment key of ${organisation.name}:\n  ${words}\n`);
    if (organisation.previousKeySignature !== undefined && !isSignedByOldKey) {
      throw new WishError(
        `The old key of ${organisation.name} did not sign the new one: previousKeySignature is wrong.`,
      );
    }
    if (isSignedByOldKey) process.stdout.write('  The old key signed it.\n');
    const { by, channel } = key.confirmed === null ? await askWho(key, asker) : written(key, key.confirmed);
    process.stdout.write(`  Confirmed by ${by}, by this channel: ${channel}.\n`);
  }
}

function written({ organisation, words }: NewKey, confirmed: Confirmation): Confirmation {
  if (normalisePassphrase(confirmed.words) === words) return confirmed;
  throw new WishError(`The words that were confirmed for ${organisation.name} are not those of its key.`);
}

async function askWho({ organisation }: NewKey, asker: Asker): Promise<Omit<Confirmation, 'words'>> {
  const by = (await asker.ask('Who compared these words with the organisation? '))?.trim() ?? '';
  const channel =
    by === '' ? '' : ((await asker.ask('By which channel, other than the one by which the key came? '))?.trim() ?? '');
  if (channel !== '') return { by, channel };
  throw new PlainFailure(`Nothing was signed: nobody confirmed the key of ${organisation.name}.`);
}
