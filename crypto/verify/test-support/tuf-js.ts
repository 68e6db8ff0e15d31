import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BaseFetcher, Updater } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import { toUtf8 } from '../../bytes.ts';
import type { ProofTexts } from '../prove-organisation.ts';

/** The Update Framework's own client, which decides by itself about texts of ours. */

class TextFetcher extends BaseFetcher {
  readonly #files: ReadonlyMap<string, string>;

  constructor(files: ReadonlyMap<string, string>) {
    super();
    this.#files = files;
  }

  override fetch(url: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const text = this.#files.get(new URL(url).pathname);
    // By this error alone tuf-js knows the end of the roots.
    if (text === undefined) return Promise.reject(new DownloadHTTPError('Not found', 404));
    return Promise.resolve(new Blob([toUtf8(text)]).stream() as ReadableStream<Uint8Array<ArrayBuffer>>);
  }
}

type Published = Pick<ProofTexts, 'roots' | 'timestamp' | 'snapshot' | 'targets' | 'organisations'>;

const versionOf = (text: string): number => (JSON.parse(text) as { signed: { version: number } }).signed.version;

/** Under the names by which a publication is fetched. */
function filesOf(texts: Published): Map<string, string> {
  return new Map([
    ...texts.roots.map((text) => [`/metadata/${versionOf(text)}.root.json`, text] as const),
    ['/metadata/timestamp.json', texts.timestamp],
    [`/metadata/${versionOf(texts.snapshot)}.snapshot.json`, texts.snapshot],
    [`/metadata/${versionOf(texts.targets)}.targets.json`, texts.targets],
    [`/targets/${/"sha256":"(\w+)"/.exec(texts.targets)?.[1]}.organisations.json`, texts.organisations],
  ]);
}

/**
 * Lets tuf-js take a publication, from a root that is trusted to the list of organisations.
 *
 * @param folder of which each call uses a new part
 * @param pinned JSON text of the trusted root
 * @returns the version of the root to which it came; null when it refuses
 */
export async function tufJsTakes(
  texts: Published,
  { folder, pinned }: { folder: string; pinned: string },
): Promise<number | null> {
  const metadataDir = await mkdtemp(path.join(folder, 'tuf-js-'));
  await writeFile(path.join(metadataDir, 'root.json'), pinned);
  const updater = new Updater({
    metadataDir,
    targetDir: metadataDir,
    metadataBaseUrl: 'https://node.example/metadata',
    targetBaseUrl: 'https://node.example/targets',
    fetcher: new TextFetcher(filesOf(texts)),
  });
  try {
    await updater.refresh();
    const target = await updater.getTargetInfo('organisations.json');
    if (target === undefined) return null;
    await updater.downloadTarget(target);
    return versionOf(await readFile(path.join(metadataDir, 'root.json'), 'utf8'));
  } catch {
    return null;
  }
}
