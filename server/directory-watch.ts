import type { Database } from '#db/client.ts';
import { DIRECTORY_CHANGED } from '#domain/directory/load-directory.ts';
import { type DirectoryVersion, readDirectoryVersion } from '#domain/directory/read-directory-version.ts';
import type { Log } from './log.ts';

const LOOK_EVERY = 2000;
const NO_ANSWER_AFTER = 3000;

/** What is known of the directory's database right now. */
export interface DirectoryWatch {
  isReachable(): boolean;
  version(): DirectoryVersion | null;
  /** Calls back with every directory that is seen for the first time, and again when the database is back. */
  onChange(listener: (version: DirectoryVersion) => void): void;
  /** To be called when a page could not be made: looks at once instead of at the next turn. */
  lookNow(): Promise<void>;
  stop(): void;
}

/** Watches whether the database answers and which directory is up. */
export async function watchDirectory(sql: Database, log: Log): Promise<DirectoryWatch> {
  const listeners: ((version: DirectoryVersion) => void)[] = [];
  let reachable = true;
  let current: DirectoryVersion | null = null;

  let stopped = false;
  let looking: Promise<void> | null = null;

  // One look at a time: an old one that fails late must not overrule a newer one.
  function look(): Promise<void> {
    if (stopped) return Promise.resolve();
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    try {
      const version = await inTime(readDirectoryVersion(sql));
      const isBack = !reachable;
      if (isBack) log.info('The database is reachable again.');
      reachable = true;
      if (version !== null && (isBack || version.contentHash !== current?.contentHash)) {
        current = version;
        for (const listener of listeners) listener(version);
      }
    } catch {
      if (reachable && !stopped) log.error('The database cannot be reached: pages are answered from copies.');
      reachable = false;
    }
  }

  await look();
  const timer = setInterval(() => void look(), LOOK_EVERY);
  timer.unref();
  // It ends with the pool, and is begun anew by it whenever its connection was lost.
  await sql.listen(DIRECTORY_CHANGED, () => void look()).catch(() => undefined);

  return {
    isReachable: () => reachable,
    version: () => current,
    onChange: (listener) => void listeners.push(listener),
    lookNow: look,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), NO_ANSWER_AFTER);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
