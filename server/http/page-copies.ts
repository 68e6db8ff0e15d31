import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LRUCache } from 'lru-cache';

/** A rendered page, compressed with gzip. */
export interface PageCopy {
  body: Buffer;
  renderedAt: Date;
}

/** The pages of one language, all made of one directory. */
interface Generation {
  /** Which directory and which build the pages were made of. */
  version: string;
  renderedAt: string;
  folder: string;
}

/** How the file that names a language's present generation ends. */
const POINTER = '.current.json';

const MEMORY = 16 * 1024 * 1024;

/**
 * The server's own copies of public pages. In memory: pages of the present directory, so that most answers need no
 * database. On disk: the help pages, one whole generation for each language, for when the database is gone.
 *
 * A generation is made at once after each change, not page by page as people ask: nothing on the disk tells what was read.
 */
export class PageCopies {
  readonly #folder: string;
  readonly #memory = new LRUCache<string, PageCopy>({
    maxSize: MEMORY,
    sizeCalculation: ({ body }) => body.length + 500,
  });
  #version = '';
  #generations = new Map<string, Generation>();

  constructor(dataDir: string) {
    this.#folder = path.join(dataDir, 'copies');
  }

  /** Finds the generations that an earlier process left. */
  async open(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names.filter((name) => name.endsWith(POINTER))) {
      const text = await readFile(path.join(this.#folder, name), 'utf8').catch(() => '');
      const generation = parsed(text);
      if (generation !== null) this.#generations.set(name.slice(0, -POINTER.length), generation);
    }
  }

  /** From now on pages are made of this directory: what is in memory of another is forgotten. */
  startVersion(version: string): void {
    if (version === this.#version) return;
    this.#version = version;
    this.#memory.clear();
  }

  hasGeneration(language: string, version: string): boolean {
    return this.#generations.get(language)?.version === version;
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
    for (const { folder, renderedAt } of this.#generations.values()) {
      const body = await readFile(path.join(this.#folder, folder, fileName(address))).catch(() => null);
      if (body !== null) return { body, renderedAt: new Date(renderedAt) };
    }
    return null;
  }

  /**
   * Writes the pages of a language to disk and only then makes them those that count.
   *
   * @param render makes one page; null when it cannot be made, which ends the writing
   * @returns false when it was not completed; then, as after an error, the earlier generation still counts
   * @throws the error of the file system, such as a full disk
   */
  async writeGeneration(
    language: string,
    version: string,
    addresses: readonly string[],
    render: (address: string) => Promise<Buffer | null>,
  ): Promise<boolean> {
    const generation: Generation = {
      version,
      renderedAt: new Date().toISOString(),
      folder: createHash('sha256').update(`${language} ${version} ${Date.now()}`).digest('hex').slice(0, 16),
    };
    const folder = path.join(this.#folder, generation.folder);
    const pointer = path.join(this.#folder, `${language}${POINTER}`);
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
    this.#generations.set(language, generation);
    await this.#removeFormer();
    return true;
  }

  async #removeFormer(): Promise<void> {
    const kept = [...this.#generations.values()].map(({ folder }) => folder);
    for (const name of await readdir(this.#folder)) {
      if (kept.includes(name) || name.endsWith(POINTER)) continue;
      await rm(path.join(this.#folder, name), { recursive: true, force: true });
    }
  }
}

function fileName(address: string): string {
  return `${createHash('sha256').update(address).digest('hex').slice(0, 32)}.html.gz`;
}

function parsed(pointer: string): Generation | null {
  try {
    return JSON.parse(pointer) as Generation;
  } catch {
    return null;
  }
}
