import { transfer } from 'comlink';
import { vault } from '#app/vault/vault.ts';
import { MEDIA_TYPES } from '#casework/file-kind.ts';
import type { Attachment } from '#casework/message.ts';
import { cleanAside } from './clean-aside.ts';
import type { Warning } from './clean-file.ts';
import { fileName } from './file-name.ts';

/** A file that is ready to be uploaded. */
export interface SealedFile {
  /** What the event says of it. */
  attachment: Attachment;
  sealed: Blob;
  warnings: Warning[];
}

/** Cleans a file and seals it in the vault. @throws FileRefusal; the signal's reason */
export async function sealFile(file: File, signal: AbortSignal): Promise<SealedFile> {
  const { bytes, kind, warnings } = await cleanAside(file, signal);
  const { sealed, attachment } = await vault().sealFile(transfer(bytes, [bytes.buffer]));
  return {
    attachment: {
      blob: crypto.randomUUID(),
      ...attachment,
      name: fileName(file.name, kind),
      mediaType: MEDIA_TYPES[kind],
    },
    sealed: new Blob([sealed]),
    warnings,
  };
}
