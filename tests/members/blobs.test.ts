import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { MOST_SEALED_BYTES } from '#crypto/attachment-sizes.ts';
import { connect, type Database } from '#db/client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { BlobFiles } from '#domain/blobs/blob-files.ts';
import { sweepBlobs } from '#domain/blobs/sweep-blobs.ts';
import { sessionCookie } from '#graphql/session-cookie.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { createBlobDoor } from '#server/http/blob-door.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf, type Player } from './cast.ts';
import { nodeWith, ORIGIN } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const { operator: theOperator, applied, organisation, colleague } = castOf(node, sql);

const HOUR = 3_600_000;
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'nrm-blobs-'));
const files = new BlobFiles(dataDir);
const underWay = new Map<string, number>();
const app = express();
const log = pino({ level: 'silent' });
app.use(
  '/blobs',
  createBlobDoor({ store: { sql, files, underWay }, cookie: sessionCookie(ORIGIN), origin: ORIGIN, log }),
);
const surprises: unknown[] = [];
app.use(((error, _request, response, _next) => {
  surprises.push(error);
  response.status(500).end();
}) satisfies express.ErrorRequestHandler);
const server = createServer(app);

type Organised = Player & { organisationId: string };
let owner: Database;
let sender: Organised;
let receiver: Organised;
let stranger: Organised;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  owner = connect(address, { max: 1 });
  [sender, receiver, stranger] = [await organisation(), await organisation(), await organisation()];
}, 60_000);
beforeEach(async () => {
  await owner`delete from blob`;
  await owner`delete from envelope`;
  await rm(path.join(dataDir, 'blobs'), { recursive: true, force: true });
});
afterAll(async () => {
  server.close();
  await owner.end();
  await rm(dataDir, { recursive: true, force: true });
  expect(surprises).toEqual([]);
  expect(underWay.size).toBe(0);
});

const sha256 = (bytes: Uint8Array, as: 'hex' | 'base64' = 'hex') => createHash('sha256').update(bytes).digest(as);
const urlOf = (id: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/blobs/${id}`;
const headersOf = (browser: PortalClient, bytes: Uint8Array): Record<string, string> => ({
  Origin: ORIGIN,
  Cookie: browser.cookie,
  'Content-Type': 'application/octet-stream',
  'Content-Digest': `sha-256=:${sha256(bytes, 'base64')}:`,
});

interface Answer {
  status: number;
  code: string | undefined;
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, code: JSON.parse(await response.text()).code };
}

/** @returns 200 without a code when it was taken */
async function put(
  browser: PortalClient,
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const sent = { ...headersOf(browser, bytes), ...headers };
  return answerOf(await fetch(urlOf(id), { method: 'PUT', headers: sent, body: bytes }));
}

const get = (browser: PortalClient, id: string, headers: Record<string, string> = {}) =>
  fetch(urlOf(id), { headers: { Cookie: browser.cookie, ...headers } });

async function fetched(browser: PortalClient, id: string): Promise<Uint8Array | number> {
  const response = await get(browser, id);
  return response.status === 200 ? new Uint8Array(await response.arrayBuffer()) : response.status;
}

const someBytes = (length = 1000) => Uint8Array.from(randomBytes(length));

async function stored(by: PortalClient = sender, bytes = someBytes()): Promise<{ id: string; bytes: Uint8Array }> {
  const id = randomUUID();
  expect(await put(by, id, bytes)).toEqual({ status: 200 });
  return { id, bytes };
}

/** An envelope as posting writes it down. @returns its id, or the code of the refusal */
async function post(from: Organised, to: Organised, blobs: string[]): Promise<string> {
  const id = randomUUID();
  return (await owner.begin(async (transaction) => {
    await transaction`
      insert into envelope (id, organisation_id, number, sender_id, received_hour, size_class, period_id, sealed, sha256,
        blobs, counts, expires_on)
      values (${id}, ${to.organisationId}, (select count(*) + 1 from envelope), ${from.organisationId},
        date_trunc('hour', now(), 'UTC'), 16, ${randomUUID()}, '\\x00', ${'0'.repeat(64)}, ${blobs}::uuid[], true,
        current_date + 400)`;
    const [answer] = await transaction<{ code: string | null }[]>`
      select gate.attach_blobs(${id}, ${from.organisationId}, ${blobs}::uuid[]) as code`;
    if (answer?.code == null) return id;
    await transaction`delete from envelope where id = ${id}`;
    return answer.code;
  })) as string;
}

/** Every file below the folder, without it. */
async function filesThere(): Promise<string[]> {
  const all = await readdir(path.join(dataDir, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((entry) => entry.isFile()).map(({ name }) => name);
}

const rows = () => owner<{ id: string }[]>`select id from blob`;

/** The node afterwards has nothing of what was refused. */
async function expectNothing(): Promise<void> {
  await expect.poll(filesThere).toEqual([]);
  expect(await rows()).toEqual([]);
}

describe('an attachment', () => {
  it('is stored and handed out as it is', async () => {
    const { id, bytes } = await stored();
    const response = await get(sender, id);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'content-length': '1000',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect([...response.headers.keys()]).not.toContain('last-modified');
    expect((await fetch(urlOf(id), { method: 'HEAD', headers: { Cookie: sender.cookie } })).status).toBe(200);
  });

  it('lies on the disk for this account alone, and tells the hour only, also after it was read', async () => {
    const { id, bytes } = await stored();
    await fetched(sender, id);
    const folder = path.join(dataDir, 'blobs', id.slice(0, 2));
    const [file, around] = [await stat(path.join(folder, id)), await stat(folder)];
    expect([file.mode & 0o777, around.mode & 0o777]).toEqual([0o600, 0o700]);
    expect([file.mtimeMs % HOUR, file.atimeMs % HOUR, around.mtimeMs % HOUR]).toEqual([0, 0, 0]);
    expect(await readFile(path.join(folder, id))).toEqual(Buffer.from(bytes));
    const [row] = await owner<{ uploadedHour: Date }[]>`select uploaded_hour from blob`;
    expect((row?.uploadedHour.getTime() ?? 1) % HOUR).toBe(0);
  });

  it('sent again is there already, whatever became of the answer', async () => {
    const { id, bytes } = await stored();
    expect(await put(sender, id, Uint8Array.from(bytes))).toEqual({ status: 200 });
    await post(sender, receiver, [id]);
    expect(await put(sender, id, Uint8Array.from(bytes))).toEqual({ status: 200 });
    expect(await filesThere()).toEqual([id]);
  });

  it('sent twice at once is stored once', async () => {
    const [id, bytes] = [randomUUID(), someBytes(200_000)];
    const answers = await Promise.all(Array.from({ length: 4 }, () => put(sender, id, bytes)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await filesThere()).toEqual([id]);
  });

  it('of two contents that come at once under one id is one of them, whole', async () => {
    const id = randomUUID();
    const contents = [someBytes(100_000), someBytes(100_000)];
    const answers = await Promise.all(contents.map((bytes) => put(sender, id, bytes)));
    expect(answers.map(({ code }) => code).sort()).toEqual(['ID_TAKEN', undefined]);
    const kept = contents[answers.findIndex(({ status }) => status === 200)];
    expect(await fetched(sender, id)).toEqual(kept);
  });

  it('leaves its id to nobody else, and to no other content', async () => {
    const { id, bytes } = await stored();
    expect(await put(sender, id, someBytes())).toEqual({ status: 409, code: 'ID_TAKEN' });
    expect(await put(stranger, id, Uint8Array.from(bytes))).toEqual({ status: 409, code: 'ID_TAKEN' });
    expect(await fetched(sender, id)).toEqual(bytes);
    expect(await filesThere()).toEqual([id]);
  });
});

describe('is fetched', () => {
  it('before it is sent by whoever is a caseworker of the same organisation', async () => {
    const { id, bytes } = await stored();
    expect(await fetched(await colleague(sender, ['caseworker']), id)).toEqual(bytes);
    expect(await fetched(await colleague(sender, ['supervisor']), id)).toBe(404);
    expect(await fetched(receiver, id)).toBe(404);
  });

  it('afterwards by sender and receiver, until no envelope names it', async () => {
    const { id, bytes } = await stored();
    const envelope = await post(sender, receiver, [id]);
    const copy = await post(sender, sender, [id]);
    for (const browser of [sender, receiver]) expect(await fetched(browser, id)).toEqual(bytes);
    expect(await fetched(stranger, id)).toBe(404);
    await owner`update envelope set blobs = '{}' where id = ${envelope}`;
    expect(await fetched(receiver, id)).toBe(404);
    expect(await fetched(sender, id)).toEqual(bytes);
    await owner`delete from envelope where id = ${copy}`;
    expect(await fetched(sender, id)).toBe(404);
  });

  it('by nobody else, who learns not even whether it is there', async () => {
    const { id } = await stored();
    await post(sender, receiver, [id]);
    const suspended = await organisation();
    await owner`update organisation set standing = 'suspended' where id = ${suspended.organisationId}`;
    const told = async (browser: PortalClient, asked: string, headers = {}) => {
      const response = await get(browser, asked, headers);
      const { date: _date, ...sent } = Object.fromEntries(response.headers);
      return { status: response.status, sent, text: await response.text() };
    };
    for (const browser of [stranger, suspended, await theOperator(), await applied(), node.browser()]) {
      const seen = await told(browser, id);
      expect(seen).toEqual(await told(browser, randomUUID()));
      expect(seen.status).toBe(browser.cookie === '' ? 401 : 404);
    }
    // As another website makes somebody's browser ask.
    expect((await told(receiver, id, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(401);
    expect((await told(receiver, id, { 'Sec-Fetch-Site': 'same-site' })).status).toBe(401);
    expect((await told(receiver, id, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });

  it.each(['..%2f..%2fsign-in-secret', '..%5c..', 'x', '%00', "'", 'A'.repeat(100)])(
    'by no id that is none: %s',
    async (id) => {
      expect((await get(sender, id)).status).toBe(404);
      expect(await put(sender, id, someBytes())).toEqual({ status: 400, code: 'BAD_ID' });
      await expectNothing();
    },
  );
});

describe('nothing is stored', () => {
  it('for whoever is no caseworker of an accepted organisation', async () => {
    const suspended = await organisation();
    await owner`update organisation set standing = 'suspended' where id = ${suspended.organisationId}`;
    for (const [browser, code] of [
      [node.browser(), 'NOT_SIGNED_IN'],
      [await theOperator(), 'NOT_ALLOWED'],
      [await applied(), 'NOT_ALLOWED'],
      [suspended, 'NOT_ALLOWED'],
      [await colleague(sender, ['supervisor']), 'NOT_ALLOWED'],
    ] as const) {
      expect(await put(browser, randomUUID(), someBytes())).toMatchObject({ code });
    }
    await expectNothing();
  });

  it('that does not come from the node’s own pages', async () => {
    for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`]) {
      expect(await put(sender, randomUUID(), someBytes(), { Origin: origin })).toEqual({
        status: 401,
        code: 'NOT_SIGNED_IN',
      });
    }
    await expectNothing();
  });

  it.each([
    ['another digest', { 'Content-Digest': `sha-256=:${sha256(someBytes(), 'base64')}:` }, 'WRONG_DIGEST'],
    ['no digest', { 'Content-Digest': '' }, 'BAD_BLOB'],
    ['a digest of another kind', { 'Content-Digest': 'sha-512=:AAAA:' }, 'BAD_BLOB'],
    ['two digests', { 'Content-Digest': `sha-256=:${'A'.repeat(43)}=:, sha-512=:AAAA:` }, 'BAD_BLOB'],
    ['another type', { 'Content-Type': 'text/html' }, 'BAD_BLOB'],
    ['compression', { 'Content-Encoding': 'gzip' }, 'BAD_BLOB'],
    ['an id in capital letters', {}, 'BAD_ID'],
  ])('with %s', async (what, headers: Record<string, string>, code) => {
    const id = what.includes('capital') ? randomUUID().toUpperCase() : randomUUID();
    expect(await put(sender, id, someBytes(), headers)).toEqual({ status: 400, code });
    await expectNothing();
  });

  it('that is longer than an attachment can be, and it is not read', async () => {
    const answer = await raw({ 'Content-Length': String(MOST_SEALED_BYTES + 1) }, someBytes(10));
    expect(answer).toBe(413);
    await expectNothing();
  });

  it('without its length, or when it is empty', async () => {
    expect(await raw({ 'Transfer-Encoding': 'chunked' }, someBytes(10))).toBe(400);
    expect(await put(sender, randomUUID(), new Uint8Array())).toEqual({ status: 400, code: 'BAD_BLOB' });
    await expectNothing();
  });

  it('when the connection is cut on the way; sent again it is', async () => {
    const [id, bytes] = [randomUUID(), someBytes(300_000)];
    const sent = httpRequest(urlOf(id), {
      method: 'PUT',
      headers: { ...headersOf(sender, bytes), 'Content-Length': bytes.length },
    });
    sent.on('error', () => undefined);
    sent.write(bytes.subarray(0, 200_000));
    await expect.poll(filesThere).toHaveLength(1);
    expect([...underWay.values()]).toEqual([bytes.length]);
    sent.destroy();
    await expectNothing();
    await expect.poll(() => underWay.size).toBe(0);
    expect(await put(sender, id, bytes)).toEqual({ status: 200 });
  });

  it('of a session that ends on the way', async () => {
    const browser = await colleague(sender, ['caseworker']);
    const bytes = someBytes(1000);
    const finish = await begun(browser, bytes);
    await owner`delete from session where account_id = (select id from account where sign_in_name = ${browser.signInName})`;
    expect(await finish()).toBe(401);
    await expectNothing();
  });

  it('beyond 1 GB that was never sent, with what is on its way', async () => {
    await owner`
      insert into blob (id, organisation_id, length, sha256, uploaded_hour)
      values (${randomUUID()}, ${sender.organisationId}, 999997000, ${'0'.repeat(64)}, date_trunc('hour', now(), 'UTC'))`;
    const finish = await begun(sender, someBytes(2500));
    expect(await put(sender, randomUUID(), someBytes(600))).toEqual({ status: 507, code: 'TOO_MUCH_UNPOSTED' });
    expect(await put(receiver, randomUUID(), someBytes(600))).toEqual({ status: 200 });
    expect(await put(sender, randomUUID(), someBytes(400))).toEqual({ status: 200 });
    expect(await finish()).toBe(200);
    expect(await put(sender, randomUUID(), someBytes(200))).toMatchObject({ code: 'TOO_MUCH_UNPOSTED' });
    await owner`update blob set uploaded_hour = null`;
    expect(await put(sender, randomUUID(), someBytes(200))).toEqual({ status: 200 });
  });

  /** Sends half of it. @returns what sends the rest and waits for the status */
  async function begun(browser: PortalClient, bytes: Uint8Array): Promise<() => Promise<number>> {
    const before = (await filesThere()).length;
    const headers = { ...headersOf(browser, bytes), 'Content-Length': bytes.length };
    const sent = httpRequest(urlOf(randomUUID()), { method: 'PUT', headers });
    const status = new Promise<number>((resolve, reject) => {
      sent.on('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject);
    });
    sent.write(bytes.subarray(0, bytes.length / 2));
    await expect.poll(async () => (await filesThere()).length).toBe(before + 1);
    return () => {
      sent.end(bytes.subarray(bytes.length / 2));
      return status;
    };
  }

  function raw(headers: Record<string, string>, bytes: Uint8Array): Promise<number> {
    const sent = httpRequest(urlOf(randomUUID()), {
      method: 'PUT',
      headers: { ...headersOf(sender, bytes), ...headers },
    });
    onTestFinished(() => void sent.destroy());
    return new Promise((resolve, reject) => {
      sent.on('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject);
      sent.write(bytes);
      if (headers['Transfer-Encoding'] !== undefined) sent.end();
    });
  }
});

describe('an envelope', () => {
  it('names what its sender brought, and only once for another organisation', async () => {
    const [one, other, theirs] = [await stored(), await stored(), await stored(stranger)];
    for (const blobs of [[theirs.id], [randomUUID()], [one.id, theirs.id], [one.id, one.id]]) {
      expect(await post(sender, receiver, blobs)).toBe('UNKNOWN_BLOB');
    }
    expect(await post(sender, receiver, [one.id])).toMatch(/-/);
    expect(await post(sender, stranger, [one.id])).toBe('UNKNOWN_BLOB');
    expect(await post(sender, receiver, [other.id, one.id])).toBe('UNKNOWN_BLOB');
    expect(await post(sender, stranger, [other.id])).toMatch(/-/);
    expect(await post(sender, sender, [one.id, other.id])).toMatch(/-/);
    expect(await post(receiver, sender, [one.id])).toBe('UNKNOWN_BLOB');
  });

  it('weighs as much as its attachments', async () => {
    const { id } = await stored();
    await post(sender, receiver, [id]);
    const [waiting] =
      await owner`select * from gate.unacknowledged(${sender.organisationId}, ${receiver.organisationId})`;
    expect(waiting).toEqual({ envelopes: '1', bytes: '1001', areSmall: false });
  });
});

describe('what is not needed', () => {
  const hoursAgo = async (id: string, hours: number) => {
    const hour = new Date((Math.floor(Date.now() / HOUR) - hours) * HOUR);
    await owner`update blob set uploaded_hour = ${hour} where id = ${id} and uploaded_hour is not null`;
    await utimes(path.join(dataDir, 'blobs', id.slice(0, 2), id), hour, hour);
  };
  const sweep = () => sweepBlobs(owner, files, new Date());

  it('goes when it was not sent for two days, not before', async () => {
    const [old, younger, posted] = [await stored(), await stored(), await stored()];
    await post(sender, receiver, [posted.id]);
    await hoursAgo(old.id, 49);
    await hoursAgo(younger.id, 48);
    await hoursAgo(posted.id, 500);
    await sweep();
    const left = [younger.id, posted.id].sort();
    expect((await rows()).map(({ id }) => id).sort()).toEqual(left);
    expect((await filesThere()).sort()).toEqual(left);
    expect(await put(sender, old.id, someBytes())).toEqual({ status: 200 });
  });

  it('goes with the last envelope that names it', async () => {
    const [deleted, expired, kept] = [await stored(), await stored(), await stored()];
    const [first, second] = [await post(sender, receiver, [deleted.id]), await post(sender, receiver, [expired.id])];
    await post(sender, receiver, [kept.id]);
    await post(sender, sender, [kept.id]);
    await owner`update envelope set blobs = '{}', sealed = null where id = ${first}`;
    await owner`delete from envelope where id = ${second}`;
    await owner`delete from envelope where organisation_id = ${sender.organisationId}`;
    await sweep();
    expect((await rows()).map(({ id }) => id)).toEqual([kept.id]);
    expect(await filesThere()).toEqual([kept.id]);
  });

  it('goes when a process died between the disk and the database; what is under way stays', async () => {
    const { id } = await stored();
    const folder = path.join(dataDir, 'blobs', id.slice(0, 2));
    const [orphan, fresh] = [randomUUID(), randomUUID()].map((other) => `${id.slice(0, 2)}${other.slice(2)}`);
    const [cut, moving] = [`${randomUUID()}.${randomUUID()}.part`, `${randomUUID()}.${randomUUID()}.part`];
    const notes = 'notes.txt';
    for (const name of [orphan, fresh, cut, moving, notes]) await writeFile(path.join(folder, name ?? ''), 'x');
    const before = new Date(Date.now() - 3 * HOUR);
    for (const name of [id, orphan, cut, notes]) await utimes(path.join(folder, name ?? ''), before, before);
    await sweep();
    expect((await filesThere()).sort()).toEqual([id, fresh, moving, notes].sort());
  });

  it('is looked for although nothing was ever stored', async () => {
    await sweep();
    await expectNothing();
  });
});

describe('the portal’s account in the database', () => {
  it('shows each session its own, and no column more than it needs', async () => {
    const { id } = await stored();
    const inSession = (browser: PortalClient, ask: (own: Database) => Promise<unknown>) =>
      sql.begin(async (transaction) => {
        await transaction`select set_config('nrm.session', ${browser.cookie.split('=')[1] ?? ''}, true)`;
        return ask(transaction as unknown as Database);
      });
    const seen = (browser: PortalClient) => inSession(browser, (own) => own`select id from blob`);
    expect(await seen(sender)).toEqual([{ id }]);
    for (const browser of [receiver, stranger, await theOperator(), node.browser()]) {
      expect(await seen(browser)).toEqual([]);
    }
    await post(sender, receiver, [id]);
    expect(await seen(receiver)).toEqual([{ id }]);
    for (const forbidden of [
      (own: Database) => own`select organisation_id from blob`,
      (own: Database) => own`select uploaded_hour from blob`,
      (own: Database) => own`delete from blob`,
      (own: Database) => own`update blob set length = 1`,
      (own: Database) => own`select gate.attach_blobs(${randomUUID()}, ${sender.organisationId}, ${[id]}::uuid[])`,
      (own: Database) => own`select gate.sweep_blobs()`,
      (own: Database) => own`select gate.unknown_blobs(${[id]}::uuid[])`,
    ]) {
      await expect(inSession(sender, forbidden)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
