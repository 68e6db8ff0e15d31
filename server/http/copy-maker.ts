import type { Pools } from '#db/pools.ts';
import type { DirectoryWatch } from '../directory-watch.ts';
import type { Log } from '../log.ts';
import type { PageCopies } from './page-copies.ts';
import type { Readers } from './readers.ts';
import type { WebBuild } from './web-build.ts';

/** Answers documents in process. */
export type Ask = ReturnType<WebBuild['entry']['createAsk']>;

/** After an error of the disk, such as a full one, copies are not tried again at every turn. */
const PAUSE_AFTER_DISK_ERROR = 30_000;

/** Where somebody always asks, the next language is begun after this time, in milliseconds. */
const LONGEST_PAUSE = 60_000;

/**
 * Makes the copies of the help pages after each change of the directory, in the background.
 *
 * There are thousands, one language after the other. What is read for one page is kept for the next, so that the directory
 * is read once and not ten times; each language waits until nobody asks, and after each page the maker rests as long as the
 * page took, so that readers, and the database, have at least half of the processor. English is made at once and without
 * rest: until it is there, nothing stands in for what is missing.
 *
 * @param options.render makes one page, compressed; null when it cannot be made now
 * @returns to be called again and again: makes what is not of the given version, unless that is being done
 */
export function createCopyMaker(options: {
  web: WebBuild;
  pools: Pools;
  copies: PageCopies;
  watch: DirectoryWatch;
  readers: Readers;
  log: Log;
  render: (address: string, ask: Ask) => Promise<Buffer | null>;
}): (version: string) => Promise<void> {
  const { web, pools, copies, watch, readers, log, render } = options;
  let making: string | null = null;
  let made: string | null = null;
  let notBefore = 0;

  async function make(version: string): Promise<void> {
    const ask = web.entry.createLastingAsk(pools);
    for (const [lang, addresses] of await web.entry.helpPaths(ask)) {
      if (copies.hasGeneration(lang, version)) continue;
      if (lang !== 'en') await readers.pause(LONGEST_PAUSE);
      const started = Date.now();
      const makePage = async (address: string) => {
        const begun = performance.now();
        const page = await render(address, ask);
        await rest(lang === 'en' ? 0 : performance.now() - begun);
        return page;
      };
      const complete = await copies.writeGeneration(lang, version, addresses, makePage).catch((error) => {
        notBefore = Date.now() + PAUSE_AFTER_DISK_ERROR;
        throw error;
      });
      if (!complete) return;
      const taken = { language: lang, pages: addresses.length, milliseconds: Date.now() - started };
      log.info(taken, 'Copies of the help pages are made.');
    }
    made = version;
  }

  return async (version) => {
    copies.startVersion(version);
    if (made === version || making === version || !watch.isReachable() || Date.now() < notBefore) return;
    making = version;
    try {
      await make(version);
    } finally {
      if (making === version) making = null;
    }
  };
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => (milliseconds === 0 ? setImmediate(resolve) : setTimeout(resolve, milliseconds)));
}
