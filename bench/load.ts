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
  const headers = { 'content-type': 'application/json' };
  const requests = bodies.map((body) => ({ method: 'POST' as const, headers, body }));
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      // GraphQL says in the body what it refused.
      { url, connections, duration: seconds, requests, verifyBody: (body) => !String(body).includes('"errors"') },
      (error, done) => (error == null ? resolve(done) : reject(error)),
    );
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
    });
  });
  return {
    requests: latencies.length,
    failures: result.non2xx + result.errors + result.timeouts + (result.mismatches ?? 0),
    latencies: latencies.sort((one, other) => one - other),
  };
}

const order = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Order;
process.stdout.write(JSON.stringify(await run(order)), () => process.exit(0));
