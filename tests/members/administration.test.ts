import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { connect, type Database } from '#db/client.ts';
import { certify, invite, join, own, PASSPHRASE } from '#demo/organisation-client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { noteChecks } from '#domain/organisations/notices.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { createNoticeMail } from '#server/notice-mail.ts';
import { sendDueNotices, sendNotices } from '#server/notices.ts';
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf } from './cast.ts';
import { nodeWith } from './node-with.ts';

const { sql, address, takeStatements } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());

async function asOwner<T>(work: (owner: Database) => Promise<T>): Promise<T> {
  const owner = connect(address, { max: 1 });
  return work(owner).finally(() => owner.end());
}

/** What SQL shows and does in the session of a browser. */
async function asSessionOf<T>(browser: PortalClient, work: (sql: Database) => Promise<T>): Promise<T> {
  const token = browser.cookie.split('=')[1] ?? '';
  return sql.begin(async (transaction) => {
    await transaction`select set_config('nrm.session', ${token}, true)`;
    return work(transaction as unknown as Database);
  }) as Promise<T>;
}

const { unique, operator: theOperator, applied, organisation: accepted, contactPoint, colleague } = castOf(node, sql);
let operator: PortalClient;
beforeAll(async () => {
  operator = await theOperator();
});

const DECIDE = `mutation ($organisationId: ID!) {
  decideApplication(organisationId: $organisationId, accepted: true, reason: "Both proofs were checked.") {
    ... on Decided { organisationId } ... on Refusal { code sentence }
  }
}`;

/** @returns the code of the refusal, or `done` */
async function tried(browser: PortalClient, mutation: string, variables: Record<string, unknown>): Promise<string> {
  const { data, errors } = await browser.ask(mutation, variables);
  const [answer] = Object.values<any>(data ?? {});
  return errors?.[0].extensions.code ?? answer.code ?? 'done';
}

const CHECK = `mutation ($organisationId: ID!, $reason: String!) {
  checkAgain(organisationId: $organisationId, reason: $reason) { ... on Refusal { code } }
}`;
const LINK = `mutation ($organisationId: ID!, $entryId: ID!) {
  linkEntry(organisationId: $organisationId, entryId: $entryId) { ... on Refusal { code } }
}`;
const UNLINK = LINK.replace('linkEntry', 'unlinkEntry');
const TO_CHECK = `{ organisationsToCheck {
  id name standing lastCheckedOn reason checkAgainOn isOverdue entries { id name }
} }`;
const reason = 'Both proofs were checked again by telephone.';

async function toCheck(browser: PortalClient): Promise<any[]> {
  return (await browser.ask(TO_CHECK)).data.organisationsToCheck;
}

async function anEntryOf(stateCode: string, kind: string): Promise<string> {
  const [entry] = await sql<{ id: string }[]>`
    select id from entry where state_code = ${stateCode} and kind = ${kind} order by position limit 1`;
  return entry?.id ?? '';
}

it('whoever may not do something learns nothing of what else is wrong with it', async () => {
  const administrator = await accepted();
  const caseworker = await colleague(administrator, ['caseworker']);
  const nobody = { organisationId: 'x', entryId: 'x', reason: '' };
  const DECIDE_SHORT = DECIDE.replace('Both proofs were checked.', 'x');
  expect(await tried(caseworker, DECIDE_SHORT, nobody)).toBe('NOTHING_TO_DECIDE');
  expect(await tried(caseworker, CHECK, nobody)).toBe('NOTHING_TO_DECIDE');
  expect(await tried(caseworker, LINK, nobody)).toBe('NOTHING_TO_DECIDE');
  const SET_MAILBOX = 'mutation { setNoticeMailbox(mailbox: "?") { ... on Refusal { code } } }';
  expect(await tried(caseworker, SET_MAILBOX, {})).toBe('NOT_ALLOWED');
  const INVITE = 'mutation { invite(invitationId: "x", roles: ["king"], kept: "?") { ... on Refusal { code } } }';
  expect(await tried(caseworker, INVITE, {})).toBe('NOT_ALLOWED');
  const { data } = await operator.ask('{ sealedState(kind: "?") { version } }');
  expect(data.sealedState).toEqual([]);
});

describe('the yearly check', () => {
  it('is done by the contact point of the State and by nobody else', async () => {
    const [contact, elsewhere] = [await contactPoint('MD'), await contactPoint('AT')];
    const ngo = await accepted({ stateCode: 'MD', name: 'Invented Shelter' });
    const { organisationId } = ngo;
    await asOwner(
      (owner) => owner`
        update application set decided_on = current_date - 400, check_again_on = current_date - 35
        where organisation_id = ${organisationId}`,
    );
    expect(await toCheck(contact)).toMatchObject([
      { id: organisationId, reason: 'Both proofs were checked.', isOverdue: true, entries: [] },
    ]);
    expect(await toCheck(elsewhere)).toEqual([]);
    expect(await toCheck(ngo)).toEqual([]);
    for (const other of [elsewhere, ngo, await colleague(contact, ['caseworker'])]) {
      expect(await tried(other, CHECK, { organisationId, reason })).toBe('NOTHING_TO_DECIDE');
    }
    expect(await tried(node.browser(), CHECK, { organisationId, reason })).toBe('NOT_SIGNED_IN');
    expect(await tried(contact, CHECK, { organisationId, reason: ' x ' })).toBe('BAD_REASON');
    expect(await tried(contact, CHECK, { organisationId: 'x', reason })).toBe('NOTHING_TO_DECIDE');

    expect(await tried(contact, CHECK, { organisationId, reason })).toBe('done');
    const [after] = await toCheck(contact);
    expect(after).toMatchObject({ reason, isOverdue: false });
    expect(Date.parse(after.checkAgainOn) - Date.parse(after.lastCheckedOn)).toBe(365 * 86_400_000);
    const [kept] = await asOwner(
      (owner) => owner`select reason, decided_on::text from application where organisation_id = ${organisationId}`,
    );
    expect(kept?.reason).toBe('Both proofs were checked.');
  });

  it('waits until an officer who is nothing else has a second factor', async () => {
    const contact = await contactPoint('DK');
    const { organisationId } = await accepted({ stateCode: 'DK' });
    const invited = await invite(contact, ['contact_point_officer']);
    const [officer, name] = [node.browser(), unique('officer')];
    await join(officer, invited, name);
    await certify(contact, invited);
    await officer.givePassphrase(name, PASSPHRASE);
    expect((await officer.ask('{ me { lacksFactor } }')).data.me.lacksFactor).toBe(true);
    expect(await tried(officer, CHECK, { organisationId, reason })).toBe('SECOND_FACTOR_NEEDED');
    await officer.addTotp(name);
    expect(await tried(officer, CHECK, { organisationId, reason })).toBe('done');
  });

  it('shows overdue organisations first, and with them what is not active', async () => {
    const contact = await contactPoint('GE');
    const [early, late] = [await accepted({ stateCode: 'GE' }), await accepted({ stateCode: 'GE' })];
    const waiting = await applied({ stateCode: 'GE' });
    await asOwner(
      (owner) => owner`
        update application set check_again_on = current_date where organisation_id = ${late.organisationId}`,
    );
    expect((await toCheck(contact)).map(({ id }) => id)).toEqual([late.organisationId, early.organisationId]);
    const { data } = await contact.ask('{ supervisedOrganisations { id standing } }');
    expect(data.supervisedOrganisations).toHaveLength(3);
    expect(data.supervisedOrganisations).toContainEqual({ id: waiting.organisationId, standing: 'applied' });
    expect(await tried(contact, CHECK, { organisationId: waiting.organisationId, reason })).toBe('NOTHING_TO_DECIDE');
  });

  it('of a contact point is the operator’s', async () => {
    const contact = await contactPoint('RS');
    const { organisationId } = contact;
    expect(await tried(contact, CHECK, { organisationId, reason })).toBe('NOTHING_TO_DECIDE');
    expect(await tried(operator, CHECK, { organisationId, reason })).toBe('done');
  });

  it('is offered to those who decide something', async () => {
    const contact = await contactPoint('AM');
    const mayDecide = async (browser: PortalClient) => (await browser.ask('{ me { mayDecide } }')).data.me.mayDecide;
    expect(await mayDecide(contact)).toBe(true);
    expect(await mayDecide(operator)).toBe(true);
    expect(await mayDecide(await colleague(contact, ['caseworker']))).toBe(false);
    expect(await mayDecide(await accepted({ stateCode: 'AM' }))).toBe(false);
    expect(
      await mayDecide(await applied({ kind: 'contact_point', roles: ['contact_point_officer', 'administrator'] })),
    ).toBe(false);
  });
});

describe('an entry of the directory', () => {
  it('names the organisation behind it to everybody, as long as that is active', async () => {
    const contact = await contactPoint('PL');
    const ngo = await accepted({ stateCode: 'PL', name: 'Invented La Strada' });
    const { organisationId } = ngo;
    const entryId = await anEntryOf('PL', 'HOTLINE');
    const BEHIND = `query ($id: ID!) { node(id: $id) { ... on Hotline { portalOrganisation { id name address } } } }`;
    const behind = async () => (await node.browser().ask(BEHIND, { id: entryId })).data.node.portalOrganisation;
    expect(await behind()).toBeNull();
    expect(await tried(contact, LINK, { organisationId, entryId })).toBe('done');
    expect(await tried(contact, LINK, { organisationId, entryId })).toBe('done');
    expect(await behind()).toMatchObject({ id: organisationId, name: 'Invented La Strada' });
    expect(await toCheck(contact)).toMatchObject([{ entries: [{ id: entryId }] }]);

    const standing = (now: string) =>
      asOwner((owner) => owner`update organisation set standing = ${now} where id = ${organisationId}`);
    await standing('suspended');
    expect(await behind()).toBeNull();
    expect((await ngo.ask(BEHIND, { id: entryId })).data.node.portalOrganisation).toBeNull();
    await standing('active');
    expect(await tried(contact, UNLINK, { organisationId, entryId })).toBe('done');
    expect(await tried(contact, UNLINK, { organisationId, entryId })).toBe('NOTHING_TO_DECIDE');
    expect(await behind()).toBeNull();
  });

  it('is linked only by who decides, within the State, and to one organisation', async () => {
    const [contact, elsewhere] = [await contactPoint('CZ'), await contactPoint('SK')];
    const [ngo, other] = [await accepted({ stateCode: 'CZ' }), await accepted({ stateCode: 'CZ' })];
    const { organisationId } = ngo;
    const entryId = await anEntryOf('CZ', 'SERVICE');
    for (const browser of [elsewhere, ngo]) {
      expect(await tried(browser, LINK, { organisationId, entryId })).toBe('NOTHING_TO_DECIDE');
    }
    for (const wrong of [await anEntryOf('SK', 'SERVICE'), await anEntryOf('CZ', 'PROCEDURE'), randomUUID(), 'x']) {
      expect(await tried(contact, LINK, { organisationId, entryId: wrong })).toBe('BAD_ENTRY');
    }
    expect(await tried(contact, LINK, { organisationId, entryId })).toBe('done');
    expect(await tried(contact, LINK, { organisationId: other.organisationId, entryId })).toBe('ENTRY_TAKEN');
    expect(await tried(elsewhere, UNLINK, { organisationId, entryId })).toBe('NOTHING_TO_DECIDE');
    expect(await tried(ngo, UNLINK, { organisationId, entryId })).toBe('NOTHING_TO_DECIDE');
  });

  it('without a State is of an international organisation', async () => {
    const contact = await contactPoint('BA');
    const [ngo, international] = [
      await accepted({ stateCode: 'BA' }),
      await accepted({ stateCode: 'BA', kind: 'international_organisation' }),
    ];
    const entryId = randomUUID();
    await asOwner(
      (owner) => owner`
        insert into entry (id, kind, name, provenance, checked_on, pillars, note_codes, source_ids, position)
        values (${entryId}, 'CONTACT_POINT', 'Invented Office', 'COMPILED', current_date, '{}', '{}', '{}', 1)`,
    );
    expect(await tried(contact, LINK, { organisationId: ngo.organisationId, entryId })).toBe('BAD_ENTRY');
    expect(await tried(contact, LINK, { organisationId: international.organisationId, entryId })).toBe('done');
    await asOwner((owner) => owner`delete from entry where id = ${entryId}`);
    const [, found] = (await toCheck(contact)).sort((a, b) => a.entries.length - b.entries.length);
    expect(found.entries).toEqual([{ id: entryId, name: null }]);
  });

  it('costs one statement for each list however many are in it', async () => {
    takeStatements();
    const { data } = await node
      .browser()
      .ask(`{ states { contactPoints { portalOrganisation { name } } services { portalOrganisation { name } } } }`);
    expect(data.states).toHaveLength(57);
    expect(takeStatements().filter((statement) => statement.includes('organisation_entry'))).toHaveLength(2);
  });
});

describe('the log', () => {
  const EVENTS = `{ me {
    events { event at isMine signInName details { name values } }
    organisation { events { event at isMine signInName details { name values } } }
  } }`;

  it('shows an administrator what was done in the organisation, of others only the hour', async () => {
    const administrator = await accepted();
    const other = await colleague(administrator, ['administrator', 'caseworker']);
    await invite(other, ['caseworker']);
    const { me } = (await administrator.ask(EVENTS)).data;
    const told = me.organisation.events.map(({ event, signInName }: any) => [event, signInName]);
    const mine = me.events[0].signInName;
    expect(told).toEqual([
      ['invited', other.signInName],
      ['totp_added', other.signInName],
      ['statement', mine],
      ['answered', other.signInName],
      ['invited', mine],
      ['accepted', null],
      ['totp_added', mine],
      ['applied', mine],
    ]);
    expect(me.organisation.events[0].details).toEqual([{ name: 'roles', values: ['caseworker'] }]);
    expect(me.organisation.events[2].details).toEqual([{ name: 'version', values: ['2'] }]);
    for (const { isMine, at } of me.organisation.events) {
      if (!isMine) expect(at).toMatch(/T\d\d:00:00\.000Z$/);
      else expect(Date.now() - Date.parse(at)).toBeLessThan(60_000);
    }
    expect(me.events.every(({ isMine }: any) => isMine)).toBe(true);
  });

  it('shows others only what they did themselves', async () => {
    const administrator = await accepted();
    const caseworker = await colleague(administrator, ['caseworker']);
    const { me } = (await caseworker.ask(EVENTS)).data;
    expect(me.events.map(({ event }: any) => event)).toEqual(['signed_in', 'answered']);
    // Sessions are the person's affair and not the organisation's.
    expect(me.organisation.events).toEqual(me.events.slice(1));
    const accounts = await asSessionOf(
      caseworker,
      (session) => session<{ isMine: boolean }[]>`
        select distinct account_id = gate.current_account() as is_mine from security_log`,
    );
    expect(accounts).toEqual([{ isMine: true }]);
  });

  it('ends after a hundred', async () => {
    const administrator = await accepted();
    const { organisationId } = administrator;
    await asOwner(
      (owner) => owner`
        insert into security_log (organisation_id, event, detail)
        select ${organisationId}, 'other', '{}' from generate_series(1, 120)`,
    );
    expect((await administrator.ask(EVENTS)).data.me.organisation.events).toHaveLength(100);
  });
});

describe('the overview', () => {
  const OVERVIEW = `{ operatorOverview {
    address softwareVersion sendsMail refusedFiles applicationsWaiting waitingSince accounts liveSessions
    organisations { stateCode standing count } directory { contentHash loadedAt entries }
  } }`;

  it('tells an operator numbers and no names', async () => {
    await applied({ stateCode: 'NO' });
    const { operatorOverview } = (await operator.ask(OVERVIEW)).data;
    expect(operatorOverview).toMatchObject({
      address: 'http://at.localhost:3000',
      softwareVersion: '0.0.0',
      sendsMail: false,
      refusedFiles: [],
      waitingSince: new Date().toISOString().slice(0, 10),
    });
    expect(operatorOverview.organisations).toContainEqual({ stateCode: 'NO', standing: 'applied', count: 1 });
    expect(operatorOverview.directory.entries).toBeGreaterThan(1000);
    expect(operatorOverview.accounts).toBeGreaterThanOrEqual(operatorOverview.liveSessions);
  });

  it('is refused to everybody else, by SQL as well', async () => {
    const contact = await contactPoint('SE');
    for (const [browser, code] of [
      [contact, 'NOT_ALLOWED'],
      [node.browser(), 'NOT_SIGNED_IN'],
    ] as const) {
      expect((await browser.ask(OVERVIEW)).errors?.[0].extensions.code).toBe(code);
    }
    expect(await asSessionOf(contact, (session) => session`select gate.overview()`)).toEqual([{ overview: null }]);
    expect(await sql`select gate.overview()`).toEqual([{ overview: null }]);
  });
});

describe('a notice', () => {
  const SET = `mutation ($mailbox: String!) {
    setNoticeMailbox(mailbox: $mailbox) { ... on NoticeMailbox { mailbox sendsMail } ... on Refusal { code } }
  }`;
  const mailbox = 'office@counselling.example';
  let mails: MailServer;
  beforeAll(async () => {
    mails = await startMailServer();
  });
  afterAll(() => mails.stop());
  beforeEach(() => asOwner((owner) => owner`delete from notice`));

  const notices = () =>
    asOwner(
      (owner) => owner<{ organisationId: string; due: Date; failures: number }[]>`
        select organisation_id, due, failures from notice order by due`,
    );

  /** Sends as the node does what is due, as if the full hour had come. @returns what it logged */
  async function atTheHour(): Promise<string> {
    const lines: string[] = [];
    const log = pino({}, { write: (line) => void lines.push(line) });
    const mail = createNoticeMail({ smtpUrl: mails.url, from: 'portal@nrm.example' }, 'https://nrm.example/portal');
    await asOwner(async (owner) => {
      await owner`update notice set due = date_trunc('hour', now(), 'UTC')`;
      await sendDueNotices(owner, mail, log, { now: new Date(), chance: 1 });
    });
    mail.close();
    return lines.join('');
  }

  it('is sent to an office’s mailbox, says nothing, and waits for a full hour', async () => {
    const ngo = await applied();
    const { organisationId } = ngo;
    expect(await ngo.change(SET, { mailbox })).toEqual({ mailbox, sendsMail: false });
    expect(await notices()).toEqual([]);
    await operator.change(DECIDE, { organisationId });
    const [waiting] = await notices();
    expect(waiting).toMatchObject({ organisationId, failures: 0 });
    expect(waiting?.due.toISOString()).toMatch(/T\d\d:00:00\.000Z$/);
    expect(waiting?.due.getTime()).toBeGreaterThan(Date.now());

    await atTheHour();
    const [letter, ...others] = mails.letters.splice(0);
    expect(others).toEqual([]);
    expect(letter?.to).toBe(mailbox);
    expect(letter?.text).toContain(
      'something new for your organisation in the portal:\n\nhttps://nrm.example/portal\n',
    );
    expect(letter?.text).not.toMatch(/accept|decid|Invented/);
    expect(await notices()).toEqual([]);
  });

  it('waits once for each organisation, whatever happens in the meantime', async () => {
    const ngo = await applied();
    await ngo.change(SET, { mailbox });
    await asOwner(async (owner) => {
      for (const event of ['accepted', 'recovery_asked', 'invited']) {
        await owner`
          insert into security_log (organisation_id, event, detail) values (${ngo.organisationId}, ${event}, '{}')`;
      }
    });
    expect(await notices()).toHaveLength(1);
    await ngo.change(SET, { mailbox: '' });
    expect(await notices()).toEqual([]);
  });

  it.each([
    'accepted',
    'refused',
    'recovery_asked',
    'recovery_confirmed',
    'recovered',
    'restored_with_kit',
    'keys_replaced',
    'kit_made',
  ])('is made of %s, but not of everything', async (event) => {
    const ngo = await applied();
    const { organisationId } = ngo;
    await ngo.change(SET, { mailbox });
    const log = (what: string) =>
      asOwner(
        (owner) =>
          owner`insert into security_log (organisation_id, event, detail) values (${organisationId}, ${what}, '{}')`,
      );
    await log('invited');
    expect(await notices()).toEqual([]);
    await log(event);
    expect(await notices()).toMatchObject([{ organisationId }]);
  });

  it('that the mail server refuses is kept, with growing pauses and no mailbox in the log', async () => {
    const ngo = await applied();
    await ngo.change(SET, { mailbox });
    await operator.change(DECIDE, { organisationId: ngo.organisationId });
    mails.isRefusing = true;
    onTestFinished(() => {
      mails.isRefusing = false;
    });
    const pauses: number[] = [];
    for (const failures of [1, 2, 3]) {
      const logged = await atTheHour();
      expect(logged).toContain('EENVELOPE');
      expect(logged).not.toContain('office');
      const [kept] = await notices();
      expect(kept?.failures).toBe(failures);
      pauses.push(Math.ceil(((kept?.due.getTime() ?? 0) - Date.now()) / 3_600_000));
    }
    expect(mails.refused).toEqual([mailbox, mailbox, mailbox]);
    expect(pauses).toEqual([1, 2, 4]);
    mails.isRefusing = false;
    await atTheHour();
    expect(mails.letters.splice(0)).toHaveLength(1);
  });

  it('is sent once by two processes at the same time', async () => {
    const ngo = await applied();
    await ngo.change(SET, { mailbox });
    await operator.change(DECIDE, { organisationId: ngo.organisationId });
    await Promise.all([atTheHour(), atTheHour(), atTheHour()]);
    expect(mails.letters.splice(0)).toHaveLength(1);
  });

  it('tells a contact point once of each check that is due within a month', async () => {
    const contact = await contactPoint('IS');
    await contact.change(SET, { mailbox });
    const ngo = await accepted({ stateCode: 'IS' });
    await asOwner((owner) => noteChecks(owner));
    expect(await notices()).toEqual([]);
    await asOwner(async (owner) => {
      await owner`
        update application set check_again_on = current_date + 29 where organisation_id = ${ngo.organisationId}`;
      await noteChecks(owner);
    });
    expect(await notices()).toMatchObject([{ organisationId: contact.organisationId }]);
    await atTheHour();
    await asOwner((owner) => noteChecks(owner));
    expect(await notices()).toEqual([]);
    mails.letters.splice(0);
  });

  it('has a mailbox that only administrators see and set', async () => {
    const ngo = await accepted();
    const caseworker = await colleague(ngo, ['caseworker']);
    for (const wrong of ['office', 'a@b', 'a@example.org, b@example.org', 'office@example.org\r\nBcc: x@example.org']) {
      expect(await ngo.change(SET, { mailbox: wrong })).toEqual({ code: 'BAD_MAILBOX' });
    }
    expect(await caseworker.change(SET, { mailbox })).toEqual({ code: 'NOT_ALLOWED' });
    await ngo.change(SET, { mailbox });
    const seenBy = async (browser: PortalClient) =>
      (await browser.ask('{ me { organisation { notices { mailbox } } } }')).data.me.organisation.notices.mailbox;
    expect(await seenBy(ngo)).toBe(mailbox);
    expect(await seenBy(caseworker)).toBeNull();
    const { events } = (await ngo.ask('{ me { events { event details { name } } } }')).data.me;
    expect(events[0]).toEqual({ event: 'mailbox_set', details: [] });
  });

  it('is looked for again and again, and no more after the end', async () => {
    const mail = createNoticeMail({ smtpUrl: mails.url, from: 'portal@nrm.example' }, 'https://nrm.example/portal');
    await sendNotices(address, mail, pino({ enabled: false })).stop();
  });
});

describe('the portal’s account with the token of one organisation', () => {
  it('sees nothing of another’s mailbox and opens none of the doors for notices', async () => {
    const [mine, theirs] = [await accepted(), await accepted()];
    await theirs.change('mutation { setNoticeMailbox(mailbox: "office@other.example") { __typename } }', {});
    await asSessionOf(mine, async (session) => {
      expect(await session`select 1 from notice_mailbox`).toEqual([]);
      const [checked] = await session`select gate.check_again(${theirs.organisationId}, 'I may not') as done`;
      expect(checked?.done).toBe(false);
      const [linked] = await session`select gate.link_entry(${theirs.organisationId}, ${randomUUID()}) as refusal`;
      expect(linked?.refusal).toBe('NOTHING_TO_DECIDE');
    });
    for (const statement of [
      'select * from notice',
      'select * from gate.due_notices(now())',
      'select gate.take_notice(null, false, now())',
      'select gate.note(null)',
      'select gate.note_checks()',
      'select gate.note_reminders(now())',
      'select gate.notice_sent(null, false)',
      'select gate.notice_failed(null, false)',
      'set role nrm_jobs',
      'insert into organisation_entry values (gen_random_uuid(), gen_random_uuid())',
      'delete from organisation_entry',
      "update notice_mailbox set mailbox = 'x'",
      'update application set check_again_on = null',
    ]) {
      await expect(sql.unsafe(statement), statement).rejects.toThrow('permission denied');
    }
  });

  it('without a token sees which entries active organisations stand behind, and nothing else', async () => {
    expect(await sql`select 1 from notice_mailbox`).toEqual([]);
    const hidden = await sql`
      select 1 from organisation_entry l left join organisation o on o.id = l.organisation_id
      where o.standing is distinct from 'active'`;
    expect(hidden).toEqual([]);
  });
});

it('an organisation of its own sees itself as before', async () => {
  expect(await own(await accepted())).toMatchObject({ standing: 'active' });
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
