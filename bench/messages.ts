import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchBrowser } from '#demo/browser.mjs';
import { besides } from './child.ts';
import { type EnvelopeTimes, measureEnvelope } from './envelope.ts';
import type { MEASURED } from './in-worker.ts';

/** What messages cost people: sealing and opening one, in Node and in Chromium, and opening a mailbox of years in Chromium. */

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 200);
const RECORDS = Number(process.env.BENCH_MESSAGES ?? 10_000);

const say = (text: string) => process.stdout.write(`${text}\n`);
sayEnvelope('Node', await measureEnvelope(ROUNDS));
await inBrowser(async (measured) => {
  sayEnvelope('Chromium', await measured('envelope', ROUNDS));
  const { records, conversations, bytes, first, best, search, show, anew } = await measured('mailbox', RECORDS);
  say(
    `${records} messages in ${conversations} conversations, ${(bytes / 2 ** 20).toFixed(0)} MiB sealed on a known device: ` +
      `opened and listed in ${first.toFixed(0)} ms the first time, ${best.toFixed(0)} ms at best; ` +
      `searched in ${search.toFixed(0)} ms, one conversation in ${show.toFixed(0)} ms`,
  );
  say(`On a new device ${anew.toFixed(1)} ms for each envelope: ${((anew * records) / 1000).toFixed(0)} s for all`);
});

function sayEnvelope(where: string, { ours, bare }: EnvelopeTimes): void {
  say(
    `A message of 1 KB signed, sealed, opened and verified in ${where}: ${ours.toFixed(2)} ms; ` +
      `bare age and one signature ${bare.toFixed(2)} ms; ratio ${(ours / bare).toFixed(2)}`,
  );
}

type Measured = <What extends keyof typeof MEASURED>(
  what: What,
  many: number,
) => Promise<Awaited<ReturnType<(typeof MEASURED)[What]>>>;

async function inBrowser(run: (measured: Measured) => Promise<void>): Promise<void> {
  const server = createServer(async (request, response) => {
    const isScript = request.url === '/in-worker.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? await readFile(besides('in-worker.js')) : '<!doctype html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await run((what, many) =>
      page.evaluate(
        (asked) =>
          new Promise((resolve, reject) => {
            const worker = new Worker('/in-worker.js', { type: 'module' });
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
            worker.addEventListener('messageerror', () => reject(new Error('Unreadable.')));
            worker.postMessage(asked);
          }),
        { what, many },
      ),
    );
  } finally {
    await browser.close();
    server.close();
  }
}
