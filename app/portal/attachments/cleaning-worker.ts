import { expose, transfer } from 'comlink';
import { type CleanFile, cleanFile } from './clean-file.ts';
import { FileRefusal, type FileRefusalCode } from './file-refusal.ts';

/** An error would lose its code on the way out of the worker. */
export type Cleaned = { outcome: 'clean'; file: CleanFile } | { outcome: 'refused'; code: FileRefusalCode };

async function clean(file: File): Promise<Cleaned> {
  try {
    const bytes = new Uint8Array(await contentOf(file));
    const cleaned = await cleanFile(bytes);
    return transfer({ outcome: 'clean', file: cleaned }, [cleaned.bytes.buffer]);
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { outcome: 'refused', code: error.code };
  }
}

function contentOf(file: File): Promise<ArrayBuffer> {
  return file.arrayBuffer().catch(() => {
    throw new FileRefusal('UNREADABLE');
  });
}

const cleaning = { clean };
export type Cleaning = typeof cleaning;

expose(cleaning);
