import { kindOf } from '#casework/file-kind.ts';
import type { Attachment } from '#casework/message.ts';
import type { Bytes } from '#crypto/bytes.ts';
import { fileName } from './file-name.ts';

/** Until a slow browser has begun to save, in milliseconds. */
const KEPT_FOR = 10_000;

/** Hands a file to the browser to be saved, never to be opened: as bytes of no kind, under a name whose ending fits what was said. */
export function saveFile(bytes: Bytes, { name, mediaType }: Pick<Attachment, 'name' | 'mediaType'>): void {
  saveBytes(bytes, fileName(name, kindOf(mediaType) ?? 'text'));
}

/** @param name that is safe to save under */
export function saveBytes(bytes: Bytes, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}
