import { ProofError, type ProofFile } from './proof-error.ts';
import {
  type NamedVersion,
  readSnapshotFile,
  readTargetsFile,
  readTimestampFile,
  type SnapshotFile,
  type TargetsFile,
  type TimestampFile,
} from './publication-files.ts';
import type { Root } from './root-file.ts';
import { assertSigned, type SignedFile } from './signed-file.ts';
import { assertContent } from './strict-text.ts';

/** The three files that change with each publication, as JSON texts. */
export interface PublicationTexts {
  timestamp: string;
  snapshot: string;
  targets: string;
}

export interface Publication {
  timestamp: SignedFile<TimestampFile>;
  snapshot: SignedFile<SnapshotFile>;
  targets: SignedFile<TargetsFile>;
}

/**
 * Whether three files belong together and are signed by whom the root names (TUF 1.0.31 §5.4 to §5.6). Not whether they have
 * expired or are older than what was seen.
 *
 * @throws ProofError TOO_LARGE, MALFORMED, TOO_FEW_SIGNATURES, WRONG_VERSION, WRONG_CONTENT
 */
export async function verifyPublication(texts: PublicationTexts, { roles }: Root): Promise<Publication> {
  const timestamp = await readTimestampFile(texts.timestamp);
  await assertSigned(timestamp, roles.timestamp);

  const snapshot = await readSnapshotFile(texts.snapshot);
  await assertSigned(snapshot, roles.snapshot);
  await assertNamed('snapshot', texts.snapshot, snapshot.signed, timestamp.signed.snapshot);

  const targets = await readTargetsFile(texts.targets);
  await assertSigned(targets, roles.targets);
  await assertNamed('targets', texts.targets, targets.signed, snapshot.signed.targets);

  return { timestamp, snapshot, targets };
}

/**
 * Whether a text is the target of this name.
 *
 * @throws ProofError WRONG_CONTENT
 */
export async function assertTarget(file: ProofFile, text: string, targets: TargetsFile, name: string): Promise<void> {
  const named = targets.targets.get(name);
  if (named === undefined) {
    throw new ProofError('WRONG_CONTENT', 'targets', `The publication does not have the part ${name}.`);
  }
  await assertContent(file, text, named);
}

async function assertNamed(
  file: ProofFile,
  text: string,
  { version }: { version: number },
  named: NamedVersion,
): Promise<void> {
  if (version !== named.version) {
    throw new ProofError('WRONG_VERSION', file, `The ${file} file is not of the version that the publication names.`);
  }
  await assertContent(file, text, named);
}
