import { ProofError } from '#crypto/verify/proof-error.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import { connect, type Database } from '#db/client.ts';
import { PublicationError } from '#domain/publications/publication-error.ts';
import { type OperatorTrust, type TakenIn, takeInPublication } from '#domain/publications/take-in-publication.ts';
import type { StatePublication } from '#federation/publication/publication-texts.ts';
import type { Asker } from '../ask.ts';
import type { Config } from '../config.ts';
import { databaseName, leaveDatabase, openDatabase } from '../database.ts';
import { PlainFailure } from '../plain-failure.ts';
import { openNodeSigner } from '../state-keys.ts';
import { readTrustData, type TrustData, takeInShippedRegistry } from '../trust-data.ts';
import { readAnyPublication } from './signed-folder.ts';

/**
 * Takes the newest publication of a folder into the node's database, wholly or not at all; a second time nothing.
 *
 * @param words of the State's root, as the operator compared them; null: asked for where nobody else vouches
 * @throws PlainFailure, FolderError, ProofError, PublicationError
 */
export async function publish(
  state: string,
  folder: string,
  { words, asker, config }: { words: string | null; asker: Asker; config: Config },
): Promise<number> {
  const { texts } = await readAnyPublication(folder);
  const trustData = await readTrustData(config.trustData);
  const nodeSigner = await openNodeSigner(config.dataDir, state);
  const database = await openDatabase(config);
  const sql = connect(database.ownerAddress, { max: 2 });
  try {
    await takeInRegistryOrSay(sql, trustData);
    const trust = { registryKeys: trustData.registryKeys, rootWords: words, nodeSigner };
    const take = (by: OperatorTrust) => takeInPublication(sql, { state, texts, trust: by }, new Date());
    const taken = await take(trust).catch(async (error) => {
      const isUnknown = error instanceof ProofError && error.code === 'NOT_ENDORSED';
      if (!isUnknown || words !== null) throw error;
      return take({ ...trust, rootWords: await confirmRoot(state, texts, asker) });
    });
    process.stdout.write(whatWasTaken(state, taken, databaseName(config)));
    return 0;
  } finally {
    await sql.end();
    await leaveDatabase(database);
  }
}

/** It may be dark or behind: States that are known already go on. */
async function takeInRegistryOrSay(sql: Database, trustData: TrustData): Promise<void> {
  try {
    await takeInShippedRegistry(sql, trustData);
  } catch (error) {
    if (!(error instanceof ProofError) && !(error instanceof PublicationError)) throw error;
    process.stderr.write(`The registry is refused, and the one that was there stays: ${error.message}\n`);
  }
}

async function confirmRoot(state: string, { roots }: StatePublication, asker: Asker): Promise<string> {
  const words = await rootWords(roots[0] ?? '');
  process.stdout.write(`Nobody vouches for ${state} here yet. The words of its first root:\n  ${words}\n`);
  const answer = await asker.ask('Did you compare them with the State by a second channel? Type "yes": ');
  if (answer?.trim().toLowerCase() === 'yes') return words;
  throw new PlainFailure(`Nothing was taken in: nobody confirmed the root of ${state}.`);
}

function whatWasTaken(state: string, taken: TakenIn, place: string): string {
  if (taken.outcome === 'unchanged') return `This publication of ${state} is already in ${place}.\n`;
  const lines = taken.followed.map(({ name, standing }) => `${name} is ${standing} from now on.`);
  return [`The publication of ${state} with ${taken.organisations} organisations is in ${place}.`, ...lines, ''].join(
    '\n',
  );
}
