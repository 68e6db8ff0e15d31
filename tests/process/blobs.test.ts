import { execFileSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PortalClient } from '#demo/portal-client.ts';
import { holds } from '#demo/secret-search.ts';
import { loadedDataFolder, removeDataFolder } from '#tests/support/data-folder.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';
import { signedInOn } from '#tests/support/signed-in.ts';

let dataDir: string;
let portal: PortalProcess;
let caseworker: PortalClient;
const outputs: string[] = [];

/** The same port each time: its sessions belong to it. */
async function start(): Promise<void> {
  const port = portal === undefined ? '0' : new URL(portal.url).port;
  portal = await startPortalProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'trace', PORT: port });
}

async function stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  portal.process.kill(signal);
  await portal.stop();
  outputs.push(portal.output());
}

beforeAll(async () => {
  dataDir = await loadedDataFolder('nrm-blobs-');
  await start();
  caseworker = await (await signedInOn(portal)).office('first');
}, 180_000);
afterAll(async () => {
  await portal?.stop();
  await removeDataFolder(dataDir);
});

function headersFor(bytes: Uint8Array): Record<string, string> {
  return {
    Origin: portal.url,
    Cookie: caseworker.cookie,
    'Content-Type': 'application/octet-stream',
    'Content-Length': String(bytes.length),
    'Content-Digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
  };
}

async function put(id: string, bytes: Uint8Array): Promise<{ status: number; answer: any }> {
  const sent = begin(id, bytes);
  const answered = once(sent, 'response');
  sent.end(bytes);
  const [response] = (await answered) as [IncomingMessage];
  return { status: response.statusCode ?? 0, answer: JSON.parse((await response.toArray()).join('')) };
}

async function got(id: string): Promise<Buffer> {
  const response = await fetch(`${portal.url}/blobs/${id}`, { headers: { Cookie: caseworker.cookie } });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

/** A PUT that may be cut off, on a connection of its own. */
function begin(id: string, bytes: Uint8Array): ClientRequest {
  const sent = request(`${portal.url}/blobs/${id}`, { method: 'PUT', headers: headersFor(bytes), agent: false });
  return sent.on('error', () => undefined);
}

async function files(): Promise<string[]> {
  const all = await readdir(path.join(dataDir, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
}

const someBytes = (length: number) => Uint8Array.from(randomBytes(length));
const id = randomUUID();
const bytes = someBytes(3_000_000);

it('a connection that is lost after storing and before the answer: sent again, it is there', async () => {
  const sent = begin(id, bytes);
  sent.end(bytes);
  await expect.poll(async () => (await files()).some((file) => file.endsWith(id)), { interval: 5 }).toBe(true);
  sent.destroy();
  expect(await put(id, bytes)).toEqual({ status: 200, answer: { id } });
  expect((await got(id)).equals(bytes)).toBe(true);
});

it('kill -9 in the middle: the next process takes the whole, and away what was left', async () => {
  const [cut, content] = [randomUUID(), someBytes(2_000_000)];
  begin(cut, content).write(content.subarray(0, 1_000_000));
  await expect.poll(async () => (await files()).length).toBe(2);
  await stop('SIGKILL');
  const [left = ''] = (await files()).filter((file) => file.endsWith('.part'));
  const before = new Date(Date.now() - 3 * 3_600_000);
  await utimes(left, before, before);
  await start();
  await expect.poll(async () => (await files()).length).toBe(1);
  expect((await got(id)).equals(bytes)).toBe(true);
  expect(await put(cut, content)).toMatchObject({ status: 200 });
  expect((await got(cut)).equals(content)).toBe(true);
});

// The kernel refuses to write on, as on a full disk. The database is another process and goes on.
it.skipIf(!existsSync('/usr/bin/prlimit'))(
  'a full disk: said in words, nothing half-stored, and later it goes',
  async () => {
    const limit = (most: string) => execFileSync('prlimit', ['--pid', String(portal.process.pid), `--fsize=${most}`]);
    const [large, content] = [randomUUID(), someBytes(2_000_000)];
    const before = await files();
    limit('1000000:unlimited');
    expect(await put(large, content)).toEqual({
      status: 507,
      answer: { code: 'DISK_FULL', sentence: expect.stringContaining('The disk of this node is full') },
    });
    expect(await files()).toEqual(before);
    limit('unlimited:unlimited');
    expect(await put(large, content)).toMatchObject({ status: 200 });
  },
);

it('nothing of an attachment is in the log', async () => {
  await stop('SIGTERM');
  const ids = (await files()).map((file) => path.basename(file));
  expect(ids.length).toBeGreaterThan(1);
  for (const output of outputs) for (const secret of [...ids, 'blobs/']) expect(holds(secret, output)).toBe(false);
  for (const file of await files()) expect((await readFile(file)).length).toBeGreaterThan(1_000_000);
});
