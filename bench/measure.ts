import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { besides, type MeasuredServer } from './child.ts';
import { cpuTime } from './cpu-time.ts';
import type { Order, Slice } from './load.ts';

/** What one server did in one slice of time. Times are in milliseconds. */
export interface Measurement {
  perSecond: number;
  failures: number;
  p50: number;
  p95: number;
  p99: number;
  /** Processor time for each request; null where the system does not say. */
  nodeCpu: number | null;
  postgresCpu: number | null;
}

export async function measure(
  server: MeasuredServer,
  postmaster: number,
  order: Order,
  scratch: string,
): Promise<Measurement> {
  const before = await Promise.all([cpuTime(server.pid), cpuTime(postmaster)]);
  const { requests, failures, latencies } = await load(order, scratch);
  const after = await Promise.all([cpuTime(server.pid), cpuTime(postmaster)]);
  const perRequest = (index: 0 | 1) => {
    const [start, end] = [before[index], after[index]];
    return start == null || end == null ? null : (end - start) / Math.max(requests, 1);
  };
  const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? 0;
  return {
    perSecond: requests / order.seconds,
    failures,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    nodeCpu: perRequest(0),
    postgresCpu: perRequest(1),
  };
}

async function load(order: Order, scratch: string): Promise<Slice> {
  const file = path.join(scratch, 'order.json');
  await writeFile(file, JSON.stringify(order));
  const child = spawn(process.execPath, [besides('load.js'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (part) => {
    output += part;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The load ended with ${code}.`);
  return JSON.parse(output) as Slice;
}
