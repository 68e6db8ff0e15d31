import { fromBase64url } from '#crypto/bytes.ts';
import type { Organisation } from '#crypto/verify/organisations.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import { fingerprint } from '#crypto/words.ts';
import { checkPublication } from '#federation/publication/publication-texts.ts';
import { readAnyPublication } from './signed-folder.ts';

/**
 * Says what a publication says, when it holds together and nothing in it has ended.
 *
 * @throws ProofError, FolderError
 */
export async function verify(folder: string): Promise<number> {
  const { texts, state, trustedRoot } = await readAnyPublication(folder);
  const { directory, revocations, ends, stops, warnings } = await checkPublication(texts, {
    state,
    trustedRoot,
    now: new Date(),
  });
  const lines = await Promise.all(directory.organisations.map(lineOf));
  process.stdout.write(
    `${[
      `${state} publishes ${lines.length} organisations. The words of its root, to be compared by a second channel:`,
      `  ${await rootWords(trustedRoot)}`,
      ...lines,
      `Shut out: ${revocations.organisations.length} organisations, ${revocations.nodes.length} nodes.`,
      `Valid until: root ${ends.root}, targets ${ends.targets}, snapshot ${ends.snapshot}, timestamp ${ends.timestamp}, revocation list ${ends.revocations}.`,
      ...warnings.map(({ sentence }) => `Warning: ${sentence}`),
    ].join('\n')}\n`,
  );
  if (stops.length > 0) {
    process.stderr.write(`Nobody seals to this State: ${stops.map(({ sentence }) => sentence).join(' ')}\n`);
    return 1;
  }
  process.stdout.write('In order.\n');
  return 0;
}

async function lineOf({ name, address, standing, enrolledOn, enrolmentKey }: Organisation): Promise<string> {
  const words = await fingerprint(fromBase64url(enrolmentKey));
  return `${name}, ${address}, ${standing}, enrolled on ${enrolledOn}:\n  ${words}`;
}
