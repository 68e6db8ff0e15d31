import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '#crypto/bytes.ts';
import { newMemberKeys, publicHalf } from '#crypto/member-keys.ts';
import { admit, dismiss } from '#crypto/organisation-changes.ts';
import { openPeriod } from '#crypto/organisation-keys.ts';
import { kitAuthenticator } from '#crypto/recovery-kit.ts';
import { verifyStatement } from '#crypto/statement.ts';
import { connect } from '#db/client.ts';
import {
  apply,
  certify,
  foundAs,
  type Invented,
  invite,
  join,
  keysOf,
  letGo,
  makeKit,
  own,
  PASSPHRASE,
  publish,
  sendApplication,
} from '#demo/organisation-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf } from './cast.ts';
import { nodeWith } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());

async function asOwner<T>(work: (owner: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
  const owner = connect(address, { max: 1 });
  return work(owner).finally(() => owner.end());
}

const { unique, operator: theOperator, organisation, contactPoint, colleague } = castOf(node, sql);

const DECIDE = `mutation ($organisationId: ID!, $accepted: Boolean!) {
  decideApplication(organisationId: $organisationId, accepted: $accepted, reason: "Both proofs were checked.") {
    ... on Decided { organisationId } ... on Refusal { code sentence }
  }
}`;

/** Nothing of an application that is looked at after its ids. */
const EMPTY = {
  signInName: 'x',
  registrationRecord: '',
  bundle: '',
  organisationId: 'x',
  enrolmentKey: '',
  statement: '',
  sealedKeys: [],
};

describe('an application', () => {
  it('waits for the contact point of its State, and nobody else may decide it', async () => {
    const [contact, elsewhere] = [await contactPoint('MD'), await contactPoint('AT')];
    const browser = node.browser();
    const { organisationId } = await apply(browser, 'applicant', { stateCode: 'MD' });
    await browser.signIn('applicant', PASSPHRASE);
    expect(await own(browser)).toMatchObject({ standing: 'applied', members: [{ number: 1, isMe: true }] });

    expect((await elsewhere.ask('{ applications { id } }')).data.applications).toEqual([]);
    for (const other of [elsewhere, browser, node.browser()]) {
      const { data, errors } = await other.ask(DECIDE, { organisationId, accepted: true });
      expect(data?.decideApplication?.code ?? errors?.[0].extensions.code).toMatch(
        /^(NOTHING_TO_DECIDE|NOT_SIGNED_IN)$/,
      );
    }
    const waiting = (await contact.ask('{ applications { id name proofs website enrolmentKey } }')).data.applications;
    expect(waiting).toMatchObject([{ id: organisationId, website: 'https://counselling.example/' }]);
    expect(await contact.change(DECIDE, { organisationId, accepted: true })).toEqual({ organisationId });
    expect(await contact.change(DECIDE, { organisationId, accepted: false })).toMatchObject({
      code: 'NOTHING_TO_DECIDE',
    });
    expect(await own(browser)).toMatchObject({ standing: 'active' });
  });

  it('is the operator’s only as long as its State has no active contact point', async () => {
    const operating = await theOperator();
    await organisation({ stateCode: 'NO' });
    const contact = await contactPoint('NO');
    const { organisationId } = await apply(node.browser(), unique('later'), { stateCode: 'NO' });
    expect((await operating.ask('{ applications { id } }')).data.applications).not.toContainEqual({
      id: organisationId,
    });
    expect(await operating.change(DECIDE, { organisationId, accepted: true })).toMatchObject({
      code: 'NOTHING_TO_DECIDE',
    });
    const { id } = await own(contact);
    const standing = (now: string) =>
      asOwner((owner) => owner`update organisation set standing = ${now} where id = ${id}`);
    await standing('suspended');
    expect((await operating.ask('{ applications { id } }')).data.applications).toContainEqual({ id: organisationId });
    await standing('active');
    expect(await contact.change(DECIDE, { organisationId, accepted: true })).toEqual({ organisationId });
  });

  it('of a contact point is decided by the operator, not by the State’s other contact point', async () => {
    const contact = await contactPoint('RS');
    await apply(node.browser(), unique('second'), { kind: 'contact_point', stateCode: 'RS' });
    expect((await contact.ask('{ applications { id } }')).data.applications).toEqual([]);
    const seen = (await (await theOperator()).ask('{ applications { kind stateCode } }')).data.applications;
    expect(seen).toContainEqual({ kind: 'contact_point', stateCode: 'RS' });
  });

  it.each<[string, Invented & Record<string, unknown>, string]>([
    ['an unknown kind', { kind: 'club' }, 'BAD_ORGANISATION'],
    ['an unknown State', { stateCode: 'XX' }, 'BAD_ORGANISATION'],
    ['a mission that is nowhere', { kind: 'consular_mission' }, 'BAD_ORGANISATION'],
    ['an NGO that sits in another State', { sitsIn: 'AT' }, 'BAD_ORGANISATION'],
    ['one proof', { proofs: ['Entry 123 in an invented register'] }, 'BAD_ORGANISATION'],
    ['the same proof twice', { proofs: ['Entry 123 in a register', 'Entry 123 in a register'] }, 'BAD_ORGANISATION'],
    ['a website that is a script', { website: 'javascript:alert(1)' }, 'BAD_ORGANISATION'],
    ['no name', { name: ' \u0001 ' }, 'BAD_ORGANISATION'],
    ['an address with a blank', { address: 'a b' }, 'BAD_ORGANISATION'],
    ['a rapporteur who wants cases', { kind: 'rapporteur' }, 'BAD_STATEMENT'],
    ['an NGO that wants to decide for a State', { roles: ['administrator', 'contact_point_officer'] }, 'BAD_STATEMENT'],
    ['a sealed key for nobody', { sealedKeys: [{ key: 'enrolment', member: 9, sealed: 'YQ' }] }, 'BAD_SEALED_KEY'],
    ['a statement of another organisation', { organisationId: randomUUID() }, 'BAD_STATEMENT'],
    ['a statement that is none', { statement: 'x.y.z' }, 'BAD_STATEMENT'],
    ['another enrolment key', { enrolmentKey: 'A'.repeat(43) }, 'BAD_STATEMENT'],
    ['a key that is none', { enrolmentKey: '?' }, 'BAD_STATEMENT'],
    ['no account', { accountId: 'x' }, 'BAD_ID'],
  ])('with %s is refused', async (_what, { roles, ...wrong }, code) => {
    const [browser, name, organisationId] = [node.browser(), unique('wrong'), randomUUID()];
    const made = await browser.register(null, name, PASSPHRASE);
    const founded = await foundAs(browser, organisationId, roles ?? ['administrator', 'caseworker']);
    expect(await sendApplication(browser, { signInName: name, ...made, ...founded, ...wrong })).toMatchObject({ code });
    expect(await browser.signIn(name, PASSPHRASE)).toMatchObject({ code: 'WRONG_NAME_OR_PASSPHRASE' });
  });
});

describe('what nobody’s browser sends', () => {
  it('is refused in words when an id, key or account is there already or is none', async () => {
    const administrator = await organisation();
    const { id, enrolmentKey, statement, sealedKeys } = await own(administrator);
    const [browser, name] = [node.browser(), unique('copied')];
    const made = await browser.register(null, name, PASSPHRASE);
    const copied = { signInName: name, ...made, organisationId: id, enrolmentKey, statement, sealedKeys };
    expect(await sendApplication(browser, copied)).toMatchObject({ code: 'BAD_ORGANISATION' });
    const { me } = (await administrator.ask('{ me { id } }')).data;
    const founded = await foundAs(browser, randomUUID(), ['administrator', 'caseworker']);
    const asSomebody = { signInName: name, ...made, accountId: me.id, ...founded };
    expect(await sendApplication(browser, asSomebody)).toMatchObject({ code: 'BAD_ID' });
    const published = await publish(administrator, { statement, sealedKeys: [] }, [{ number: 1, accountId: 'x' }]);
    expect(published).toMatchObject({ code: 'BAD_ID' });
  });

  it('is refused when there is a null character in it', async () => {
    const browser = await organisation();
    const response = (challenge: string, id = 'x') => {
      const clientDataJSON = Buffer.from(JSON.stringify({ challenge, origin: 'x', type: 'x' })).toString('base64url');
      return JSON.stringify({ id, response: { clientDataJSON } });
    };
    const FINISH =
      'mutation ($r: String!) { finishPasskeySignIn(response: $r, device: "d") { ... on Refusal { code } } }';
    expect(await browser.change(FINISH, { r: response('\0') })).toEqual({ code: 'CHALLENGE_SPENT' });
    expect(await browser.change(FINISH, { r: response('x', '\0') })).toEqual({ code: 'BAD_PASSKEY' });
    for (const [mutation, variables] of [
      ['mutation ($id: ID!) { removePasskey(passkey: $id) { __typename } }', { id: '\0' }],
      ['mutation { startSignIn(name: "abc", startLoginRequest: "a\\u0000") { __typename } }', {}],
      [DECIDE.replace('Both', '\\u0000'), { organisationId: randomUUID(), accepted: true }],
    ] as const) {
      const { data, errors } = await browser.ask(mutation, variables);
      expect(errors?.[0].extensions.code).toBe('BAD_TEXT');
      expect(data ?? null).toBeNull();
    }
  });
});

describe('applications', () => {
  it('of one network address are counted', async () => {
    const browser = node.browser();
    const codes = new Set<string>();
    for (let times = 0; times < 101; times += 1) {
      codes.add((await sendApplication(browser, { ...EMPTY, accountId: 'x' })).code);
    }
    expect([...codes]).toEqual(['BAD_ID', 'TOO_MANY_TRIES']);
  });

  it('have no more sealed keys than one member can need', async () => {
    const [browser, name] = [node.browser(), unique('many')];
    const made = await browser.register(null, name, PASSPHRASE);
    const founded = await foundAs(browser, randomUUID(), ['administrator', 'caseworker']);
    const [key] = founded.sealedKeys;
    const sealedKeys = Array.from({ length: 4 }, () => key);
    expect(await sendApplication(browser, { signInName: name, ...made, ...founded, sealedKeys })).toMatchObject({
      code: 'BAD_SEALED_KEY',
    });
  });

  it('that were refused leave the address to others', async () => {
    const address = unique('wanted');
    const { organisationId } = await apply(node.browser(), unique('squatter'), { kind: 'contact_point', address });
    expect(await apply(node.browser(), unique('honest'), { address })).toMatchObject({ code: 'ADDRESS_TAKEN' });
    const refused = await (await theOperator()).change(DECIDE, { organisationId, accepted: false });
    expect(refused).toEqual({ organisationId });
    expect(await apply(node.browser(), unique('honest'), { address })).toHaveProperty('organisationId');
    expect(await apply(node.browser(), unique('late'), { address })).toMatchObject({ code: 'ADDRESS_TAKEN' });
  });
});

describe('an invitation', () => {
  it('makes a member of whoever holds its secret, with the keys that the roles need', async () => {
    const administrator = await organisation();
    const caseworker = await colleague(administrator, ['caseworker']);
    const theirs = await own(caseworker);
    expect(theirs.members).toMatchObject([
      { number: 1, roles: ['administrator', 'caseworker'] },
      { number: 2, roles: ['caseworker'], isMe: true },
    ]);
    const { periods } = await verifyStatement(theirs.statement, fromBase64url(theirs.enrolmentKey));
    const [period] = periods;
    if (period === undefined) throw new Error('There is no period.');
    expect(await openPeriod(keysOf(caseworker), theirs, period)).toMatch(/^AGE-SECRET-KEY-PQ-1/);
    expect(theirs.sealedKeys.map(({ key }) => key)).toEqual([period.id]);
    expect(theirs.invitations).toEqual([]);
  });

  it('works once, and not when it has ended or was forged', async () => {
    const administrator = await organisation();
    const invited = await invite(administrator, ['caseworker']);
    expect(await join(node.browser(), { ...invited, link: 'forged' }, unique('x'))).toMatchObject({
      code: 'LINK_SPENT',
    });
    expect(await join(node.browser(), invited, unique('x'))).toEqual({ done: true });
    expect(await join(node.browser(), invited, unique('x'))).toMatchObject({ code: 'LINK_SPENT' });
    const late = await invite(administrator, ['caseworker']);
    await asOwner((owner) => owner`update invitation set valid_until = now() where id = ${late.invitationId}`);
    expect(await join(node.browser(), late, unique('x'))).toMatchObject({ code: 'LINK_SPENT' });
  });

  it('answered by a node with its own key is noticed by the administrator’s browser', async () => {
    const administrator = await organisation();
    const invited = await invite(administrator, ['caseworker']);
    await join(node.browser(), invited, unique('victim'));
    const ghost = JSON.stringify(publicHalf(await newMemberKeys()));
    await asOwner((owner) => owner`update invitation set public_half = ${ghost} where id = ${invited.invitationId}`);
    await expect(certify(administrator, invited)).rejects.toThrow('Not vouched for.');
  });

  it('is made by administrators only, for roles that exist in such an organisation', async () => {
    const administrator = await organisation();
    const caseworker = await colleague(administrator, ['caseworker']);
    expect(await invite(caseworker, ['caseworker'])).toMatchObject({ code: 'NOT_ALLOWED' });
    for (const roles of [[], ['king'], ['contact_point_officer'], ['caseworker', 'caseworker', 'x']]) {
      expect(await invite(administrator, roles)).toMatchObject({ code: 'BAD_ROLES' });
    }
    expect(await invite(await theOperator(), ['caseworker'])).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

describe('whoever answered an invitation and is not certified', () => {
  const TURN_AWAY = `mutation ($accountId: ID!) {
    turnAwayNewcomer(accountId: $accountId) { ... on TurnedAway { done } ... on Refusal { code } }
  }`;

  async function newcomer() {
    const administrator = await organisation();
    const invited = await invite(administrator, ['caseworker']);
    const [browser, name] = [node.browser(), unique('newcomer')];
    await join(browser, invited, name);
    await browser.signIn(name, PASSPHRASE);
    return { administrator, browser, name, invited };
  }

  it('sees nobody else, and no statement of the past', async () => {
    const { administrator, browser, invited } = await newcomer();
    const SEEN = '{ me { organisation { members { isMe } pastStatement(version: 1) } } }';
    const alone = { members: [{ isMe: true }], pastStatement: null };
    expect((await browser.ask(SEEN)).data.me.organisation).toEqual(alone);
    expect((await administrator.ask(SEEN)).data.me.organisation.members).toHaveLength(2);
    await certify(administrator, invited);
    const { members, pastStatement } = (await browser.ask(SEEN)).data.me.organisation;
    expect(members).toHaveLength(2);
    expect(pastStatement).not.toBeNull();
  });

  it('is turned away by an administrator, with account, session and link', async () => {
    const { administrator, browser, name, invited } = await newcomer();
    const { members } = await own(administrator);
    const { accountId } = members.find(({ number }: any) => number === null);
    const first = members.find(({ number }: any) => number === 1);
    for (const [by, whom] of [
      [browser, first.accountId],
      [browser, accountId],
      [await organisation(), accountId],
      [administrator, first.accountId],
      [administrator, 'x'],
    ]) {
      expect(await by.change(TURN_AWAY, { accountId: whom })).toEqual({ code: 'NOTHING_TO_DECIDE' });
    }
    expect(await administrator.change(TURN_AWAY, { accountId })).toEqual({ done: true });
    expect((await browser.ask('{ me { id } }')).data.me).toBeNull();
    expect(await browser.signIn(name, PASSPHRASE)).toMatchObject({ code: 'WRONG_NAME_OR_PASSPHRASE' });
    expect(await join(node.browser(), invited, unique('again'))).toMatchObject({ code: 'LINK_SPENT' });
    expect((await own(administrator)).members).toHaveLength(1);
    const { events } = (await administrator.ask('{ me { organisation { events { event details { values } } } } }')).data
      .me.organisation;
    expect(events[0]).toEqual({ event: 'turned_away', details: [{ values: [name] }] });
  });
});

describe('a statement', () => {
  it('that revokes a member ends the member’s sessions and begins a period without the member', async () => {
    const administrator = await organisation();
    const leaving = await colleague(administrator, ['caseworker']);
    const staying = await colleague(administrator, ['caseworker']);
    const before = await own(leaving);
    expect(await letGo(administrator, 2)).toHaveProperty('id');
    expect((await leaving.ask('{ me { id } }')).data.me).toBeNull();

    const after = await own(staying);
    const { periods } = await verifyStatement(after.statement, fromBase64url(after.enrolmentKey));
    const [old, current] = periods;
    expect(old?.retiredOn).not.toBeNull();
    if (current === undefined) throw new Error('There is no new period.');
    expect(await openPeriod(keysOf(staying), after, current)).toMatch(/^AGE-SECRET-KEY-PQ-1/);
    const kept = { ...after, sealedKeys: [...before.sealedKeys, ...after.sealedKeys] };
    await expect(openPeriod(keysOf(leaving), kept, current)).rejects.toMatchObject({ code: 'NOT_FOR_US' });
    const left = await asOwner(
      (owner) => owner`select 1 from sealed_key where organisation_id = ${after.id} and member_number = 2`,
    );
    expect(left).toEqual([]);
  });

  it('that leaves nobody to administer is not even signed', async () => {
    const administrator = await organisation();
    await expect(letGo(administrator, 1)).rejects.toMatchObject({ code: 'BAD_STATEMENT' });
  });

  it('of two administrators who dismiss each other counts once', async () => {
    const first = await organisation();
    const second = await colleague(first, ['administrator', 'caseworker']);
    const [mine, theirs] = [await own(first), await own(second)];
    const [againstSecond, againstFirst] = [
      await dismiss(keysOf(first), mine, 2, { now: new Date() }),
      await dismiss(keysOf(second), theirs, 1, { now: new Date() }),
    ];
    expect(await publish(first, againstSecond)).toHaveProperty('id');
    expect(await publish(second, againstFirst)).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect((await own(first)).members.filter(({ isRevoked }: any) => !isRevoked)).toHaveLength(1);
  });

  it('that is older, not next, or not of an administrator is refused and changes nothing', async () => {
    const administrator = await organisation();
    const old = await own(administrator);
    const caseworker = await colleague(administrator, ['caseworker']);
    const now = await own(administrator);
    const newcomer = { publicHalf: publicHalf(await newMemberKeys()), roles: ['caseworker' as const] };
    const fork = await admit(keysOf(administrator), old, newcomer, new Date());
    expect(await publish(administrator, fork)).toMatchObject({ code: 'NOT_NEXT' });
    expect(await publish(administrator, { statement: old.statement, sealedKeys: [] })).toMatchObject({
      code: 'NOT_NEXT',
    });
    const next = await admit(keysOf(administrator), now, newcomer, new Date());
    expect(await publish(caseworker, next)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await publish(await organisation(), next)).toMatchObject({ code: 'BAD_STATEMENT' });
    expect((await own(administrator)).statement).toBe(now.statement);
  });
});

describe('a printed kit', () => {
  const OPEN = `mutation ($organisationId: ID!, $authenticator: String!) {
    openKit(organisationId: $organisationId, authenticator: $authenticator) { ... on OpenedKit { statement } ... on Refusal { code } }
  }`;

  it('is proved by what is on the paper, not by what the node keeps, and strangers lock nobody out of it', async () => {
    const administrator = await organisation();
    const kit = await makeKit(administrator);
    const { id: organisationId, statement } = await own(administrator);
    const authenticator = toBase64url(await kitAuthenticator(kit));
    await expect(sql`select kit_proof from organisation`).rejects.toThrow('permission denied');
    const [kept] = await asOwner(
      (owner) => owner<{ kitProof: string }[]>`select kit_proof from organisation where id = ${organisationId}`,
    );
    const proof = kept?.kitProof ?? '';
    expect(proof).toMatch(/^[0-9a-f]{64}$/);
    expect(await sql`select statement from gate.open_kit(${organisationId}, ${proof})`).toEqual([{ statement: null }]);
    const stranger = node.browser();
    for (let tries = 0; tries < 12; tries += 1) {
      const wrong = { organisationId, authenticator: 'A'.repeat(43) };
      expect(await stranger.change(OPEN, wrong)).toEqual({ code: 'BAD_KIT' });
    }
    expect(await node.browser().change(OPEN, { organisationId, authenticator })).toEqual({ statement });
  });
});

describe('the portal’s account with the token of one organisation', () => {
  it('sees nothing of another’s members, keys, invitations and log, and changes nothing', async () => {
    const [mine, theirs] = [await organisation(), await organisation()];
    await invite(theirs, ['caseworker']);
    const other = await own(theirs);
    const token = mine.cookie.split('=')[1] ?? '';
    await sql.begin(async (transaction) => {
      await transaction`select set_config('nrm.session', ${token}, true)`;
      for (const table of ['member', 'sealed_key', 'invitation', 'application', 'security_log']) {
        const seen = await transaction.unsafe(`select 1 from ${table} where organisation_id = '${other.id}'`);
        expect(seen, table).toHaveLength(0);
      }
      const [decided] = await transaction`select gate.decide(${other.id}, true, 'I may not') as done`;
      expect(decided?.done).toBe(false);
    });
    for (const statement of [
      'update security_log set event = null',
      'delete from security_log',
      "update organisation set standing = 'active'",
      "update member set roles = '{administrator}'",
      'delete from sealed_key',
      "select gate.log('forged', null, '{}')",
      "select gate.keep_sealed_keys(null, '[]')",
    ]) {
      await expect(sql.unsafe(statement), statement).rejects.toThrow('permission denied');
    }
  });

  it('finds in the log what was done, which it can neither change nor take away', async () => {
    const administrator = await organisation();
    await colleague(administrator, ['caseworker']);
    const token = administrator.cookie.split('=')[1] ?? '';
    const events = await sql.begin(async (transaction) => {
      await transaction`select set_config('nrm.session', ${token}, true)`;
      return transaction<{ event: string }[]>`
        select event from security_log where event not in ('signed_in', 'totp_added') order by id`;
    });
    expect(events.map(({ event }) => event)).toEqual(['applied', 'accepted', 'invited', 'answered', 'statement']);
  });
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
