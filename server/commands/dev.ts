import type { ServerBuild } from '@remix-run/server-runtime';
import { readConfig } from '../config.ts';
import { asWebBuild } from '../http/web-build.ts';
import { createLog } from '../log.ts';
import { sentenceFor } from '../plain-failure.ts';
import { startPortal } from '../portal.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { RestartingPortal } from '../restarting.ts';
import { toldToStop } from '../told-to-stop.ts';

const QUIET_FOR = 200;

/**
 * `npm run dev`: as `npm start`, with pages and schema straight from the sources. The portal is started anew after every
 * change; a change in `server/` itself asks for Ctrl-C and a new `npm run dev`.
 */
export default async function dev(): Promise<number> {
  try {
    const config = readConfig(process.env);
    const log = createLog(config.logLevel);
    // Only this command needs the build tools.
    const { createServer } = await import('vite');
    const vite = await createServer({
      root: PROJECT_ROOT,
      appType: 'custom',
      server: { middlewareMode: true, watch: { ignored: ['**/.data/**', '**/build/**'] } },
    });
    const portal = new RestartingPortal(async () => {
      const pages = (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild;
      const started = await startPortal(config, asWebBuild(pages), log);
      process.stdout.write(`ready ${started.url}\n`);
      return started;
    });

    // Remix's compiler would end the process itself at this signal, and leave the database behind.
    process.removeAllListeners('SIGTERM');
    // Told to stop during a start: it is finished, then undone.
    const told = toldToStop();
    await portal.start();
    let quiet: NodeJS.Timeout | undefined;
    vite.watcher.on('all', () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => portal.restart(), QUIET_FOR);
    });
    await told;
    await portal.stop();
    await vite.close();
    return 0;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    return 1;
  }
}
