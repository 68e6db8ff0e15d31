import { type Cluster, openCluster } from '#db/embedded/cluster.ts';
import type { Log } from './log.ts';

const LOOK_EVERY = 500;

/** Starts the embedded database again when it dies under a running portal, as often as that happens. */
export function keepCluster(first: Cluster, dataDir: string, log: Log): { stop: () => Promise<void> } {
  let cluster = first;
  let stopped = false;
  let reopening: Promise<void> | null = null;

  const look = setInterval(() => {
    if (stopped || reopening !== null || cluster.isAlive()) return;
    log.warn('The embedded database ended unexpectedly and is started again.');
    reopening = openCluster(dataDir)
      .then((reopened) => {
        cluster = reopened;
        log.info('The embedded database is back.');
      })
      .catch((error) => log.error({ reason: String(error) }, 'The embedded database could not be started again.'))
      .finally(() => {
        reopening = null;
      });
  }, LOOK_EVERY);
  look.unref();

  return {
    async stop() {
      stopped = true;
      clearInterval(look);
      await reopening;
      await cluster.stop();
    },
  };
}
