import { followRoots, readRoots } from '#crypto/verify/root-chain.ts';
import { type Root, readRoot } from '#crypto/verify/root-file.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import type { SignedFile, Signers } from '#crypto/verify/signed-file.ts';
import { addRoot } from '#federation/publication/keys-folder.ts';
import { prepareRoot, type RootChanges, signPreparedRoot } from '#federation/publication/next-root.ts';
import { PlainFailure } from '../plain-failure.ts';
import { newPassphrase, type PassphraseSource } from './key-passphrases.ts';
import { keyCount } from './keys.ts';
import { openSigningKeys } from './open-signing-keys.ts';
import { openSignersFolder } from './signed-folder.ts';

/**
 * Makes a State's next root, signed by the old root keys and by the new ones, after it has said in words what that is and
 * somebody agreed. Nothing is written when anything fails.
 *
 * @param wanted `root=2/3`, `targets=1/2`, `node`: whose keys are new ones; nothing: the same keys sign for three more years
 * @throws PlainFailure, KeyFileError, FolderError, ProofError
 */
export async function rotateRoot(
  state: string,
  folder: string,
  wanted: readonly string[],
  source: PassphraseSource,
): Promise<number> {
  const changes = readChanges(wanted);
  const now = new Date();
  const opened = await openSignersFolder(folder, state, now);
  const { keysFolder, keys } = opened;
  const roots = await readRoots(keys.roots);
  const last = roots.at(-1);
  if (last === undefined) throw new PlainFailure(`${keysFolder} has no root: make the keys first.`);
  const prepared = await prepareRoot(last, changes, now);
  const shown = await signPreparedRoot(prepared, []);
  process.stdout.write(
    await whatIsSigned(state, last, await readRoot(shown), { before: keys.roots.at(-1) ?? '', shown }),
  );
  const answer = await source.asker.ask('Is this what is to be signed? Type "yes": ');
  if (answer?.trim().toLowerCase() !== 'yes') {
    throw new PlainFailure('Nothing was signed: nobody said yes to the next root.');
  }

  const root = await signPreparedRoot(prepared, await openSigningKeys(opened, 'root', source));
  // As every reader will follow it, from the first root and from the one before.
  const chain = await readRoots([...keys.roots, root]);
  for (const trusted of roots) await followRoots(trusted, chain);
  const { version, made } = prepared;
  await addRoot(keysFolder, { state, version, root, made }, (file) => newPassphrase(file, source));
  process.stdout.write(
    [
      `Signed: ${keysFolder}/${version}.root.json, valid until ${(await readRoot(root)).signed.expires}.`,
      'Give each new .age file to its signer, with its passphrase apart. Keep the old root keys until every node has the new root,',
      `then destroy the old ones. Nobody knows the new root before the next publication: npm run directory -- sign ${state} ${folder}`,
      ...(made.node === null ? [] : [`The node needs the two keys in ${keysFolder}/${version}.node at the same time.`]),
      '',
    ].join('\n'),
  );
  return 0;
}

function readChanges(wanted: readonly string[]): RootChanges {
  const changes: RootChanges = { root: null, targets: null, node: false };
  for (const each of wanted) {
    const [role = '', count, ...more] = each.split('=');
    if (each === 'node') changes.node = true;
    else if ((role === 'root' || role === 'targets') && count !== undefined && more.length === 0) {
      changes[role] = keyCount(count);
    } else throw new PlainFailure(`"${each}" is nothing that changes: write root=2/3, targets=1/2 or node.`);
  }
  return changes;
}

async function whatIsSigned(
  state: string,
  last: SignedFile<Root>,
  next: SignedFile<Root>,
  texts: { before: string; shown: string },
): Promise<string> {
  const roles = {
    'Root keys': 'root',
    'Targets keys': 'targets',
    'Snapshot key': 'snapshot',
    'Timestamp key': 'timestamp',
  } as const;
  return [
    `This is signed for ${state}: root ${next.signed.version} follows root ${last.signed.version}.`,
    `The words of root ${last.signed.version}, which ends on ${last.signed.expires}:`,
    `  ${await rootWords(texts.before)}`,
    `The words of root ${next.signed.version}, which ends on ${next.signed.expires}:`,
    `  ${await rootWords(texts.shown)}`,
    ...Object.entries(roles).map(
      ([name, role]) => `${name}: ${difference(last.signed.roles[role], next.signed.roles[role])}.`,
    ),
    `It is signed by ${last.signed.roles.root.threshold} of the old root keys${isSame(last.signed.roles.root, next.signed.roles.root) ? '' : ' and by all new ones'}.`,
    '',
  ].join('\n');
}

function difference(before: Signers, after: Signers): string {
  const said = ({ keys, threshold }: Signers) => `${threshold} of ${keys.size}`;
  if (isSame(before, after)) return `the same, ${said(after)}`;
  return `new ones, ${said(after)} instead of ${said(before)}; the old ones sign nothing any more`;
}

function isSame(one: Signers, other: Signers): boolean {
  return (
    one.threshold === other.threshold && [...one.keys.keys()].sort().join() === [...other.keys.keys()].sort().join()
  );
}
