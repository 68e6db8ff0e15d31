import { wrap } from 'comlink';
import { MOST_ATTACHMENT_BYTES } from '#crypto/attachment-sizes.ts';
import type { CleanFile } from './clean-file.ts';
import type { Cleaning } from './cleaning-worker.ts';
import { FileRefusal } from './file-refusal.ts';

/** In milliseconds. Nothing that people write takes so long. */
const LONGEST_CLEANING = 120_000;

/**
 * Cleans a file in a worker of its own, which ends with it: the page does not freeze, no key is where strangers' bytes are taken
 * apart, and what takes too long is stopped.
 *
 * @throws FileRefusal; the signal's reason
 */
export async function cleanAside(file: File, signal: AbortSignal): Promise<CleanFile> {
  if (file.size > MOST_ATTACHMENT_BYTES) throw new FileRefusal('TOO_LONG');
  signal.throwIfAborted();
  const worker = new Worker(new URL('./cleaning-worker.ts', import.meta.url), { type: 'module' });
  const stopped = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    setTimeout(() => reject(new FileRefusal('TOO_MUCH_INSIDE')), LONGEST_CLEANING);
    // Such as one that has no memory left.
    worker.onerror = () => reject(new FileRefusal('TOO_MUCH_INSIDE'));
  });
  try {
    const cleaned = await Promise.race([wrap<Cleaning>(worker).clean(file), stopped]);
    if (cleaned.outcome === 'refused') throw new FileRefusal(cleaned.code);
    return cleaned.file;
  } finally {
    worker.terminate();
  }
}
