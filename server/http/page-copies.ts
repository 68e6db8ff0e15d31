import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LRUCache } from 'lru-cache';

/** A rendered page, compressed with gzip. */
export interface PageCopy {
  body: Buffer;
  renderedAt: Date;
}

interface Generation {
  /** Which directory and which build the pages were made of. */
  version: string;
  renderedAt: string;
  folder: string;
}

const MEMORY = 16 * 1024 * 1024;

/**
 * The server's own copies of public pages. In memory: pages of the present directory, so that most answers need no
 * database. On disk: one whole generation of the help pages, for when the database is gone.
 *
 * The generation on disk is made at once after each change, not page by page as people ask: nothing on the disk tells what
 * was read.
 */
export class PageCopies {
  readonly #folder: string;
  readonly #memory = new LRUCache<string, PageCopy>({
    maxSize: MEMORY,
    sizeCalculation: ({ body }) => body.length + 500,
  });
  #version = '';
  #generation: Generation | null = null;

  constructor(dataDir: string) {
    this.#folder = path.join(dataDir, 'copies');
  }

  /** Finds the generation that an earlier process left. */
  async open(): Promise<void> {
    try {
      this.#generation = JSON.parse(await readFile(path.join(this.#folder, 'current.json'), 'utf8')) as Generation;
    } catch {
      this.#generation = null;
    }
  }

  /** From now on pages are made of this directory: what is in memory of another is forgotten. */
  startVersion(version: string): void {
    if (version === this.#version) return;
    this.#version = version;
    this.#memory.clear();
  }

  hasGeneration(version: string): boolean {
    return this.#generation?.version === version;
  }

  fresh(address: string): PageCopy | null {
    return this.#memory.get(address) ?? null;
  }

  keep(address: string, copy: PageCopy, version: string): void {
    if (version === this.#version) this.#memory.set(address, copy);
  }

  /** The last copy of a page, however old; null when there never was one. */
  async last(address: string): Promise<PageCopy | null> {
    const fresh = this.#memory.get(address);
    if (fresh !== undefined) return fresh;
    if (this.#generation === null) return null;
    const file = path.join(this.#folder, this.#generation.folder, fileName(address));
    const body = await readFile(file).catch(() => null);
    return body === null ? null : { body, renderedAt: new Date(this.#generation.renderedAt) };
  }

  /**
   * Writes a whole generation of pages to disk and only then makes it the one that counts.
   *
   * @param render makes one page; null when it cannot be made, which ends the writing
   * @returns false when it was not completed; then, as after an error, the earlier generation still counts
   * @throws the error of the file system, such as a full disk
   */
  async writeGeneration(
    version: string,
    addresses: readonly string[],
    render: (address: string) => Promise<Buffer | null>,
  ): Promise<boolean> {
    const generation: Generation = {
      version,
      renderedAt: new Date().toISOString(),
      folder: createHash('sha256').update(`${version} ${Date.now()}`).digest('hex').slice(0, 16),
    };
    const folder = path.join(this.#folder, generation.folder);
    const pointer = path.join(this.#folder, 'current.json');
    let complete = false;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const address of addresses) {
        const body = version === this.#version ? await render(address) : null;
        if (body === null) return false;
        await writeFile(path.join(folder, fileName(address)), body);
      }
      await writeFile(`${pointer}.new`, JSON.stringify(generation));
      await rename(`${pointer}.new`, pointer);
      complete = true;
    } finally {
      if (!complete) await rm(folder, { recursive: true, force: true });
    }
    this.#generation = generation;
    await this.#removeOthers(generation.folder);
    return true;
  }

  async #removeOthers(kept: string): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      if (name === kept || name.startsWith('current.json')) continue;
      await rm(path.join(this.#folder, name), { recursive: true, force: true });
    }
  }
}

function fileName(address: string): string {
  return `${createHash('sha256').update(address).digest('hex').slice(0, 32)}.html.gz`;
}
