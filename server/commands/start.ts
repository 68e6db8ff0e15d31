import { readConfig } from '../config.ts';
import { loadWebBuild } from '../http/web-build.ts';
import { createLog } from '../log.ts';
import { sentenceFor } from '../plain-failure.ts';
import { startPortal } from '../portal.ts';

/** `npm start`: serves until it is told to stop. */
export default async function start(): Promise<number> {
  try {
    const config = readConfig(process.env);
    const log = createLog(config.logLevel);
    const portal = await startPortal(config, await loadWebBuild(), log);
    process.stdout.write(`ready ${portal.url}\n`);
    await toldToStop();
    await portal.stop();
    return 0;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    return 1;
  }
}

/** Resolves at the first signal; a second one ends the process at once. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}
