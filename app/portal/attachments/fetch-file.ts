import { transfer } from 'comlink';
import { vault } from '#app/vault/vault.ts';
import type { Attachment } from '#casework/message.ts';
import { MOST_SEALED_BYTES } from '#crypto/attachment-sizes.ts';
import type { Bytes } from '#crypto/bytes.ts';
import { PortalRefusal } from '../ask.ts';
import { codeIn } from './upload-blob.ts';

/**
 * Fetches a sealed file and opens it in the vault.
 *
 * @param onProgress told from 0 to 1
 * @throws PortalRefusal; BLOB_GONE when the node has it no more, BLOB_CHANGED when it is not what the message names
 */
export async function fetchFile(
  { blob, key, length, sha256 }: Attachment,
  onProgress: (part: number) => void,
): Promise<Bytes> {
  const sealed = await fetchBlob(blob, onProgress);
  return vault()
    .openFile(transfer(sealed, [sealed.buffer]), { key, length, sha256 })
    .catch(() => {
      throw changed();
    });
}

async function fetchBlob(id: string, onProgress: (part: number) => void): Promise<Bytes> {
  const response = await fetch(`/blobs/${id}`, { cache: 'no-store' }).catch(lost);
  if (response.status !== 200) {
    const code = codeIn(await response.text().catch(() => ''));
    throw new PortalRefusal(code === 'UNKNOWN_BLOB' ? 'BLOB_GONE' : code);
  }
  const length = Number(response.headers.get('content-length'));
  const reader = response.body?.getReader();
  if (reader === undefined || !(length > 0 && length <= MOST_SEALED_BYTES)) throw changed();
  const bytes = new Uint8Array(length);
  for (let filled = 0; ; ) {
    const { done, value } = await reader.read().catch(lost);
    if (done) return bytes;
    if (filled + value.length > length) throw changed();
    bytes.set(value, filled);
    filled += value.length;
    onProgress(filled / length);
  }
}

function lost(): never {
  throw new PortalRefusal('NO_CONNECTION');
}

function changed(): PortalRefusal {
  return new PortalRefusal('BLOB_CHANGED');
}
