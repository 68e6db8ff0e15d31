import { MOST_SEALED_BYTES } from '#crypto/attachment-sizes.ts';
import type { Database } from '#db/client.ts';
import { inSession } from '../accounts/sessions.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import { type BlobDescription, type BlobFiles, NotAsDescribed } from './blob-files.ts';

/** Where sealed attachments are kept. */
export interface BlobStore {
  sql: Database;
  files: BlobFiles;
  /** Bytes that are coming in this moment, by organisation: they fill the disk as well. */
  underWay: Map<string, number>;
}

type Answer = 'STORED' | keyof typeof SENTENCES | null;

const SENTENCES = {
  NOT_ALLOWED: 'Only a caseworker of an accepted organisation may do this.',
  ID_TAKEN: 'Something else was sent under the same id already.',
  TOO_MUCH_UNPOSTED: 'Your organisation has 1 GB of attachments that were never sent: send some, or wait two days.',
} as const satisfies Partial<Record<RefusalCode, string>>;

/** The disk, the share of an account, or the longest file that it may write. */
const NO_SPACE = ['ENOSPC', 'EDQUOT', 'EFBIG', '53100'];

/**
 * Takes in a sealed attachment of a caseworker's organisation. When this returns it is durably stored; sent once more it is
 * there already, and nothing is read.
 *
 * @param token of the session
 * @throws Refusal NOT_SIGNED_IN, NOT_ALLOWED, BAD_ID, BAD_BLOB, BLOB_TOO_LONG, ID_TAKEN, TOO_MUCH_UNPOSTED, WRONG_DIGEST, DISK_FULL;
 *   nothing is kept then
 */
export async function keepBlob(
  store: BlobStore,
  token: string | null,
  blob: BlobDescription,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  const { sql, files, underWay } = store;
  assertSound(blob);
  const { organisation, isStored } = await inSession(sql, token, async (own) => {
    const [asker] = await own<{ id: string | null }[]>`select gate.current_organisation() as id`;
    const id = asker?.id ?? '';
    const { length, sha256 } = blob;
    const judged = await own<{ answer: Answer }[]>`
      select gate.judge_blob(${blob.id}, ${length}, ${sha256}, ${underWay.get(id) ?? 0}) as answer`;
    return { organisation: id, isStored: assertTaken(judged) === 'STORED' };
  });
  if (isStored) return;

  underWay.set(organisation, (underWay.get(organisation) ?? 0) + blob.length);
  try {
    const received = await files.receive(blob, body);
    await inSession(sql, token, async (own) => {
      const kept = await own<{ answer: Answer }[]>`
        select gate.keep_blob(${blob.id}, ${blob.length}, ${blob.sha256}) as answer`;
      // Before it counts: what the database knows must be on the disk.
      if (assertTaken(kept) === null) await received.place();
    }).finally(() => received.discard());
  } catch (error) {
    throw asRefusal(error);
  } finally {
    const left = (underWay.get(organisation) ?? 0) - blob.length;
    if (left > 0) underWay.set(organisation, left);
    else underWay.delete(organisation);
  }
}

function assertSound({ id, length, sha256 }: BlobDescription): void {
  if (!isUuid(id) || id !== id.toLowerCase()) {
    throw new Refusal('BAD_ID', 'An attachment is named by a UUID in small letters.');
  }
  if (!Number.isSafeInteger(length) || length < 1 || !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new Refusal('BAD_BLOB', 'An attachment comes with its length and its SHA-256.');
  }
  if (length > MOST_SEALED_BYTES) throw new Refusal('BLOB_TOO_LONG', 'An attachment has at most 50 MB.');
}

/** @throws Refusal unless it may come, or is here */
function assertTaken([answered]: readonly { answer: Answer }[]): 'STORED' | null {
  if (answered === undefined) throw new Error('The database answered nothing.');
  const { answer } = answered;
  if (answer === null || answer === 'STORED') return answer;
  throw new Refusal(answer, SENTENCES[answer]);
}

function asRefusal(error: unknown): unknown {
  if (error instanceof NotAsDescribed) {
    return new Refusal('WRONG_DIGEST', 'What came is not what was announced: it was damaged on the way.');
  }
  const { code } = error as { code?: string };
  if (code === undefined || !NO_SPACE.includes(code)) return error;
  return new Refusal('DISK_FULL', 'The disk of this node is full: nothing was stored. Please tell its operator.');
}
