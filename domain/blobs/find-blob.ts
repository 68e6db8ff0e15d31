import type { FileHandle } from 'node:fs/promises';
import { inSession } from '../accounts/sessions.ts';
import { Refusal } from '../refusal.ts';
import { isUuid } from '../uuid.ts';
import type { BlobStore } from './keep-blob.ts';

/** A sealed attachment, open to be read. */
export interface FoundBlob {
  /** In bytes. */
  length: number;
  handle: FileHandle;
}

/**
 * Opens a sealed attachment for a caseworker of the organisation that sent or got the envelope that names it, or that brought
 * it and has not sent it yet.
 *
 * @param token of the session
 * @throws Refusal NOT_SIGNED_IN; UNKNOWN_BLOB, the same for what is not there and what is somebody else's
 */
export async function findBlob(
  { sql, files }: Pick<BlobStore, 'sql' | 'files'>,
  token: string | null,
  id: string,
): Promise<FoundBlob> {
  const [row] = await inSession(sql, token, async (own) =>
    isUuid(id) ? own<{ id: string; length: number }[]>`select id, length from blob where id = ${id}` : [],
  );
  if (row === undefined) throw new Refusal('UNKNOWN_BLOB', 'There is no such attachment here, or not any more.');
  const handle = await files.open(row.id);
  // What is written down was on the disk before: somebody took the file away, or put back one without the other.
  if (handle === null) throw new Error('The file of an attachment is missing.');
  return { length: row.length, handle };
}
