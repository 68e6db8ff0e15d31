import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { connect } from '#db/client.ts';
import { letGo } from '#demo/organisation-client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { type EventStream, eventStream } from '#tests/support/event-stream.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf } from './cast.ts';
import { type Address, addressOf, envelopeTo, mailbox, post } from './envelopes.ts';
import { nodeWith } from './node-with.ts';

const { sql, address, takeStatements } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const { organisation, applied, operator, colleague } = castOf(node, sql);

/** A stream ends so soon for whoever may not hear any more. In milliseconds. */
const SOON = 5000;
const CHANGED = 'subscription { mailboxChanged { lastNumber } }';

let owner: ReturnType<typeof connect>;
let office: Awaited<ReturnType<typeof organisation>>;
let self: Address;
beforeAll(async () => {
  owner = connect(address, { max: 1 });
  office = await organisation();
  self = await addressOf(office);
  return () => owner.end();
});

const listen = async (browser: PortalClient) => eventStream(await browser.subscribe(CHANGED));

async function cursorFrom(stream: EventStream): Promise<string> {
  const answer = await stream.next();
  expect(answer).toEqual({ data: { mailboxChanged: { lastNumber: expect.any(String) } } });
  return answer.data.mailboxChanged.lastNumber;
}

it('tells where the mailbox ends, at once and whenever it grew', async () => {
  const stream = await listen(office);
  let after = await cursorFrom(stream);
  for (let round = 0; round < 5; round++) {
    const envelopes = [envelopeTo(self), envelopeTo(self)];
    await post(office, envelopes);
    const end = await cursorFrom(stream);
    const page = await mailbox(office, { after }, 'id');
    expect(page.edges.map((edge) => edge.node.id)).toEqual(envelopes.map(({ id }) => id));
    expect(page.pageInfo.endCursor).toBe(end);
    after = end;
  }
  await stream.leave();
});

it('tells nothing when another mailbox grew, or the same was posted again', async () => {
  const other = await organisation();
  const stream = await listen(office);
  await cursorFrom(stream);
  const theirs = envelopeTo(await addressOf(other));
  await post(office, [theirs]);
  await post(office, [theirs]);
  await expect(stream.next(4500)).rejects.toThrow('Nothing was told');
  await stream.leave();
});

it('is for caseworkers of an active organisation', async () => {
  const refused = async (browser: PortalClient) => {
    const stream = await listen(browser);
    const answer = await stream.next();
    expect(await stream.next()).toBeNull();
    expect(answer.data ?? null).toBeNull();
    return answer.errors[0].extensions.code;
  };
  expect(await refused(node.browser())).toBe('NOT_SIGNED_IN');
  expect(await refused(await operator())).toBe('NOT_ALLOWED');
  expect(await refused(await colleague(office, ['supervisor']))).toBe('NOT_ALLOWED');
  const waiting = await applied();
  // An applicant's mailbox is empty, and its own.
  const stream = await listen(waiting);
  await cursorFrom(stream);
  await owner`update organisation set standing = 'refused' where id = ${waiting.organisationId}`;
  expect(await stream.next(SOON)).toBeNull();
  expect(await refused(waiting)).toBe('NOT_ALLOWED');
});

it('ends soon for a member who is dismissed, and for a session that is over', async () => {
  const [dismissed, leaving] = [await colleague(office, ['caseworker']), await colleague(office, ['caseworker'])];
  const streams = [await listen(dismissed), await listen(leaving), await listen(office)];
  for (const stream of streams) await cursorFrom(stream);
  const { members } = (await office.ask('{ me { organisation { members { number signInName } } } }')).data.me
    .organisation;
  await letGo(office, members.find(({ signInName }: any) => signInName === dismissed.signInName).number);
  await leaving.change('mutation { signOut { ... on SignedOut { done } } }', {});
  const [first, second, own] = streams as [EventStream, EventStream, EventStream];
  expect(await Promise.all([first.next(SOON), second.next(SOON)])).toEqual([null, null]);
  self = await addressOf(office);
  await post(office, [envelopeTo(self)]);
  await cursorFrom(own);
  await own.leave();
});

it('does not keep a session alive, and ends with it', async () => {
  const idle = await colleague(office, ['caseworker']);
  const stream = await listen(idle);
  await cursorFrom(stream);
  const seen = () => owner`
    select seen_at from session s join account a on a.id = s.account_id where a.sign_in_name = ${idle.signInName}`;
  await owner`
    update session s set seen_at = now() - interval '29 minutes'
    from account a where a.id = s.account_id and a.sign_in_name = ${idle.signInName}`;
  const before = await seen();
  await post(office, [envelopeTo(self)]);
  await cursorFrom(stream);
  expect(await seen()).toEqual(before);
  await owner`
    update session s set seen_at = now() - interval '31 minutes'
    from account a where a.id = s.account_id and a.sign_in_name = ${idle.signInName}`;
  expect(await stream.next(SOON)).toBeNull();
});

it('looks no longer for whoever has left', async () => {
  const stream = await listen(office);
  await cursorFrom(stream);
  await stream.leave();
  await sleep(200);
  takeStatements();
  await sleep(4500);
  expect(takeStatements().filter((statement) => statement.includes('last_number'))).toEqual([]);
});

it('goes on after the database cut every connection', async () => {
  const stream = await listen(office);
  await cursorFrom(stream);
  await owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()`;
  for (let round = 0; round < 3; round++) {
    await post(office, [envelopeTo(self)]);
    await cursorFrom(stream);
  }
  await stream.leave();
});

it('ends with an id to say when something goes wrong that nobody foresaw', async () => {
  const stream = await listen(office);
  await cursorFrom(stream);
  await owner`revoke execute on function gate.last_number from nrm_portal`;
  expect(await stream.next(SOON)).toMatchObject({ errors: [{ extensions: { code: 'UNEXPECTED' } }] });
  expect(await stream.next()).toBeNull();
  await owner`grant execute on function gate.last_number to nrm_portal`;
  const again = await listen(office);
  await cursorFrom(again);
  await again.leave();
  expect(node.surprises.splice(0)).toMatchObject([{ code: '42501' }]);
});

it('refuses what costs too much', async () => {
  const fields = Array.from({ length: 401 }, (_, place) => `a${place}: lastNumber`).join(' ');
  const response = await office.subscribe(`subscription { mailboxChanged { ${fields} } }`);
  expect(await response.text()).toContain('TOO_COSTLY');
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
