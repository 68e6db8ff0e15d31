import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { rootWords } from '#crypto/verify/root-words.ts';
import { connect, type Database } from '#db/client.ts';
import { inventedState, listed } from '#demo/invented-state.ts';
import { own } from '#demo/organisation-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { takeInPublication } from '#domain/publications/take-in-publication.ts';
import { sweep } from '#domain/sweep.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf, type Player } from './cast.ts';
import {
  acknowledge,
  addressOf,
  block,
  envelopeTo,
  idsIn,
  mailbox,
  post,
  postCode,
  remove,
  sent,
  type TestEnvelope,
} from './envelopes.ts';
import { nodeWith } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const { organisation, colleague, operator, contactPoint } = castOf(node, sql);

type Office = Player & { organisationId: string };

let owner: Database;
beforeAll(() => {
  owner = connect(address, { max: 2 });
  return () => owner.end();
});

async function two(invented: Parameters<typeof organisation>[0] = {}) {
  const [from, at] = [await organisation(), await organisation(invented)];
  return { from, at, to: await addressOf(at), back: await addressOf(from) };
}

const many = (count: number, to: Awaited<ReturnType<typeof addressOf>>, size?: 16 | 64 | 256) =>
  Array.from({ length: count }, () => envelopeTo(to, size));

describe('to whoever has not answered', () => {
  it('three small envelopes may wait, from either side', async () => {
    const { from, at, to, back } = await two();
    expect(await postCode(from, many(4, to))).toBe('WAIT_FOR_ANSWER');
    const given = many(3, to);
    expect(await postCode(from, given.slice(0, 2))).toBeNull();
    expect(await postCode(from, many(2, to))).toBe('WAIT_FOR_ANSWER');
    expect(await postCode(from, given.slice(2))).toBeNull();
    expect(await postCode(from, many(1, to))).toBe('WAIT_FOR_ANSWER');
    expect(await postCode(from, given)).toBeNull();
    expect(await postCode(at, many(3, back))).toBeNull();
    expect(await postCode(at, many(1, back))).toBe('WAIT_FOR_ANSWER');
    expect(await idsIn(at)).toEqual(given.map(({ id }) => id));
  });

  it('no larger ones, and no attachments', async () => {
    const { from, at, to } = await two();
    for (const size of [64, 256] as const) expect(await postCode(from, many(1, to, size))).toBe('WAIT_FOR_ANSWER');
    const function_ = await owner<{ text: string }[]>`
      select pg_get_functiondef('gate.attach_blobs'::regproc) as text`;
    // As if attachments were kept already.
    await owner.unsafe((function_[0]?.text ?? '').replace("'UNKNOWN_BLOB'", 'null::text'));
    expect(await postCode(from, [{ ...envelopeTo(to), blobs: [randomUUID()] }])).toBe('WAIT_FOR_ANSWER');
    const plain = envelopeTo(to);
    await post(from, [plain]);
    await acknowledge(at, [plain]);
    const withBlob = { ...envelopeTo(to), blobs: [randomUUID(), randomUUID()] };
    expect(await postCode(from, [withBlob])).toBeNull();
    expect((await mailbox(at, {}, 'blobs')).edges.at(-1)?.node).toEqual({ blobs: withBlob.blobs });
    await owner.unsafe(function_[0]?.text ?? '');
  });

  it('what goes to several is refused for one, and named', async () => {
    const { from, to } = await two();
    const [other, third] = [await organisation(), await organisation()];
    await post(from, many(3, to));
    const enquiry = [await addressOf(other), to, await addressOf(third)].map((each) => envelopeTo(each));
    expect(await post(from, enquiry)).toMatchObject({
      code: 'WAIT_FOR_ANSWER',
      sentence: expect.stringContaining(to.receiver),
    });
    expect(await idsIn(other)).toEqual([]);
    expect(
      await postCode(
        from,
        enquiry.filter(({ receiver }) => receiver !== to.receiver),
      ),
    ).toBeNull();
  });
});

describe('between those who know each other', () => {
  it('acknowledging opens both directions', async () => {
    const { from, at, to, back } = await two();
    const first = envelopeTo(to);
    await post(from, [first]);
    await acknowledge(at, [first]);
    expect(await postCode(at, many(4, back, 64))).toBeNull();
    expect(await postCode(from, many(4, to, 256))).toBeNull();
  });

  it('two hundred may wait unopened in each direction, and not one more', async () => {
    const { from, at, to, back } = await two();
    const first = envelopeTo(to);
    await post(from, [first]);
    await acknowledge(at, [first]);
    const given = [...many(100, to), ...many(100, to)];
    expect(await postCode(from, given.slice(0, 100))).toBeNull();
    expect(await postCode(from, given.slice(100, 199))).toBeNull();
    expect(await postCode(from, many(2, to))).toBe('MAILBOX_FULL');
    expect(await postCode(from, given.slice(199))).toBeNull();
    expect(await postCode(from, many(1, to))).toBe('MAILBOX_FULL');
    expect(await postCode(at, many(1, back))).toBeNull();
    await acknowledge(at, given.slice(0, 1));
    await remove(at, [given[1]?.id ?? '']);
    expect(await postCode(from, many(3, to))).toBe('MAILBOX_FULL');
    expect(await postCode(from, many(2, to))).toBeNull();
  });

  it('a thousand million bytes may wait', async () => {
    const { from, at, to } = await two();
    const first = envelopeTo(to);
    await post(from, [first]);
    await acknowledge(at, [first]);
    const [known] = await owner<{ text: string }[]>`select pg_get_functiondef('gate.unacknowledged'::regproc) as text`;
    // As if a large attachment waited beside them.
    const large = (known?.text ?? '').replace('coalesce(sum(', '999900000 + coalesce(sum(');
    await owner.unsafe(large);
    expect(await postCode(from, many(5, to))).toBeNull();
    expect(await postCode(from, many(1, to))).toBe('MAILBOX_FULL');
    await owner.unsafe(known?.text ?? '');
  });

  it('what tells that something was opened counts for nothing', async () => {
    const { from, at, to, back } = await two();
    const waiting: TestEnvelope[] = [];
    for (let round = 0; round < 5; round++) {
      const envelope = envelopeTo(to);
      expect(await postCode(from, [envelope])).toBeNull();
      const opened = envelopeTo(back);
      expect(await acknowledge(at, [envelope], [opened])).toMatchObject({ opened: [{ id: opened.id }] });
      waiting.push(opened);
    }
    expect(await idsIn(from)).toEqual(waiting.map(({ id }) => id));
    const counts = (await from.ask('{ mailboxCounts { waiting } }')).data.mailboxCounts;
    expect(counts).toEqual({ waiting: 0 });
  });
});

describe('an organisation that is blocked', () => {
  it('is told so, and nothing of it is taken until it is not blocked any more', async () => {
    const { from, at, to, back } = await two();
    const first = envelopeTo(to);
    await post(from, [first]);
    await acknowledge(at, [first]);
    const blocked = { blockedOrganisations: [from.organisationId] };
    expect(await block(at, from.organisationId)).toEqual(blocked);
    expect(await block(at, from.organisationId)).toEqual(blocked);
    expect((await at.ask('{ blockedOrganisations }')).data).toEqual(blocked);
    expect((await from.ask('{ blockedOrganisations }')).data).toEqual({ blockedOrganisations: [] });
    expect(await post(from, many(1, to))).toMatchObject({
      code: 'BLOCKED',
      sentence: expect.stringContaining(to.receiver),
    });
    const other = await organisation();
    expect(await postCode(from, [...many(1, await addressOf(other)), ...many(1, to)])).toBe('BLOCKED');
    expect(await idsIn(at)).toEqual([first.id]);
    const theirs = envelopeTo(back);
    expect(await postCode(at, [theirs])).toBeNull();
    expect(await acknowledge(from, [theirs], [envelopeTo(to)])).toMatchObject({ code: 'BLOCKED' });
    expect(await acknowledge(from, [theirs])).toEqual({ opened: [] });
    expect(await block(at, from.organisationId, 'unblock')).toEqual({ blockedOrganisations: [] });
    expect(await block(at, from.organisationId, 'unblock')).toEqual({ blockedOrganisations: [] });
    expect(await postCode(from, many(1, to))).toBeNull();
  });

  it('is another one that is known, and blocking is for caseworkers', async () => {
    const { at, from } = await two();
    for (const id of [at.organisationId, randomUUID(), 'x', '']) {
      expect(await block(at, id)).toMatchObject({ code: 'BAD_ORGANISATION' });
    }
    const supervisor = await colleague(at, ['supervisor']);
    for (const kind of ['block', 'unblock'] as const) {
      expect(await block(supervisor, from.organisationId, kind)).toMatchObject({ code: 'NOT_ALLOWED' });
    }
    const { errors } = await supervisor.ask('{ blockedOrganisations }');
    expect(errors?.[0].extensions.code).toBe('NOT_ALLOWED');
  });
});

describe('an organisation that its State has suspended', () => {
  it('is written to no more, and writes and reads no more', async () => {
    await contactPoint('MD');
    const { from, at, to, back } = await two({ stateCode: 'MD' });
    await post(from, many(1, to));
    await post(at, many(1, back));
    for (const standing of ['suspended', 'left']) {
      await owner`update organisation set standing = ${standing} where id = ${at.organisationId}`;
      expect(await postCode(from, many(1, to))).toBe('RECEIVER_CLOSED');
      expect(await postCode(at, many(1, back))).toBe('NOT_ALLOWED');
      await expect(mailbox(at)).rejects.toThrow('NOT_ALLOWED');
      expect(await sent(at, [])).toEqual({ code: 'NOT_ALLOWED' });
    }
    await owner`update organisation set standing = 'active' where id = ${at.organisationId}`;
    expect(await postCode(from, many(1, to))).toBeNull();
    expect(await idsIn(from)).toHaveLength(1);
  });

  it('counts as such from the list alone, whatever its standing here', async () => {
    const contact = await contactPoint('GE');
    const { from, at, to, back } = await two({ stateCode: 'GE' });
    const first = envelopeTo(to);
    await post(from, [first]);
    const state = await inventedState('GE');
    const { id, name, kind, enrolmentKey } = await own(at);
    const texts = await state.publish({ organisations: [listed({ id, name, kind, enrolmentKey })], shutOut: [id] });
    const trust = { registryKeys: null, rootWords: await rootWords(state.root), nodeSigner: null };
    await takeInPublication(owner, { state: 'GE', texts, trust }, new Date());
    await owner`update organisation set standing = 'active' where id = ${id}`;
    expect(await postCode(from, many(1, to))).toBe('RECEIVER_CLOSED');
    expect(await post(at, many(1, back))).toMatchObject({
      code: 'NOT_ALLOWED',
      sentence: expect.stringMatching(/State/),
    });
    expect(await postCode(from, [first])).toBeNull();
    expect(await postCode(from, many(1, await addressOf(contact)))).toBeNull();
  });
});

describe('what waits', () => {
  const COUNTS = '{ mailboxCounts { waiting waitingSinceHour oldestHours { hours count } } }';
  const counts = async (browser: Player) => (await browser.ask(COUNTS)).data.mailboxCounts;

  it('is told to every certified member as numbers', async () => {
    const { from, at, to } = await two();
    const supervisor = await colleague(at, ['supervisor']);
    const administrator = await colleague(at, ['administrator']);
    const ages = (...given: number[]) => [0, 4, 24, 72].map((hours, place) => ({ hours, count: given[place] }));
    expect(await counts(supervisor)).toEqual({ waiting: 0, waitingSinceHour: null, oldestHours: ages(0, 0, 0, 0) });
    to.period = (await addressOf(at)).period;
    const given = many(3, to);
    await post(from, given);
    const [second, third] = [given[1]?.id ?? '', given[2]?.id ?? ''];
    await owner`update envelope set received_hour = received_hour - interval '5 hours' where id = ${second}`;
    await owner`update envelope set received_hour = received_hour - interval '80 hours' where id = ${third}`;
    const [oldest] = await owner<{ hour: Date }[]>`select received_hour as hour from envelope where id = ${third}`;
    const expected = {
      waiting: 3,
      waitingSinceHour: oldest?.hour.toISOString().replace('.000', ''),
      oldestHours: ages(1, 1, 0, 1),
    };
    for (const member of [supervisor, administrator, at]) expect(await counts(member)).toEqual(expected);
    await acknowledge(at, given.slice(2));
    expect(await counts(supervisor)).toMatchObject({ waiting: 2, oldestHours: ages(1, 1, 0, 0) });
    await remove(at, [second]);
    expect(await counts(supervisor)).toMatchObject({ waiting: 1 });
    expect(await counts(await (operator() as Promise<Player>))).toBeNull();
  });
});

describe('the sweep', () => {
  it('takes away what has expired, and nothing else', async () => {
    const { from, at, to } = await two();
    const given = many(2, to);
    await post(from, given);
    const [old, young] = [given[0]?.id ?? '', given[1]?.id ?? ''];
    const utc = owner`(now() at time zone 'UTC')::date`;
    await owner`update envelope set expires_on = ${utc} - 1 where id = ${old}`;
    await owner`update envelope set expires_on = ${utc} where id = ${young}`;
    const log = (event: string, age: string) => owner`
      insert into security_log (at, account_id, event, detail) values (now() - ${age}::interval, ${randomUUID()}, ${event}, '{"sweep": 1}')`;
    await log('signed_in', '401 days');
    await log('signed_in', '399 days');
    await log('statement', '401 days');
    await owner`
      insert into challenge (challenge, purpose, begun_at)
      values ('sweep-old', 'alone', now() - interval '6 minutes'), ('sweep-new', 'alone', now())`;
    await sweep(owner);
    expect(await idsIn(at)).toEqual([young]);
    expect(await sent(from, [old, young])).toMatchObject([{ id: young, isGone: false }]);
    const kept = await owner`select event from security_log where detail = '{"sweep": 1}' order by event`;
    expect(kept.map(({ event }) => event)).toEqual(['signed_in', 'statement']);
    const challenges = await owner`select challenge from challenge where challenge like 'sweep-%'`;
    expect(challenges).toEqual([{ challenge: 'sweep-new' }]);
    await sweep(owner);
    expect(await idsIn(at)).toEqual([young]);
  });
});

describe('the tables', () => {
  const MAILBOX = ['mailbox', 'envelope', 'acquaintance', 'block'];

  it('keep no minute', async () => {
    const columns = await owner<{ place: string; type: string }[]>`
      select attrelid::regclass::text || '.' || attname as place, format_type(atttypid, atttypmod) as type
      from pg_attribute
      where attrelid::regclass::text = any(${MAILBOX}::text[])
        and attnum > 0
        and not attisdropped`;
    expect(columns.length).toBeGreaterThan(15);
    const times = columns.filter(({ type }) => /time|date|interval|json/.test(type));
    expect(times).toEqual([
      { place: 'envelope.received_hour', type: 'timestamp with time zone' },
      { place: 'envelope.expires_on', type: 'date' },
    ]);
    const { from, to } = await two();
    await post(from, many(1, to));
    await expect(owner`update envelope set received_hour = received_hour + interval '1 minute'`).rejects.toThrow(
      'received_hour',
    );
    // Transactions would be dated as well.
    expect(await owner`show track_commit_timestamp`).toEqual([{ trackCommitTimestamp: 'off' }]);
  });

  it('show the portal’s account nothing but the own mailbox, and that to caseworkers', async () => {
    const { from, at, to, back } = await two();
    await post(from, many(2, to));
    await post(at, many(1, back));
    await block(at, from.organisationId);
    const seenBy = async (browser: Office | Player) => {
      const token = browser.cookie.split('=')[1] ?? '';
      return (await sql.begin(async (transaction) => {
        await transaction`select set_config('nrm.session', ${token}, true)`;
        const envelopes = await transaction`select distinct organisation_id, sender_id from envelope`;
        const mailboxes = await transaction`select organisation_id from mailbox`;
        const blocked = await transaction`select organisation_id from block`;
        return { envelopes, mailboxes, blocked };
      })) as any;
    };
    const [mine, theirs] = [{ organisationId: at.organisationId }, { organisationId: from.organisationId }];
    expect(await seenBy(at)).toEqual({
      envelopes: [{ ...mine, senderId: from.organisationId }],
      mailboxes: [mine],
      blocked: [mine],
    });
    expect(await seenBy(from)).toEqual({
      envelopes: [{ ...theirs, senderId: at.organisationId }],
      mailboxes: [theirs],
      blocked: [],
    });
    const nothing = { envelopes: [], mailboxes: [], blocked: [] };
    for (const blind of [await colleague(at, ['supervisor']), await colleague(at, ['administrator'])]) {
      expect(await seenBy(blind)).toEqual(nothing);
    }
    await expect(sql`select * from acquaintance`).rejects.toThrow('permission denied');
    for (const inner of [
      sql`select gate.store_envelopes(${from.organisationId}, '[]', false)`,
      sql`select * from gate.unacknowledged(${from.organisationId}, ${at.organisationId})`,
      sql`select gate.hold_mailboxes('[]')`,
      sql`select gate.attach_blobs(${randomUUID()}, ${from.organisationId}, '{}')`,
      sql`select gate.sweep()`,
    ]) {
      await expect(inner).rejects.toThrow('permission denied');
    }
  });
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
