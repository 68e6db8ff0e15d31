import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openNodeKey } from '#federation/publication/keys-folder.ts';
import { type Due, dueSignatures, signPublication, type Wanted } from '#federation/publication/next-publication.ts';
import {
  compareOrganisations,
  nextOrganisations,
  type OrganisationsChanges,
} from '#federation/publication/organisations-changes.ts';
import { writePublication } from '#federation/publication/publication-folder.ts';
import { checkPublication, writeOrganisations } from '#federation/publication/publication-texts.ts';
import { readRevocationWishes, readWishes } from '#federation/publication/wishes.ts';
import { PlainFailure } from '../plain-failure.ts';
import { today } from '../today.ts';
import { confirmKeys } from './confirm-keys.ts';
import { openDutyKey } from './duty-key.ts';
import type { PassphraseSource } from './key-passphrases.ts';
import { openSigningKeys } from './open-signing-keys.ts';
import { openSignersFolder, publicationPlace } from './signed-folder.ts';

/**
 * Signs what FOLDER/organisations.json and FOLDER/revocations.json say as the next publication, after it has said in words what
 * that is. Nothing is written when anything fails, and nothing when nothing is due.
 *
 * @throws PlainFailure, WishError, KeyFileError, FolderError, ProofError, CryptoError
 */
export async function sign(state: string, folder: string, source: PassphraseSource): Promise<number> {
  const now = new Date();
  const opened = await openSignersFolder(folder, state, now);
  const { keys, last, number } = opened;
  const wishes = readWishes(await readWritten(folder, 'organisations.json'));
  const previous = last?.checked.directory ?? null;
  const list = nextOrganisations(wishes, previous, { state, dutyKey: keys.dutyKey, today: today() });
  const wanted: Wanted = {
    state,
    organisations: writeOrganisations(list),
    dutyKey: keys.dutyKey,
    revocations: readRevocationWishes(
      await readWritten(folder, 'revocations.json', '{ "organisations": [], "nodes": [] }'),
    ),
    roots: keys.roots,
  };
  const due = dueSignatures(last, wanted, now);
  if (!due.targets && !due.duty && !due.node) {
    process.stdout.write(`Nothing is due: publication ${number} of ${state} says the same and is fresh.\n`);
    return 0;
  }
  const changes = await compareOrganisations(wishes, previous, list);
  process.stdout.write(whatIsSigned(state, changes, wanted, due));
  await confirmKeys(changes.newKeys, source.asker);

  const { keysFolder } = opened;
  const signers = {
    snapshot: due.node ? [await openNodeKey(keysFolder, keys.nodeFolder, 'snapshot')] : [],
    timestamp: due.node ? [await openNodeKey(keysFolder, keys.nodeFolder, 'timestamp')] : [],
    targets: due.targets ? await openSigningKeys(opened, 'targets', source) : [],
    duty: due.duty ? await openDutyKey(opened, source) : null,
  };
  const publication = await signPublication(last, wanted, due, { signers, now });
  // As every reader will judge it. What they would refuse is not published.
  const { ends } = await checkPublication(publication, { state, trustedRoot: keys.roots[0] ?? '', now });
  const place = publicationPlace(folder, number + 1);
  await writePublication(place, publication);
  process.stdout.write(
    `Signed: ${place}. The organisations are valid until ${ends.targets}; the revocation list and the node's files until ${ends.revocations} and ${ends.timestamp}.\n`,
  );
  return 0;
}

function whatIsSigned(state: string, { added, changed }: OrganisationsChanges, wanted: Wanted, due: Due): string {
  const { organisations, nodes } = wanted.revocations;
  return [
    `This is signed for ${state}:`,
    ...added.map(({ name, kind, address, standing, id }) => `New: ${name} (${kind}), ${address}, ${standing}, ${id}`),
    ...changed.map(({ organisation, differences }) => `Changed: ${organisation.name}: ${differences.join('; ')}`),
    ...(added.length + changed.length === 0 ? ['No organisation is new or changed.'] : []),
    ...organisations.map(({ id, since, reason }) => `Shut out: the organisation ${id} since ${since} (${reason})`),
    ...nodes.map(({ id, since }) => `Shut out: the node ${id} since ${since}`),
    `Keys that are needed: ${keysNeeded(due).join(', ')}.`,
    '',
  ].join('\n');
}

function keysNeeded({ targets, duty, node }: Due): string[] {
  return [...(targets ? ['targets'] : []), ...(duty ? ['duty'] : []), ...(node ? ['node'] : [])];
}

async function readWritten(folder: string, name: string, otherwise?: string): Promise<string> {
  const file = path.join(folder, name);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (otherwise !== undefined) return otherwise;
    throw new PlainFailure(`${file} is not there: docs/trust-files.md says what belongs into it.`);
  }
}
