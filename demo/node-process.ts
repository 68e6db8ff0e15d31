import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { clusterPlace } from '#db/embedded/place.ts';
import { PROJECT_ROOT } from '#server/project-root.ts';

/** A node of the demo, in a process of its own as an operator runs it. */
export interface DemoNode {
  /** Of its pages, `http://at.localhost:3000`. */
  url: string;
  port: number;
  /** Its data and its log. */
  folder: string;
  env: Record<string, string>;
  /** The link with which its first operator makes an account. */
  firstOperatorUrl: string;
  /** Ends it in order; what a copied server would hold is below `folder` afterwards. */
  stop(): Promise<void>;
}

/**
 * @param asked.port 0 for any that is free
 * @throws Error with what the node said when it does not start
 */
export async function startDemoNode(asked: {
  host: string;
  port: number;
  folder: string;
  trustData: string;
}): Promise<DemoNode> {
  const port = asked.port === 0 ? await freePort() : asked.port;
  const url = `http://${asked.host}:${port}`;
  const dataDir = path.join(asked.folder, 'data');
  await mkdir(dataDir, { recursive: true });
  const env = {
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    TRUST_DATA: asked.trustData,
    LOG_LEVEL: 'info',
  };
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server', 'run.mjs'), 'start'], {
    cwd: PROJECT_ROOT,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env } as unknown as NodeJS.ProcessEnv,
    // Ctrl-C reaches the whole group; the node is stopped after the demo has said goodbye.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(path.join(asked.folder, 'log.txt'));
  const ended = once(child, 'close');
  let said = '';
  const firstOperatorUrl = await new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer) => {
      log.write(data);
      said += data;
      const link = /first account within a day: (\S+)/.exec(said)?.[1];
      if (link !== undefined) resolve(link);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    ended.then(() => reject(new Error(`The node did not start: ${said.trim()}`)));
  });
  return {
    url,
    port,
    folder: asked.folder,
    env,
    firstOperatorUrl,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
      await new Promise((resolve) => log.end(resolve));
      await bringCluster(dataDir, asked.folder);
    },
  };
}

/** Where the embedded database had to lie elsewhere, because it is not run as root, it comes to the rest of the node. */
async function bringCluster(dataDir: string, folder: string): Promise<void> {
  const place = await clusterPlace(dataDir);
  if (place.folder.startsWith(folder)) return;
  await cp(place.folder, path.join(folder, 'cluster'), { recursive: true });
  await rm(place.folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
