import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '#crypto/bytes.ts';
import { verifyDeletionReceipt } from '#crypto/deletion-receipt.ts';
import { newMemberKeys } from '#crypto/member-keys.ts';
import { verifyReceipt } from '#crypto/receipt.ts';
import { toFullHour } from '#crypto/timestamp.ts';
import { connect } from '#db/client.ts';
import { letGo } from '#demo/organisation-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf, type Player } from './cast.ts';
import {
  type Address,
  acknowledge,
  acknowledgementOf,
  addressOf,
  block,
  envelopeTo,
  idsIn,
  mailbox,
  type Page,
  post,
  postCode,
  remove,
  sealAgain,
  sealedText,
  sendAcknowledgement,
  sent,
  sha256Of,
} from './envelopes.ts';
import { NODE_KEY, nodeWith } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const { organisation, applied, operator, colleague } = castOf(node, sql);

type Office = Player & { organisationId: string };

let owner: ReturnType<typeof connect>;
let sender: Office;
let receiver: Office;
let to: Address;
let back: Address;
beforeAll(async () => {
  owner = connect(address, { max: 2 });
  sender = await organisation();
  receiver = await organisation();
  [to, back] = [await addressOf(receiver), await addressOf(sender)];
  return () => owner.end();
});

/** Two that have nothing to do with anybody yet. */
async function strangers(): Promise<{ from: Office; at: Office; to: Address; back: Address }> {
  const [from, at] = [await organisation(), await organisation()];
  return { from, at, to: await addressOf(at), back: await addressOf(from) };
}

/** Two who may write to each other freely. */
async function acquainted() {
  const two = await strangers();
  const first = envelopeTo(two.to);
  await post(two.from, [first]);
  expect(await acknowledge(two.at, [first])).toEqual({ opened: [] });
  return two;
}

const hourNow = () => toFullHour(new Date());

/** Everything of envelopes that the database holds. */
const everything = () => owner`select id, md5(e::text) from envelope e order by id`;

describe('an envelope', () => {
  it('is stored, read as it was sent, and receipted by the node', async () => {
    const two = await acquainted();
    const given = [envelopeTo(two.to, 256), envelopeTo(two.to), envelopeTo(two.to, 64)];
    const [before, { envelopes }, after] = [hourNow(), await post(two.from, given), hourNow()];
    expect(envelopes.map(({ id }: any) => id)).toEqual(given.map(({ id }) => id));
    const { edges } = await mailbox(two.at);
    const read = edges.slice(1).map((edge) => edge.node);
    for (const [place, { receivedHour, receipt, expiresOn, ...rest }] of read.entries()) {
      const sealed = given[place]?.sealed ?? '';
      expect(rest).toEqual({
        ...two.to,
        id: given[place]?.id,
        sender: two.from.organisationId,
        sizeClass: [256, 16, 64][place],
        blobs: [],
        sealed,
        sha256: sha256Of(sealed),
        acknowledged: false,
      });
      expect([before, after]).toContain(receivedHour);
      const day = new Date(Date.parse(receivedHour) + 400 * 86_400_000).toISOString().slice(0, 10);
      expect(expiresOn).toBe(day);
      expect(receipt).toBe(envelopes[place].receipt);
      expect(await verifyReceipt(receipt, NODE_KEY.publicKey)).toEqual({
        envelope: rest.id,
        sha256: rest.sha256,
        sender: rest.sender,
        receiver: rest.receiver,
        hour: receivedHour,
      });
    }
    const { nodeKey } = (await sender.ask('{ nodeKey }')).data;
    expect(nodeKey).toBe(toBase64url(NODE_KEY.publicKey));
  });

  it('to oneself is stored like any other, without end', async () => {
    const own = await organisation();
    const self = await addressOf(own);
    const copies = Array.from({ length: 90 }, () => envelopeTo(self));
    const large = [envelopeTo(self, 256), envelopeTo(self, 256), envelopeTo(self, 64)];
    expect(await postCode(own, copies)).toBeNull();
    expect(await postCode(own, large)).toBeNull();
    expect(await idsIn(own)).toEqual([...copies, ...large].map(({ id }) => id));
    const counts = (await own.ask('{ mailboxCounts { waiting } }')).data.mailboxCounts;
    expect(counts).toEqual({ waiting: 0 });
  });

  it('goes only whole in its class, in shape, and named by UUIDs', async () => {
    const good = envelopeTo(to);
    const bytes = Buffer.from(good.sealed, 'base64url');
    const refusals: [string, Record<string, unknown>][] = [
      ['BAD_ENVELOPE', { sealed: '' }],
      ['BAD_ENVELOPE', { sealed: 'no base64!' }],
      ['BAD_ENVELOPE', { sealed: `${good.sealed}=` }],
      ['BAD_ENVELOPE', { sealed: bytes.subarray(1).toString('base64url') }],
      ['BAD_ENVELOPE', { sealed: Buffer.concat([bytes, Buffer.alloc(1)]).toString('base64url') }],
      ['BAD_ENVELOPE', { sealed: randomBytes(bytes.length).toString('base64url') }],
      ['BAD_ID', { id: 'x' }],
      ['BAD_ID', { receiver: "'; drop table envelope" }],
      ['BAD_ID', { period: '' }],
      ['BAD_ID', { blobs: ['../../etc'] }],
      ['UNKNOWN_RECEIVER', { receiver: randomUUID() }],
      ['PERIOD_OVER', { period: randomUUID() }],
    ];
    const before = await everything();
    for (const [code, changes] of refusals) {
      expect(
        await postCode(sender, [envelopeTo(to), { ...good, ...changes }]),
        JSON.stringify(changes).slice(0, 60),
      ).toBe(code);
    }
    expect(await postCode(sender, [])).toBe('BAD_ENVELOPE');
    expect(
      await postCode(
        sender,
        Array.from({ length: 101 }, () => envelopeTo(back)),
      ),
    ).toBe('BAD_ENVELOPE');
    expect(
      await postCode(
        sender,
        Array.from({ length: 16 }, () => envelopeTo(back, 256)),
      ),
    ).toBe('BAD_ENVELOPE');
    expect(await postCode(sender, [{ ...good, blobs: [randomUUID()] }])).toBe('UNKNOWN_BLOB');
    expect(await everything()).toEqual(before);
  });

  it('is refused when the receiver’s keys have changed, and posted again when it is sealed anew', async () => {
    const two = await strangers();
    await colleague(two.at, ['caseworker']);
    await letGo(two.at, 2);
    expect(await postCode(two.from, [envelopeTo(two.to)])).toBe('PERIOD_OVER');
    expect(await postCode(two.from, [envelopeTo(await addressOf(two.at))])).toBeNull();
  });

  it('is of caseworkers alone', async () => {
    const [supervisor, caseworker] = [
      await colleague(sender, ['supervisor']),
      await colleague(sender, ['administrator', 'caseworker']),
    ];
    to = await addressOf(receiver);
    expect(await postCode(supervisor, [envelopeTo(to)])).toBe('NOT_ALLOWED');
    await expect(mailbox(supervisor)).rejects.toThrow('NOT_ALLOWED');
    const mine = envelopeTo(await addressOf(sender));
    expect(await postCode(caseworker, [mine])).toBeNull();
    expect(await idsIn(caseworker)).toContain(mine.id);
    expect(await postCode(await operator(), [envelopeTo(to)])).toBe('NOT_ALLOWED');
    const waiting = await applied();
    expect(await postCode(waiting, [envelopeTo(to)])).toBe('NOT_ALLOWED');
    expect(await postCode(sender, [envelopeTo(await addressOf(waiting))])).toBe('UNKNOWN_RECEIVER');
  });
});

describe('the same envelope again', () => {
  it('is answered the same and stored once, whatever has changed since', async () => {
    const two = await strangers();
    const given = [envelopeTo(two.to), envelopeTo(two.to)];
    const answer = await post(two.from, given);
    expect(await post(two.from, given)).toEqual(answer);
    expect(await post(two.from, [given[0], given[1], given[0]] as typeof given)).toEqual({
      envelopes: [...answer.envelopes, answer.envelopes[0]],
    });
    const [first] = given;
    if (first === undefined) throw new Error('Nothing was given.');
    await block(two.at, two.from.organisationId);
    await remove(two.at, [first.id]);
    await colleague(two.at, ['caseworker']);
    await letGo(two.at, 2);
    const again = await post(two.from, given);
    expect(again.envelopes.map(({ receipt }: any) => receipt)).toEqual(
      answer.envelopes.map(({ receipt }: any) => receipt),
    );
    expect(again.envelopes).toMatchObject([{ isGone: true }, { isGone: false }]);
    expect(await idsIn(two.at)).toEqual([given[1]?.id]);
  });

  it('twice in one post is one', async () => {
    const two = await strangers();
    const envelope = envelopeTo(two.to);
    const { envelopes } = await post(two.from, [envelope, envelope]);
    expect(envelopes).toHaveLength(2);
    expect(await idsIn(two.at)).toEqual([envelope.id]);
    expect(await postCode(two.from, [envelopeTo(two.to), { ...envelope, sealed: sealedText() }])).toBe('ID_TAKEN');
  });

  it('sent many times at once is one', async () => {
    const two = await strangers();
    const given = [envelopeTo(two.to), envelopeTo(two.back), envelopeTo(two.to)];
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(two.from, given)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await idsIn(two.at)).toEqual([given[0]?.id, given[2]?.id]);
    expect(await idsIn(two.from)).toEqual([given[1]?.id]);
  });

  it('with another content, receiver or sender is refused, and tells nothing of whose it is', async () => {
    const [two, third] = [await strangers(), await organisation()];
    const known = envelopeTo(two.to);
    await post(two.from, [known]);
    const before = await everything();
    const refused = await post(two.from, [{ ...known, sealed: sealedText() }]);
    expect(refused.code).toBe('ID_TAKEN');
    expect(await post(third, [known])).toEqual(refused);
    expect(await post(third, [{ ...known, ...(await addressOf(third)) }])).toEqual(refused);
    expect(await post(two.from, [{ ...known, ...two.back }])).toEqual(refused);
    expect(await everything()).toEqual(before);
    expect(await sent(third, [known.id])).toEqual([]);
  });
});

describe('a mailbox', () => {
  it('is read by pages of strict numbers, on from any cursor', async () => {
    const two = await acquainted();
    const ids: string[] = (await mailbox(two.at)).edges.map(({ node: { id } }) => id);
    for (let round = 0; round < 3; round++) {
      const given = Array.from({ length: 3 }, () => envelopeTo(two.to));
      await post(two.from, given);
      ids.push(...given.map(({ id }) => id));
    }
    const read: string[] = [];
    const cursors: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Page = await mailbox(two.at, { after, first: 4 });
      expect(page.edges.length).toBeLessThanOrEqual(4);
      read.push(...page.edges.map((edge) => edge.node.id));
      cursors.push(...page.edges.map(({ cursor }) => cursor));
      expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(read).toEqual(ids);
    for (const [place, cursor] of cursors.entries()) {
      const rest = await mailbox(two.at, { after: cursor });
      expect(rest.edges.map((edge) => edge.node.id)).toEqual(ids.slice(place + 1));
    }
    const end = cursors.at(-1) ?? '';
    expect(await mailbox(two.at, { after: end })).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: end },
    });
  });

  it('answers four million bytes at most, and says that there is more', async () => {
    const two = await acquainted();
    for (let round = 0; round < 2; round++) {
      await post(
        two.from,
        Array.from({ length: 15 }, () => envelopeTo(two.to, 256)),
      );
    }
    const page = await mailbox(two.at, {}, 'id sealed');
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(page.edges).toHaveLength(16);
    expect(await idsIn(two.at)).toHaveLength(31);
  });

  it('refuses what is no cursor of it, and pages that are too long', async () => {
    const two = await strangers();
    await post(two.from, [envelopeTo(two.to)]);
    const own = (await mailbox(two.at)).pageInfo.endCursor ?? '';
    const written = (text: string) => Buffer.from(text).toString('base64url');
    const { organisationId } = two.at;
    const strange = [
      '',
      'x',
      `${own}=`,
      `${own} `,
      written(`${organisationId} 2`),
      written(`${organisationId} 01`),
      written(`${organisationId} -1`),
      written(`${organisationId} 1 or 1`),
      written(`${organisationId} 99999999999999999999`),
      written(`${two.from.organisationId} 1`),
      (await mailbox(receiver)).pageInfo.endCursor ?? 'none',
    ];
    for (const after of strange) await expect(mailbox(two.at, { after }), after).rejects.toThrow('BAD_CURSOR');
    expect(await mailbox(two.at, { after: written(`${organisationId} 0`) })).toMatchObject({ edges: [{}] });
    for (const first of [0, -1, 101]) await expect(mailbox(two.at, { first })).rejects.toThrow('BAD_RANGE');
  });
});

describe('acknowledging', () => {
  it('tells the sender, goes with what it sends along, and can be done again', async () => {
    const two = await strangers();
    const given = [envelopeTo(two.to), envelopeTo(two.to)];
    await post(two.from, given);
    const [opened] = [envelopeTo(two.back)];
    const first = await acknowledge(two.at, given.slice(0, 1), [opened]);
    expect(first.opened).toMatchObject([{ id: opened.id, receiver: two.from.organisationId }]);
    expect(await acknowledge(two.at, given.slice(0, 1), [opened])).toEqual(first);
    expect(await sent(two.from, [...given.map(({ id }) => id), randomUUID()])).toMatchObject([
      { id: given[0]?.id, acknowledged: true },
      { id: given[1]?.id, acknowledged: false },
    ]);
    expect(await idsIn(two.from)).toEqual([opened.id]);
    const { mailboxCounts } = (await two.from.ask('{ mailboxCounts { waiting } }')).data;
    expect(mailboxCounts).toEqual({ waiting: 0 });
  });

  it('is believed only by a certified caseworker’s own key, over what is there', async () => {
    const two = await strangers();
    const given = envelopeTo(two.to);
    await post(two.from, [given]);
    const other = await colleague(two.at, ['caseworker']);
    const { organisationId } = two.at;
    const mine = await acknowledgementOf(two.at, organisationId, [given]);
    const unknown = Object.assign(node.browser(), { keys: await newMemberKeys() });
    const refused = [
      'x',
      mine.slice(0, -1),
      await acknowledgementOf(unknown, organisationId, [given]),
      await acknowledgementOf(other, organisationId, [given]),
      await acknowledgementOf(two.from, organisationId, [given]),
      await acknowledgementOf(two.at, two.from.organisationId, [given]),
      await acknowledgementOf(two.at, organisationId, [{ ...given, sealed: sealedText() }]),
      await acknowledgementOf(two.at, organisationId, [given, { id: randomUUID(), sealed: given.sealed }]),
    ];
    const before = await everything();
    for (const jws of refused) {
      expect(await sendAcknowledgement(two.at, jws)).toMatchObject({ code: 'BAD_ACKNOWLEDGEMENT' });
    }
    expect(await everything()).toEqual(before);
    expect(await sendAcknowledgement(other, mine)).toMatchObject({ code: 'BAD_ACKNOWLEDGEMENT' });
    expect(await sendAcknowledgement(other, await acknowledgementOf(other, organisationId, [given]))).toEqual({
      opened: [],
    });
    const supervisor = await colleague(two.at, ['supervisor']);
    const theirs = await acknowledgementOf(supervisor, organisationId, [given]);
    expect(await sendAcknowledgement(supervisor, theirs)).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('of others’ envelopes is refused, also to whoever sent them', async () => {
    const two = await strangers();
    const given = envelopeTo(two.to);
    await post(two.from, [given]);
    const refused = { code: 'BAD_ACKNOWLEDGEMENT' };
    expect(await acknowledge(two.from, [given])).toMatchObject(refused);
    expect(await acknowledge(await organisation(), [given])).toMatchObject(refused);
  });

  it('takes along one envelope for each sender who is new, and nothing else', async () => {
    const [two, third] = [await strangers(), await organisation()];
    const [one, next] = [envelopeTo(two.to), envelopeTo(two.to)];
    await post(two.from, [one, next]);
    const away = await addressOf(third);
    const before = await everything();
    const refused: [string, Parameters<typeof acknowledge>[2]][] = [
      ['BAD_ACKNOWLEDGEMENT', [envelopeTo(two.back), envelopeTo(two.back)]],
      ['BAD_ACKNOWLEDGEMENT', [envelopeTo(away)]],
      ['BAD_ACKNOWLEDGEMENT', [{ ...envelopeTo(two.back), blobs: [randomUUID()] }]],
      ['PERIOD_OVER', [{ ...envelopeTo(two.back), period: randomUUID() }]],
      ['BAD_ENVELOPE', [{ ...envelopeTo(two.back), sealed: 'AAAA' }]],
      ['ID_TAKEN', [{ ...envelopeTo(two.back), id: one.id }]],
    ];
    for (const [code, opened] of refused) {
      expect(await acknowledge(two.at, [one], opened), code).toMatchObject({ code });
    }
    expect(await everything()).toEqual(before);
    expect(await acknowledge(two.at, [one], [envelopeTo(two.back, 64)])).toMatchObject({ opened: [{}] });
    expect(await acknowledge(two.at, [one], [envelopeTo(two.back)])).toMatchObject({ code: 'BAD_ACKNOWLEDGEMENT' });
    const withOwnCopy = [envelopeTo(two.back), envelopeTo(two.to)];
    expect(await acknowledge(two.at, [next], withOwnCopy)).toMatchObject({ opened: [{}, {}] });
  });
});

describe('deleting', () => {
  it('takes the ciphertext away, and the node says so', async () => {
    const two = await strangers();
    const given = [envelopeTo(two.to), envelopeTo(two.to)];
    await post(two.from, given);
    const [first = ''] = given.map(({ id }) => id);
    const [before, { receipt }, after] = [hourNow(), await remove(two.at, [first, randomUUID()]), hourNow()];
    const { hour, ...deleted } = await verifyDeletionReceipt(receipt, NODE_KEY.publicKey);
    expect(deleted).toEqual({ organisation: two.at.organisationId, ids: [first] });
    expect([before, after]).toContain(hour);
    expect(await idsIn(two.at)).toEqual([given[1]?.id]);
    expect(await sent(two.from, [first])).toMatchObject([{ isGone: true, acknowledged: false }]);
    const [row] = await owner`select sealed from envelope where id = ${first}`;
    expect(row).toEqual({ sealed: null });
    expect(await remove(two.at, [first])).toHaveProperty('receipt');
  });

  it('takes nothing of others', async () => {
    const two = await strangers();
    const given = envelopeTo(two.to);
    await post(two.from, [given]);
    const before = await everything();
    expect(await remove(two.from, [given.id])).toMatchObject({ code: 'UNKNOWN_ENVELOPE' });
    expect(await remove(await organisation(), [given.id])).toMatchObject({ code: 'UNKNOWN_ENVELOPE' });
    expect(await remove(two.at, ['x'])).toMatchObject({ code: 'BAD_ID' });
    expect(await remove(await colleague(two.at, ['supervisor']), [given.id])).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await everything()).toEqual(before);
  });
});

describe('an envelope whose receiver has a new key', () => {
  /** One that nobody has opened, and where its receiver is written to after a member has left. */
  async function rotated() {
    const two = await acquainted();
    const given = envelopeTo(two.to);
    await post(two.from, [given]);
    const second = await colleague(two.at, ['caseworker']);
    expect(await idsIn(second)).toContain(given.id);
    expect(await letGo(two.at, 2)).toHaveProperty('id');
    return { ...two, given, to: await addressOf(two.at) };
  }

  it('is sealed again under its id, comes anew and is receipted anew, once', async () => {
    const { from, at, given, to: next } = await rotated();
    const [before] = (await mailbox(at)).edges.slice(-1);
    const again = { ...given, ...next, sealed: sealedText() };
    const { envelopes } = await sealAgain(from, [again]);
    expect(await sealAgain(from, [again])).toEqual({ envelopes });
    const { edges } = await mailbox(at, { after: before?.cursor ?? null });
    expect(edges.map((edge) => edge.node)).toMatchObject([
      { id: given.id, sealed: again.sealed, period: next.period, receipt: envelopes[0].receipt },
    ]);
    expect((await idsIn(at)).filter((id) => id === given.id)).toHaveLength(1);
    expect(await verifyReceipt(envelopes[0].receipt, NODE_KEY.publicKey)).toMatchObject({
      envelope: given.id,
      sha256: sha256Of(again.sealed),
    });
    // As whoever got no answer to the first one might.
    expect(await postCode(from, [given])).toBe('ID_TAKEN');
    expect((await mailbox(at, { after: before?.cursor ?? null })).edges).toEqual(edges);
  });

  it.each([
    ['was opened meanwhile', async ({ at, given }: Rotated) => acknowledge(at, [given]), 'NOT_SEALED_AGAIN'],
    ['was taken away', async ({ at, given }: Rotated) => remove(at, [given.id]), 'NOT_SEALED_AGAIN'],
    ['comes from somebody who is blocked', async ({ at, from }: Rotated) => block(at, from.organisationId), 'BLOCKED'],
  ])('is not sealed again when it %s', async (_, change, code) => {
    const two = await rotated();
    await change(two);
    expect(await sealAgain(two.from, [{ ...two.given, ...two.to, sealed: sealedText() }])).toMatchObject({ code });
  });

  it('is not sealed again to the old key, to another class, by others, or under an unknown id', async () => {
    const { from, at, given, to: next } = await rotated();
    const again = { ...given, ...next, sealed: sealedText() };
    const before = await everything();
    const refusals: [string, Office, Record<string, unknown>][] = [
      ['PERIOD_OVER', from, { period: given.period }],
      ['NOT_SEALED_AGAIN', from, { sealed: sealedText(64) }],
      ['BAD_ENVELOPE', from, { sealed: 'AAAA' }],
      ['UNKNOWN_ENVELOPE', from, { id: randomUUID() }],
      ['UNKNOWN_ENVELOPE', sender, {}],
      ['UNKNOWN_ENVELOPE', at, {}],
    ];
    for (const [code, by, changes] of refusals) {
      expect(await sealAgain(by, [{ ...again, ...changes }]), JSON.stringify(changes)).toMatchObject({ code });
      // All or none.
      const other = envelopeTo(next);
      expect(await sealAgain(by, [again, { ...other, ...changes }])).toHaveProperty('code');
    }
    expect(await everything()).toEqual(before);
    const young = envelopeTo(next);
    await post(from, [young]);
    expect(await sealAgain(from, [{ ...young, sealed: sealedText() }])).toMatchObject({ code: 'NOT_SEALED_AGAIN' });
  });

  type Rotated = Awaited<ReturnType<typeof rotated>>;
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
