import { readFile } from 'node:fs/promises';
import autocannon from 'autocannon';

/** What a process of this module is told: the file of its orders. */
export interface Order {
  url: string;
  connections: number;
  seconds: number;
  bodies: string[];
}

export interface Slice {
  requests: number;
  failures: number;
  /** Milliseconds, in ascending order. */
  latencies: number[];
}

/** Asks as fast as answers come, for some seconds; in a process of its own, so that it does not slow what it measures. */
async function run({ url, connections, seconds, bodies }: Order): Promise<Slice> {
  const latencies: number[] = [];
  let failures = 0;
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        requests: bodies.map((body) => ({
          method: 'POST' as const,
          headers: { 'content-type': 'application/json' },
          body,
        })),
      },
      (error) => (error == null ? resolve() : reject(error)),
    );
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      if (status !== 200) failures += 1;
    });
  });
  return { requests: latencies.length, failures, latencies: latencies.sort((one, other) => one - other) };
}

const order = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Order;
process.stdout.write(JSON.stringify(await run(order)), () => process.exit(0));
