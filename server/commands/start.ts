import { readConfig } from '../config.ts';
import { loadWebBuild } from '../http/web-build.ts';
import { createLog } from '../log.ts';
import { sentenceFor } from '../plain-failure.ts';
import { startPortal } from '../portal.ts';
import { toldToStop } from '../told-to-stop.ts';

/** `npm start`: serves until it is told to stop. */
export default async function start(): Promise<number> {
  try {
    const config = readConfig(process.env);
    const log = createLog(config.logLevel);
    // Ctrl-C during the start must not leave a database behind: the start is finished, then undone.
    const told = toldToStop();
    const portal = await startPortal(config, await loadWebBuild(), log);
    process.stdout.write(`ready ${portal.url}\n`);
    if (portal.firstOperatorUrl !== null) {
      process.stdout.write(
        `Nobody operates this node yet. Make the first account within a day: ${portal.firstOperatorUrl}\n`,
      );
    }
    await told;
    process.stdout.write('stopping\n');
    await portal.stop();
    return 0;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    return 1;
  }
}
