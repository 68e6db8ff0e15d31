import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PROJECT_ROOT } from '#server/project-root.ts';

/** `npm start`, or `npm run dev`, in a process of its own, as it is run by hand. */
export interface PortalProcess {
  url: string;
  process: ChildProcess;
  /** What it has written so far. */
  output(): string;
  /** Ends it in order and waits until it has gone. */
  stop(): Promise<void>;
}

export interface Ended {
  code: number | null;
  output: string;
}

/** @throws Error with the output when it ends before it is ready */
export async function startPortalProcess(
  env: Record<string, string>,
  command: 'start' | 'dev' = 'start',
): Promise<PortalProcess> {
  const started = await launch(env, command);
  if ('code' in started) throw new Error(`The portal ended with ${started.code}: ${started.output}`);
  return started;
}

/** Starts a portal that is expected to give up. */
export async function startInVain(env: Record<string, string>): Promise<Ended> {
  const started = await launch(env, 'start');
  if ('code' in started) return started;
  await started.stop();
  throw new Error('The portal started although it should not have.');
}

async function launch(env: Record<string, string>, command: string): Promise<PortalProcess | Ended> {
  const child = spawn(process.execPath, [path.join(PROJECT_ROOT, 'server', 'run.mjs'), command], {
    cwd: PROJECT_ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (data) => {
    output += data;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null }));
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (data) => {
      output += data;
      const url = /^ready (\S+)$/m.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const first = await Promise.race([ended, ready]);
  if (typeof first !== 'string') return { code: first.code, output };
  return {
    url: first,
    process: child,
    output: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
