import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { isUuid } from '../uuid.ts';

/** What is said of a sealed file before it comes. */
export interface BlobDescription {
  /** UUID, made by the sender. */
  id: string;
  /** In bytes. */
  length: number;
  /** 64 small letters of hexadecimal. */
  sha256: string;
}

/** A file that has come whole and is not yet in its place. */
export interface Received {
  /** Durably, whatever happens next. */
  place(): Promise<void>;
  /** Forgets it, unless it is in its place. */
  discard(): Promise<void>;
}

/** Bytes that are not what was said of them. */
export class NotAsDescribed extends Error {
  override readonly name = 'NotAsDescribed';
}

const HOUR = 3_600_000;
/** An upload that has not moved for so long was cut off with its process. */
const ABANDONED_AFTER = 2 * HOUR;
const UNFINISHED = /^[0-9a-f-]{36}\.[0-9a-f-]{36}\.part$/;

/**
 * The bytes of sealed attachments: `DATA_DIR/blobs/ab/ID`. Files and folders bear the full hour, so that a copy of the disk
 * tells no minute, as far as a file system lets itself be told.
 */
export class BlobFiles {
  readonly #root: string;

  constructor(dataDir: string) {
    this.#root = path.join(dataDir, 'blobs');
  }

  /**
   * Writes down what comes, as it comes.
   *
   * @throws NotAsDescribed as soon as it is longer, or at the end; what `body` throws, and the error of a full disk. Nothing is
   *   left then.
   */
  async receive({ id, length, sha256 }: BlobDescription, body: AsyncIterable<Uint8Array>): Promise<Received> {
    const folder = await this.#folderOf(id);
    const unfinished = path.join(folder, `${id}.${randomUUID()}.part`);
    const discard = async () => {
      await rm(unfinished, { force: true });
      await showHourOnly(folder);
    };
    try {
      await writeChecked(unfinished, body, { length, sha256 });
    } catch (error) {
      await discard();
      throw error;
    }
    return {
      async place() {
        await rename(unfinished, path.join(folder, id));
        await showHourOnly(folder);
        await sync(folder);
      },
      discard,
    };
  }

  /** To read from without leaving a trace of it. @returns null when there is no such file */
  async open(id: string): Promise<FileHandle | null> {
    // Linux alone can leave the time of reading as it was.
    const flags = constants.O_RDONLY | (constants.O_NOATIME ?? 0);
    return open(this.#fileOf(id), flags).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  }

  async remove(id: string): Promise<void> {
    await rm(this.#fileOf(id), { force: true });
    await showHourOnly(path.dirname(this.#fileOf(id))).catch(() => undefined);
  }

  /** Takes away what processes that died left half-written. @returns the ids of all files that have been there for a while */
  async tidy(now: Date): Promise<string[]> {
    const settled: string[] = [];
    const folders = await readdir(this.#root).catch(() => []);
    for (const name of folders.filter((folder) => /^[0-9a-f]{2}$/.test(folder))) {
      const folder = path.join(this.#root, name);
      for (const file of await readdir(folder)) {
        const place = path.join(folder, file);
        const found = await stat(place).catch(() => null);
        if (found === null || now.getTime() - found.mtimeMs < ABANDONED_AFTER) continue;
        if (UNFINISHED.test(file)) await rm(place, { force: true });
        else if (isUuid(file)) settled.push(file);
      }
    }
    return settled;
  }

  #fileOf(id: string): string {
    if (!isUuid(id) || id !== id.toLowerCase()) throw new Error('A file is named by a UUID.');
    return path.join(this.#root, id.slice(0, 2), id);
  }

  async #folderOf(id: string): Promise<string> {
    const folder = path.dirname(this.#fileOf(id));
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await sync(path.dirname(made));
    return folder;
  }
}

async function writeChecked(
  file: string,
  body: AsyncIterable<Uint8Array>,
  { length, sha256 }: Omit<BlobDescription, 'id'>,
): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let received = 0;
    for await (const chunk of body) {
      received += chunk.length;
      if (received > length) throw new NotAsDescribed('More came than was said.');
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    if (received !== length || hash.digest('hex') !== sha256) throw new NotAsDescribed('Something else came.');
    const hour = fullHour();
    await handle.utimes(hour, hour);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function showHourOnly(folder: string): Promise<void> {
  const hour = fullHour();
  await utimes(folder, hour, hour);
}

function fullHour(): Date {
  return new Date(Math.floor(Date.now() / HOUR) * HOUR);
}

/** So that a file's name in it outlives a power cut. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
