import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RevocationList } from '#crypto/revocation-list.ts';
import { toTimestamp } from '#crypto/timestamp.ts';
import type { Organisation } from '#crypto/verify/organisations.ts';
import { type Last, signPublication } from '#federation/publication/next-publication.ts';
import { writePublication } from '#federation/publication/publication-folder.ts';
import { checkPublication } from '#federation/publication/publication-texts.ts';
import { writeWholeFile } from '#federation/publication/whole-folder.ts';
import { readRevocationWishes } from '#federation/publication/wishes.ts';
import { PlainFailure } from '../plain-failure.ts';
import { openDutyKey } from './duty-key.ts';
import type { PassphraseSource } from './key-passphrases.ts';
import { openSignersFolder, publicationPlace, type SignersFolder } from './signed-folder.ts';

const REASONS = ['suspended', 'compromised', 'left'] as const;

type Reason = (typeof REASONS)[number];
type ShutOut = Pick<RevocationList, 'organisations' | 'nodes'>;

/**
 * Shuts an organisation out at once, with the duty key alone: the next publication has a new revocation list, and everything
 * else as it was.
 *
 * @param which the organisation's UUID or address
 * @throws PlainFailure, WishError, KeyFileError, FolderError, ProofError
 */
export async function revoke(
  state: string,
  folder: string,
  { which, reason }: { which: string; reason: string },
  source: PassphraseSource,
): Promise<number> {
  const known = REASONS.find((each) => each === reason);
  if (known === undefined) throw new PlainFailure(`"${reason}" is no reason: write ${REASONS.join(', ')}.`);
  const now = new Date();
  const { opened, last, organisation } = await openFor(folder, state, which, now);
  const before = last.checked.revocations.organisations.find(({ id }) => id === organisation.id);
  if (before?.reason === known) {
    process.stdout.write(`Nothing is due: ${state} has shut out ${organisation.name} already (${known}).\n`);
    return 0;
  }
  const entry = { id: organisation.id, since: before?.since ?? toTimestamp(now), reason: known };
  return signNext(opened, last, {
    folder,
    now,
    source,
    change: (list) => withEntry(list, entry),
    said: [`${organisation.name} is shut out since ${entry.since} (${known}).`],
  });
}

/** Lets an organisation in again that `revoke` shut out. */
export async function restore(state: string, folder: string, which: string, source: PassphraseSource): Promise<number> {
  const now = new Date();
  const { opened, last, organisation } = await openFor(folder, state, which, now);
  if (!last.checked.revocations.organisations.some(({ id }) => id === organisation.id)) {
    process.stdout.write(`Nothing is due: ${state} has not shut out ${organisation.name}.\n`);
    return 0;
  }
  const change = (list: ShutOut) => ({
    ...list,
    organisations: list.organisations.filter(({ id }) => id !== organisation.id),
  });
  return signNext(opened, last, {
    folder,
    now,
    source,
    change,
    said: [
      `${organisation.name} is no longer shut out.`,
      ...(organisation.standing === 'active' ? [] : [`In the list of organisations it is ${organisation.standing}.`]),
    ],
  });
}

interface Opened {
  opened: SignersFolder;
  last: Last;
  organisation: Organisation;
}

async function openFor(folder: string, state: string, which: string, now: Date): Promise<Opened> {
  const opened = await openSignersFolder(folder, state, now);
  const { last } = opened;
  if (last === null) throw new PlainFailure(`${state} has published nothing yet: sign a first publication.`);
  const wanted = which.toLowerCase();
  const organisation = last.checked.directory.organisations.find(({ id, address }) => [id, address].includes(wanted));
  if (organisation === undefined) {
    throw new PlainFailure(`${state} lists no organisation "${which}": give its UUID or its address.`);
  }
  return { opened, last, organisation };
}

async function signNext(
  opened: SignersFolder,
  last: Last,
  asked: { folder: string; now: Date; source: PassphraseSource; change: (list: ShutOut) => ShutOut; said: string[] },
): Promise<number> {
  const { folder, now, source, change, said } = asked;
  const { state, roots } = opened.keys;
  const file = path.join(folder, 'revocations.json');
  const written = change(readRevocationWishes(await readOr(file, '{ "organisations": [], "nodes": [] }')));
  const { organisations, nodes } = last.checked.revocations;
  const wanted = {
    state,
    organisations: last.texts.organisations,
    dutyKey: last.checked.directory.dutyKey,
    revocations: change({ organisations, nodes }),
    roots: last.texts.roots,
  };
  const signers = { targets: [], snapshot: [], timestamp: [], duty: await openDutyKey(opened, source) };
  const due = { targets: false, duty: true, node: false };
  const publication = await signPublication(last, wanted, due, { signers, now });
  const { ends } = await checkPublication(publication, { state, trustedRoot: roots[0] ?? '', now });
  // First what the signers keep: were it lost, their next signature would undo this one.
  await writeWholeFile(folder, { name: 'revocations.json', text: `${JSON.stringify(written, null, 2)}\n` });
  const place = publicationPlace(folder, opened.number + 1);
  await writePublication(place, publication);
  process.stdout.write(
    [
      `Signed: ${place}. ${said.join(' ')}`,
      `The revocation list is valid until ${ends.revocations}. It counts once the node has it: npm run directory -- publish ${state} ${folder}`,
      '',
    ].join('\n'),
  );
  return 0;
}

function withEntry(list: ShutOut, entry: { id: string; since: string; reason: Reason }): ShutOut {
  return { ...list, organisations: [...list.organisations.filter(({ id }) => id !== entry.id), entry] };
}

async function readOr(file: string, otherwise: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}
