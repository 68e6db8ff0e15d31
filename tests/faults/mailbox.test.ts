import { randomInt } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64url } from '#crypto/bytes.ts';
import { verifyReceipt } from '#crypto/receipt.ts';
import {
  type Address,
  acknowledge,
  addressOf,
  envelopeTo,
  mailbox,
  type Page,
  post,
  sha256Of,
  type TestEnvelope,
} from '#tests/members/envelopes.ts';
import { postmasterOf, removeDataFolder } from '#tests/support/data-folder.ts';
import { type EventStream, eventStream } from '#tests/support/event-stream.ts';
import { type PortalProcess, startPortalProcess } from '#tests/support/portal-process.ts';
import { type Office, signedInOn } from '#tests/support/signed-in.ts';

let dataDir: string;
let portal: PortalProcess;
let people: Awaited<ReturnType<typeof signedInOn>>;

/** The same port each time: its sessions belong to it. */
async function start(): Promise<void> {
  const port = portal === undefined ? '0' : new URL(portal.url).port;
  portal = await startPortalProcess({ DATA_DIR: dataDir, PORT: port });
}

async function killAndStart(): Promise<void> {
  portal.process.kill('SIGKILL');
  await portal.stop();
  await start();
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'nrm-mailbox-'));
  await start();
  people = await signedInOn(portal);
}, 180_000);
afterAll(async () => {
  await portal?.stop();
  await removeDataFolder(dataDir);
});

/** Two who may write to each other freely. */
async function acquaint(from: Office, at: Office): Promise<TestEnvelope> {
  const first = envelopeTo(await addressOf(at));
  await post(from, [first]);
  expect(await acknowledge(at, [first])).toEqual({ opened: [] });
  return first;
}

const listen = async (browser: Office) =>
  eventStream(await browser.subscribe('subscription { mailboxChanged { lastNumber } }'));

async function cursorFrom(stream: EventStream, milliseconds?: number): Promise<string> {
  const answer = await stream.next(milliseconds);
  expect(answer).toEqual({ data: { mailboxChanged: { lastNumber: expect.any(String) } } });
  return answer.data.mailboxChanged.lastNumber;
}

const numberIn = (cursor: string) => Number(Buffer.from(cursor, 'base64url').toString().split(' ')[1]);

describe('a thousand envelopes, while the portal is killed at any moment', () => {
  const EACH = 500;
  const KILLS = 5;

  /** How often an answer was lost, for whatever reason. */
  let lost = 0;
  async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch {
        lost += 1;
        await sleep(100);
      }
    }
  }

  /** Posts again what got no answer, and waits while the mailbox is full. */
  async function postInTheEnd(from: Office, batch: TestEnvelope[]): Promise<{ id: string; receipt: string }[]> {
    for (;;) {
      const { code, envelopes } = await untilAnswered(() => post(from, batch));
      if (code === undefined) return envelopes;
      expect(code).toBe('MAILBOX_FULL');
      await sleep(50);
    }
  }

  /** In batches of several sizes, several on their way at once. @param receipts filled by id */
  async function send(from: Office, to: Address, receipts: Map<string, string>): Promise<TestEnvelope[]> {
    const envelopes = Array.from({ length: EACH }, () => envelopeTo(to));
    const waiting = [...envelopes];
    const lane = async () => {
      while (waiting.length > 0) {
        const batch = waiting.splice(0, randomInt(1, 25));
        for (const { id, receipt } of await postInTheEnd(from, batch)) receipts.set(id, receipt);
      }
    };
    await Promise.all([lane(), lane(), lane()]);
    return envelopes;
  }

  /** Reads what is told and acknowledges it, as a page does that stays open. @returns edges in the order in which they came */
  async function follow(at: Office, isDone: (edges: Page['edges']) => boolean): Promise<Page['edges']> {
    const edges: Page['edges'] = [];
    const readOn = async () => {
      const after = edges.at(-1)?.cursor ?? null;
      const page = await mailbox(at, { after }, 'id sender sealed sha256 receipt');
      await acknowledge(
        at,
        page.edges.map(({ node }) => node),
      );
      edges.push(...page.edges);
      return page.pageInfo.hasNextPage;
    };
    while (!isDone(edges)) {
      await untilAnswered(async () => {
        const stream = await listen(at);
        try {
          while (!isDone(edges)) {
            await cursorFrom(stream);
            while (await readOn());
          }
        } finally {
          await stream.leave().catch(() => undefined);
        }
      });
    }
    return edges;
  }

  /** @param posted how many were receipted so far */
  async function killNowAndThen(posted: () => number): Promise<void> {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const part = Math.floor((2 * EACH) / (KILLS + 1));
      const enough = randomInt((kill - 1) * part, kill * part);
      while (posted() < enough) await sleep(randomInt(1, 20));
      const postmaster = await postmasterOf(dataDir);
      // Once together with its database, as in a power cut.
      if (kill === 3 && postmaster !== null) process.kill(postmaster, 'SIGKILL');
      await killAndStart();
    }
  }

  it('each is there once and in strict order, none is lost, and each receipt is the same for ever', async () => {
    const at = await people.office('receiver');
    const senders = [await people.office('sender'), await people.office('other.sender')];
    const first = [];
    for (const sender of senders) first.push(await acquaint(sender, at));
    const to = await addressOf(at);

    const receipts = new Map<string, string>();
    const following = follow(at, (edges) => edges.length >= 2 + 2 * EACH);
    const [sent] = await Promise.all([
      Promise.all(senders.map((sender) => send(sender, to, receipts))),
      killNowAndThen(() => receipts.size),
    ]);
    const followed = await following;
    expect(lost).toBeGreaterThan(KILLS);

    const all = sent.flat();
    const idsOf = (edges: Page['edges']) => edges.map(({ node }) => node.id);
    expect(idsOf(followed).sort()).toEqual([...first, ...all].map(({ id }) => id).sort());
    expect(followed.map(({ cursor }) => numberIn(cursor))).toEqual(followed.map((_edge, place) => place + 1));

    const nodeKey = fromBase64url((await at.ask('{ nodeKey }')).data.nodeKey);
    const nodeOf = new Map(followed.map(({ node }) => [node.id, node]));
    for (const [place, envelopes] of sent.entries()) {
      for (const { id, sealed } of envelopes) {
        const { sealed: got, receipt } = nodeOf.get(id);
        expect(got === sealed).toBe(true);
        expect(receipt).toBe(receipts.get(id));
        expect(await verifyReceipt(receipt, nodeKey)).toMatchObject({
          envelope: id,
          sha256: sha256Of(sealed),
          sender: senders[place]?.organisationId,
          receiver: at.organisationId,
        });
      }
      // Whoever has lost every answer posts everything again.
      for (let start = 0; start < envelopes.length; start += 100) {
        const again = await post(senders[place] as Office, envelopes.slice(start, start + 100));
        for (const { id, receipt } of again.envelopes) expect(receipt).toBe(receipts.get(id));
      }
    }
    const stream = await listen(at);
    expect(numberIn(await cursorFrom(stream))).toBe(followed.length);
    await stream.leave();
  }, 300_000);
});

describe('whoever listens', () => {
  let office: Office;
  let self: Address;
  beforeAll(async () => {
    office = await people.office('listener');
    self = await addressOf(office);
  });

  it('is told of a change at once', async () => {
    const stream = await listen(office);
    await cursorFrom(stream);
    for (let round = 0; round < 3; round += 1) {
      await post(office, [envelopeTo(self)]);
      await cursorFrom(stream, 2000);
    }
    await stream.leave();
  });

  it('misses nothing when the portal is killed and another one starts', async () => {
    const stream = await listen(office);
    let after = await cursorFrom(stream);
    for (let round = 0; round < 2; round += 1) {
      const before = envelopeTo(self);
      await post(office, [before]);
      await killAndStart();
      const meanwhile = envelopeTo(self);
      await post(office, [meanwhile]);
      const again = await listen(office);
      const end = await cursorFrom(again);
      const { edges } = await mailbox(office, { after }, 'id');
      expect(edges.map(({ node }) => node.id)).toEqual([before.id, meanwhile.id]);
      const later = envelopeTo(self);
      await post(office, [later]);
      after = await cursorFrom(again, 2000);
      expect((await mailbox(office, { after: end }, 'id')).edges).toEqual([{ cursor: after, node: { id: later.id } }]);
      await again.leave();
    }
    // What was told before the end is read, then the stream is seen to be broken.
    await expect(
      (async () => {
        for (;;) await stream.next();
      })(),
    ).rejects.toThrow();
  });

  it('does not keep a portal from ending', async () => {
    const stream = await listen(office);
    await cursorFrom(stream);
    const begun = Date.now();
    await portal.stop();
    expect(Date.now() - begun).toBeLessThan(8000);
    expect(portal.process.exitCode).toBe(0);
    await start();
    const again = await listen(office);
    await cursorFrom(again);
    await again.leave();
  });

  it('hears no more within five seconds of signing out', async () => {
    const stream = await listen(office);
    await cursorFrom(stream);
    await office.change('mutation { signOut { ... on SignedOut { done } } }', {});
    expect(await stream.next(5000)).toBeNull();
  });
});
