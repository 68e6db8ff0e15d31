import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { DatabaseAddress } from '#db/client.ts';

/** A server under measurement: a process of its own, so that its time can be told from everybody else's. */
export interface MeasuredServer {
  name: string;
  url: string;
  pid: number;
  stop(): Promise<void>;
}

export async function startServer(name: string, file: string, database: DatabaseAddress): Promise<MeasuredServer> {
  const child = spawn(process.execPath, [besides(file)], {
    env: { ...process.env, NODE_ENV: 'production', BENCH_DATABASE: JSON.stringify(database) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await firstLine(child);
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** In the measured process: where the directory at size is. */
export function databaseOfTheBench(): DatabaseAddress {
  return JSON.parse(process.env.BENCH_DATABASE ?? 'null') as DatabaseAddress;
}

/** In the measured process: tells the bench on which port it answers. */
export function announce(server: Server): void {
  process.once('SIGTERM', () => process.exit(0));
  server.on('listening', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
}

export function besides(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [data] = await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`A measured process ended with ${code}.`))),
  ]);
  return String(data).trim();
}
