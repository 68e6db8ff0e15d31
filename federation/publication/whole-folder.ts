import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A file of a folder that appears whole or not at all. */
export interface NewFile {
  /** Below the folder, with slashes. */
  name: string;
  text: string;
  /** Only its owner may read it. */
  isSecret?: boolean;
}

/**
 * Writes everything under another name and renames it when it is complete.
 *
 * @throws Error ENOTEMPTY or EEXIST when the folder is there already; nothing is changed then
 */
export async function writeWholeFolder(folder: string, files: readonly NewFile[]): Promise<void> {
  const unfinished = path.join(path.dirname(folder), `.unfinished-${randomUUID()}`);
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    for (const { name, text, isSecret = false } of files) {
      const file = path.join(unfinished, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text, { mode: isSecret ? 0o600 : 0o644 });
    }
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
