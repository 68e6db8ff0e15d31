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

/** A folder or file is not as it must be. */
export class FolderError extends Error {}

/**
 * Writes everything under another name and renames it when it is complete.
 *
 * @throws FolderError when the folder is there already; nothing is changed then
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
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    throw new FolderError(`${folder} is there already: somebody has written it meanwhile.`);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Writes a file under another name and renames it when it is complete; one that is there is replaced. */
export async function writeWholeFile(folder: string, { name, text, isSecret = false }: NewFile): Promise<void> {
  const file = path.join(folder, name);
  const unfinished = path.join(folder, `.unfinished-${randomUUID()}`);
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(unfinished, text, { mode: isSecret ? 0o600 : 0o644 });
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}
