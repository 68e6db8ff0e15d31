import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '#db/client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { sweep } from '#domain/sweep.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { createNoticeMail } from '#server/notice-mail.ts';
import { chanceAt, sendDueNotices } from '#server/notices.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf, type Player } from './cast.ts';
import { acknowledge, addressOf, block, envelopeTo, post, remove, type TestEnvelope } from './envelopes.ts';
import { nodeWith } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const { organisation, colleague, unique } = castOf(node, sql);

type Office = Player & { organisationId: string };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When everything here begins: a full hour, and no first one of a day. */
const BEGIN = Date.parse(`${new Date().toISOString().slice(0, 10)}T09:00:00Z`);

let owner: Database;
let mails: MailServer;
beforeAll(async () => {
  owner = connect(address, { max: 1 });
  mails = await startMailServer();
});
afterAll(async () => {
  await mails.stop();
  await owner.end();
});

const CHANGED = '... on Reminders { rota wakeDays } ... on Refusal { code sentence }';
const setRota = (browser: PortalClient, mailboxes: string[]) =>
  browser.change(`mutation ($mailboxes: [String!]!) { setRota(mailboxes: $mailboxes) { ${CHANGED} } }`, { mailboxes });
const setWakeDays = (browser: PortalClient, days: string[]) =>
  browser.change(`mutation ($days: [Date!]!) { setWakeDays(days: $days) { ${CHANGED} } }`, { days });
const remindersOf = async (browser: PortalClient) =>
  (await browser.ask('{ me { organisation { reminders { rota wakeDays } } } }')).data.me.organisation.reminders;

/** Two organisations, and an envelope from the first at the second. */
async function waiting(): Promise<{ from: Office; at: Office; envelope: TestEnvelope; mailbox: string }> {
  const [from, at] = [await organisation(), await organisation()];
  const envelope = envelopeTo(await addressOf(at));
  await post(from, [envelope]);
  const mailbox = await giveMailbox(at);
  await owner`delete from notice`;
  return { from, at, envelope, mailbox };
}

async function giveMailbox(office: Office): Promise<string> {
  const mailbox = `${unique('office')}@counselling.example`;
  await office.change('mutation ($mailbox: String!) { setNoticeMailbox(mailbox: $mailbox) { __typename } }', {
    mailbox,
  });
  return mailbox;
}

/** Lets everything that waits have come at the beginning, which is now. */
async function begin(): Promise<void> {
  await owner`update envelope set received_hour = ${new Date(BEGIN)}`;
  await owner`update reminded set until = ${new Date(BEGIN)}`;
}

/** Does what a node does in a minute. @returns the letters that went */
async function lettersAt(hours: number, chance = 1): Promise<MailServer['letters']> {
  const mail = createNoticeMail({ smtpUrl: mails.url, from: 'portal@nrm.example' }, 'https://nrm.example/portal');
  await sendDueNotices(owner, mail, pino({ enabled: false }), { now: new Date(BEGIN + hours * HOUR), chance });
  mail.close();
  return mails.letters.splice(0);
}

/** @returns to whom letters went */
const lookAt = async (hours: number) => (await lettersAt(hours)).map(({ to }) => to);

/** As `lookAt` for each hour after the first. @returns at which hours letters went to this mailbox */
async function hoursOfLetters(mailbox: string, last: number): Promise<number[]> {
  const hours: number[] = [];
  for (let hour = 1; hour <= last; hour += 1) {
    for (const to of await lookAt(hour + 0.5)) if (to === mailbox) hours.push(hour);
  }
  return hours;
}

const noticesOf = ({ organisationId }: Office) =>
  owner`select reminds, due, failures from notice where organisation_id = ${organisationId}`;

describe('what waits', () => {
  it('is reminded of after 4, 24 and 72 hours and a week, once each, in words that say nothing', async () => {
    const { mailbox } = await waiting();
    await begin();
    expect(await hoursOfLetters(mailbox, 73)).toEqual([4, 24, 72]);
    expect(await lookAt(72 + 167)).not.toContain(mailbox);
    const letters = (await lettersAt(72 + 168)).filter(({ to }) => to === mailbox);
    const words = letters.map(({ text }) => text.split('\n\n').slice(1).join(' '));
    expect(words).toEqual([
      'There is something new for your organisation in the portal: https://nrm.example/portal This message says no more on purpose.',
    ]);
    expect(await lookAt(72 + 168)).toEqual([]);
  });

  it('is reminded of once, however much it is and however long the node was away', async () => {
    const { from, at, mailbox } = await waiting();
    const to = await addressOf(at);
    await post(from, [envelopeTo(to), envelopeTo(to)]);
    const other = await organisation();
    await post(other, [envelopeTo(to)]);
    await begin();
    await owner`update envelope set received_hour = received_hour - interval '20 hours' where sender_id = ${other.organisationId}`;
    expect((await lookAt(4)).filter((each) => each === mailbox)).toEqual([mailbox]);
    expect((await lookAt(1000)).filter((each) => each === mailbox)).toEqual([mailbox]);
    expect((await lookAt(1000.9)).filter((each) => each === mailbox)).toEqual([]);
  });

  it('is not reminded of when it is opened, taken away, expired or from somebody who is blocked', async () => {
    const opened = await waiting();
    await acknowledge(opened.at, [opened.envelope]);
    const removed = await waiting();
    await remove(removed.at, [removed.envelope.id]);
    const expired = await waiting();
    const blocked = await waiting();
    await block(blocked.at, blocked.from.organisationId);
    const told = await waiting();
    const teller = await giveMailbox(told.from);
    await acknowledge(told.at, [told.envelope], [envelopeTo(await addressOf(told.from))]);
    const suspended = await waiting();
    await begin();
    await owner`
      update envelope set expires_on = ${new Date(BEGIN - DAY)}::date where id = ${expired.envelope.id}`;
    await owner`update organisation set standing = 'suspended' where id = ${suspended.at.organisationId}`;
    const silent = [opened, removed, expired, blocked, told, suspended].map(({ mailbox }) => mailbox);
    const letters = await lookAt(4);
    expect(letters.filter((to) => [...silent, teller].includes(to))).toEqual([]);
    const still = await waiting();
    await begin();
    expect(await lookAt(4)).toContain(still.mailbox);
  });

  it('is reminded of nowhere when no mailbox is set', async () => {
    const { at } = await waiting();
    await at.change('mutation { setNoticeMailbox(mailbox: "") { __typename } }', {});
    await begin();
    await lookAt(4);
    expect(await noticesOf(at)).toEqual([]);
  });

  it('waits on as long as it has no luck', async () => {
    const { at, mailbox } = await waiting();
    await begin();
    expect(await lettersAt(4, 0)).toEqual([]);
    expect(await noticesOf(at)).toMatchObject([{ due: new Date(BEGIN + 4 * HOUR) }]);
    expect(await lookAt(4.5)).toContain(mailbox);
  });

  it('goes on when the clock was ahead and is set right', async () => {
    const { mailbox } = await waiting();
    await begin();
    await lookAt(9000);
    expect(await lookAt(1)).toEqual([]);
    expect(await lookAt(4)).toContain(mailbox);
  });
});

describe('the rota', () => {
  const mailboxes = ['one@counselling.example', 'two@counselling.example', 'three@counselling.example'];
  const ofRota = (letters: string[]) => letters.filter((to) => mailboxes.includes(to));

  it('is reminded one after the other, then from the first again, and the office’s mailbox is not', async () => {
    const { at, mailbox } = await waiting();
    expect(await setRota(at, mailboxes)).toMatchObject({ rota: mailboxes });
    await begin();
    const letters: string[] = [];
    for (const hour of [4, 24, 72, 240]) letters.push(...(await lookAt(hour)));
    expect(letters).not.toContain(mailbox);
    expect(ofRota(letters)).toEqual([...mailboxes, mailboxes[0]]);
    expect(await setRota(at, [])).toMatchObject({ rota: [] });
    expect(await lookAt(408)).toContain(mailbox);
  });

  it('goes on to the next when a mailbox refuses, an hour later', async () => {
    const { at } = await waiting();
    await setRota(at, mailboxes);
    await begin();
    mails.isRefusing = true;
    await lookAt(4);
    mails.isRefusing = false;
    expect(ofRota(mails.refused.splice(0))).toEqual([mailboxes[0]]);
    expect(await noticesOf(at)).toMatchObject([{ reminds: true, failures: 1 }]);
    await owner`update notice set due = ${new Date(BEGIN)}`;
    expect(ofRota(await lookAt(4))).toEqual([mailboxes[1]]);
    await setRota(at, []);
  });

  it('and the office’s mailbox are told each of its own', async () => {
    const { at, mailbox } = await waiting();
    await setRota(at, ['night@counselling.example']);
    await begin();
    await owner`
      insert into notice (organisation_id, due) values (${at.organisationId}, ${new Date(BEGIN)})`;
    const letters = (await lookAt(4)).filter((to) => [mailbox, 'night@counselling.example'].includes(to));
    expect(letters.sort()).toEqual(['night@counselling.example', mailbox].sort());
    await at.change('mutation { setNoticeMailbox(mailbox: "") { __typename } }', {});
    expect(await lookAt(24)).toContain('night@counselling.example');
    await setRota(at, []);
  });

  it('is set by administrators and supervisors, seen by them alone, and logged', async () => {
    const at = await organisation();
    const supervisor = await colleague(at, ['supervisor']);
    const caseworker = await colleague(at, ['caseworker']);
    expect(await setRota(caseworker, mailboxes)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await setRota(supervisor, ['  one@counselling.example '])).toMatchObject({
      rota: ['one@counselling.example'],
    });
    expect(await remindersOf(at)).toMatchObject({ rota: ['one@counselling.example'] });
    expect(await remindersOf(caseworker)).toMatchObject({ rota: [] });
    const { events } = (await at.ask('{ me { organisation { events { event details { name } } } } }')).data.me
      .organisation;
    expect(events[0]).toEqual({ event: 'rota_set', details: [] });
    expect(await setRota(at, Array(21).fill('one@counselling.example'))).toMatchObject({ code: 'BAD_ROTA' });
    for (const wrong of ['', 'office', 'a@example.org\r\nBcc: x@example.org', `${'a'.repeat(250)}@example.org`]) {
      expect(await setRota(at, ['one@counselling.example', wrong]), wrong).toMatchObject({ code: 'BAD_MAILBOX' });
    }
    expect(await remindersOf(supervisor)).toMatchObject({ rota: ['one@counselling.example'] });
  });
});

describe('wake-up days', () => {
  const day = (days: number) => new Date(BEGIN + days * DAY).toISOString().slice(0, 10);
  /** Hours from the beginning to the first of a day of UTC. */
  const midnight = (days: number) => days * 24 - 9;

  it('wake in the first hour of the day, once, whatever waits', async () => {
    const { at, mailbox, envelope } = await waiting();
    await acknowledge(at, [envelope]);
    expect(await setWakeDays(at, [day(3), day(2), day(2)])).toMatchObject({ wakeDays: [day(2), day(3)] });
    await begin();
    expect(await hoursOfLetters(mailbox, midnight(4))).toEqual([midnight(2), midnight(3)]);
  });

  it('wake later on the day when the node was away, and not on the day after', async () => {
    const { at, mailbox } = await waiting();
    await setWakeDays(at, [day(1), day(3)]);
    await owner`delete from envelope`;
    await begin();
    expect(await lookAt(midnight(1) + 14)).toEqual([mailbox]);
    expect(await lookAt(midnight(4))).toEqual([]);
  });

  it('are swept when they are over', async () => {
    const at = await organisation();
    await setWakeDays(at, [day(1), day(2)]);
    await owner`
      insert into wake_day (organisation_id, day) values (${at.organisationId}, ${new Date(BEGIN - DAY)}::date)`;
    expect(await remindersOf(at)).toMatchObject({ wakeDays: [day(1), day(2)] });
    await sweep(owner);
    const kept = await owner`select day::text from wake_day where organisation_id = ${at.organisationId} order by day`;
    expect(kept).toEqual([{ day: day(1) }, { day: day(2) }]);
  });

  it('are set by administrators and supervisors, and seen by every member', async () => {
    const at = await organisation();
    const supervisor = await colleague(at, ['supervisor']);
    const caseworker = await colleague(at, ['caseworker']);
    expect(await setWakeDays(caseworker, [day(1)])).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await setWakeDays(supervisor, [day(1)])).toMatchObject({ wakeDays: [day(1)] });
    expect(await remindersOf(caseworker)).toEqual({ rota: [], wakeDays: [day(1)] });
    const other = await organisation();
    expect(await remindersOf(other)).toEqual({ rota: [], wakeDays: [] });
    for (const wrong of [[day(-1)], [day(733)], Array.from({ length: 61 }, (_, days) => day(days + 1))]) {
      expect(await setWakeDays(at, wrong)).toMatchObject({ code: 'BAD_DAYS' });
    }
    // By the node's clock, which each code that was shown has put forward.
    expect(await setWakeDays(at, [new Date(node.apps.now).toISOString().slice(0, 10)])).not.toHaveProperty('code');
    expect(
      await setWakeDays(
        at,
        Array.from({ length: 60 }, (_, days) => day(days + 1)),
      ),
    ).not.toHaveProperty('code');
    expect(await setWakeDays(at, [])).toMatchObject({ wakeDays: [] });
    const { errors } = await at.ask('mutation { setWakeDays(days: ["2026-02-30"]) { __typename } }');
    expect(errors?.[0].extensions.code).toBe('BAD_RANGE');
  });
});

describe('no minute', () => {
  it('is in any table of reminders', async () => {
    const { at } = await waiting();
    await setRota(at, ['one@counselling.example']);
    await begin();
    mails.isRefusing = true;
    await lookAt(4.7);
    mails.isRefusing = false;
    const columns = await owner<{ table: string; column: string; type: string }[]>`
      select table_name as table, column_name as column, data_type as type
      from information_schema.columns
      where table_schema = 'public' and table_name in ('rota', 'wake_day', 'reminded', 'notice', 'notice_mailbox')`;
    const timed = columns.filter(({ type }) => /time|interval/.test(type));
    expect(timed.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(['notice.due', 'reminded.until']);
    for (const { table, column } of timed) {
      const rows = await owner<{ time: Date }[]>`select ${owner(column)} as time from ${owner(table)}`;
      expect(rows.length, table).toBeGreaterThan(0);
      for (const { time } of rows) expect(time.getTime() % HOUR, `${table}.${column}`).toBe(0);
      await expect(
        owner`update ${owner(table)} set ${owner(column)} = date_trunc('hour', now()) + interval '1 minute'`,
      ).rejects.toThrow('check constraint');
    }
  });

  it('tells when something came: what is due goes at any minute from the tenth on, each as likely', () => {
    const minutes = Array.from({ length: 60 }, (_, minute) => minute);
    let stillWaits = 1;
    const goes = minutes.map((minute) => {
      const chance = chanceAt(new Date(BEGIN + minute * 60_000));
      const now = stillWaits * chance;
      stillWaits -= now;
      return now;
    });
    expect(goes.slice(0, 10)).toEqual(Array(10).fill(0));
    for (const chance of goes.slice(10)) expect(chance).toBeCloseTo(1 / 50, 10);
    expect(stillWaits).toBeCloseTo(0, 10);
  });
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
