import { type Cluster, openCluster } from '#db/embedded/cluster.ts';
import type { Log } from './log.ts';
import { sentenceFor } from './plain-failure.ts';

const LOOK_EVERY = 500;
const PAUSE_AFTER_FAILURE = 5000;

/** Starts the embedded database again when it dies under a running portal, as often as that happens. */
export function keepCluster(first: Cluster, dataDir: string, log: Log): { stop: () => Promise<void> } {
  let cluster = first;
  let stopped = false;
  let notBefore = 0;
  let reopening: Promise<void> | null = null;

  const look = setInterval(() => {
    if (stopped || reopening !== null || Date.now() < notBefore || cluster.isAlive()) return;
    log.warn('The embedded database ended unexpectedly and is started again.');
    reopening = openCluster(dataDir)
      .then((reopened) => {
        cluster = reopened;
        log.info('The embedded database is back.');
      })
      .catch((error) => {
        log.error({ reason: sentenceFor(error) }, 'The embedded database could not be started again.');
        notBefore = Date.now() + PAUSE_AFTER_FAILURE;
      })
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
