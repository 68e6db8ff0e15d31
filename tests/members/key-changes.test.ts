import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBundle, readBundle } from '#crypto/bundle.ts';
import { toBase64url } from '#crypto/bytes.ts';
import { readInvitationSecret, vouch } from '#crypto/invitation.ts';
import { newMemberKeys, publicHalf } from '#crypto/member-keys.ts';
import { giveOlderPeriods, renew, replaceOwnKeys, restoreWithKit } from '#crypto/organisation-changes.ts';
import { openPeriods, readOwnStatement } from '#crypto/organisation-keys.ts';
import { kitAuthenticator, type RecoveryKit } from '#crypto/recovery-kit.ts';
import { connect } from '#db/client.ts';
import { certify, invite, keysOf, letGo, makeKit, own, PASSPHRASE, publish } from '#demo/organisation-client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { sweep } from '#domain/sweep.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf, type Player } from './cast.ts';
import { nodeWith } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const { unique, organisation, colleague } = castOf(node, sql);

async function idOf(browser: PortalClient): Promise<string> {
  return (await browser.ask('{ me { id } }')).data.me.id;
}

/** What opens the keys that the node keeps, by the passphrase that was given last. */
async function bundleOpens(browser: PortalClient): Promise<string> {
  const { id, bundle } = (await browser.ask('{ me { id bundle } }')).data.me;
  if (browser.exportKey === null) throw new Error('Nobody signed in here.');
  const keys = await openBundle(readBundle(bundle), id, {
    id: 'passphrase',
    kind: 'passphrase',
    secret: browser.exportKey,
  });
  return toBase64url(keys.signingPublicKey);
}

async function eventsOf(browser: PortalClient): Promise<string[]> {
  const token = browser.cookie.split('=')[1] ?? '';
  return sql.begin(async (transaction) => {
    await transaction`select set_config('nrm.session', ${token}, true)`;
    const rows = await transaction<{ event: string }[]>`select event from security_log order by id`;
    return rows.map(({ event }) => event);
  }) as Promise<string[]>;
}

describe('an administrator', () => {
  it('signs the statement anew, and older ones stay for members to compare', async () => {
    const administrator = await organisation();
    const before = await own(administrator);
    expect(await publish(administrator, await renew(keysOf(administrator), before, new Date()))).toHaveProperty('id');
    const past = await administrator.ask(
      '{ me { organisation { one: pastStatement(version: 1) none: pastStatement(version: 9) } } }',
    );
    expect(past.data.me.organisation).toEqual({ one: before.statement, none: null });
    const elsewhere = await organisation();
    const theirs = await elsewhere.ask('{ me { organisation { pastStatement(version: 2) } } }');
    expect(theirs.data.me.organisation).toEqual({ pastStatement: null });
  });

  it('replaces the own keys: other sessions end, and the new ones open everything', async () => {
    const administrator = await organisation();
    const elsewhere = node.browser();
    await elsewhere.signIn(administrator.signInName, PASSPHRASE);
    const mine = await own(administrator);
    const fresh = await newMemberKeys(keysOf(administrator).anchor);
    const { number, ...next } = await replaceOwnKeys(keysOf(administrator), mine, fresh, {
      now: new Date(),
      lostAt: new Date(),
    });
    const me = await idOf(administrator);
    administrator.keys = fresh;
    const ownBundle = await administrator.sealKeys(me);
    expect(await publish(administrator, next, [{ number, accountId: me }], { ownBundle })).toHaveProperty('id');

    expect((await elsewhere.ask('{ me { id } }')).data.me).toBeNull();
    const after = await own(administrator);
    expect(after.members).toMatchObject([{ number: 2, isMe: true, isRevoked: false }]);
    expect(await openPeriods(fresh, after, await readOwnStatement(fresh, after))).toHaveLength(2);
    expect(await bundleOpens(administrator)).toBe(publicHalf(fresh).signingKey);
    expect(await eventsOf(administrator)).toContain('keys_replaced');
  });

  it('gives a newcomer older keys, which nobody has before', async () => {
    const administrator = await organisation();
    await colleague(administrator, ['supervisor']);
    await letGo(administrator, 2);
    const late = await colleague(administrator, ['caseworker']);
    const held = async () => {
      const theirs = await own(late);
      return (await openPeriods(keysOf(late), theirs, await readOwnStatement(keysOf(late), theirs))).length;
    };
    expect(await held()).toBe(1);
    const next = await giveOlderPeriods(keysOf(administrator), await own(administrator), 3, new Date());
    expect(await publish(administrator, next)).toHaveProperty('id');
    expect(await held()).toBe(2);
  });
});

describe('a member whose keys were ended', () => {
  const RENEW = `mutation ($link: String!, $bundle: String!, $publicHalf: String!, $vouched: String!) {
    renewKeys(link: $link, bundle: $bundle, publicHalf: $publicHalf, vouched: $vouched) {
      ... on Answered { done } ... on Refusal { code }
    }
  }`;

  async function newKeys(browser: PortalClient, invited: { link: string; secret: string; invitationId: string }) {
    const fresh = await newMemberKeys(keysOf(browser).anchor);
    browser.keys = fresh;
    const half = publicHalf(fresh);
    return {
      link: invited.link,
      bundle: await browser.sealKeys(await idOf(browser)),
      publicHalf: JSON.stringify(half),
      vouched: await vouch(readInvitationSecret(invited.secret), {
        invitation: invited.invitationId,
        publicHalf: half,
      }),
    };
  }

  it('comes back into the same account with new ones, by a link that is nobody else’s', async () => {
    const administrator = await organisation();
    const member = await colleague(administrator, ['caseworker']);
    const other = await colleague(administrator, ['caseworker']);
    const id = await idOf(member);
    expect(await invite(administrator, ['caseworker'], id)).toMatchObject({ code: 'NOT_ALLOWED' });
    await letGo(administrator, 2);
    const invited = await invite(administrator, ['caseworker'], id);
    await member.signIn(member.signInName, PASSPHRASE);
    expect(await own(member)).toBeNull();
    const shown = await member.ask('query ($link: String!) { invitation(link: $link) { isRenewal } }', invited);
    expect(shown.data.invitation).toEqual({ isRenewal: true });

    expect(await other.change(RENEW, await newKeys(other, invited))).toEqual({ code: 'LINK_SPENT' });
    const made = await newKeys(member, invited);
    expect(await member.change(RENEW, made)).toEqual({ done: true });
    expect(await member.change(RENEW, made)).toEqual({ code: 'LINK_SPENT' });
    expect((await own(member)).members.find(({ isMe }: any) => isMe)).toMatchObject({ number: null, roles: [] });
    expect(await certify(administrator, invited)).toHaveProperty('id');
    const theirs = await own(member);
    expect(theirs.members.find(({ isMe }: any) => isMe)).toMatchObject({ number: 4, roles: ['caseworker'] });
    const statement = await readOwnStatement(keysOf(member), theirs);
    expect(await openPeriods(keysOf(member), theirs, statement)).toHaveLength(1);
    expect(await bundleOpens(member)).toBe(publicHalf(keysOf(member)).signingKey);
  });
});

describe('the printed kit', () => {
  const OPEN = `mutation ($organisationId: ID!, $authenticator: String!) {
    openKit(organisationId: $organisationId, authenticator: $authenticator) {
      ... on OpenedKit { statement firstRoles sealedKeys { key member sealed } } ... on Refusal { code }
    }
  }`;
  const RESTORE = `mutation (
    $organisationId: ID!, $authenticator: String!, $accountId: ID!, $signInName: String!, $registrationRecord: String!
    $bundle: String!, $statement: String!, $number: Int!, $sealedKeys: [SealedKeyInput!]!
  ) {
    restoreWithKit(
      organisationId: $organisationId, authenticator: $authenticator, accountId: $accountId, signInName: $signInName
      registrationRecord: $registrationRecord, bundle: $bundle, statement: $statement, number: $number
      sealedKeys: $sealedKeys
    ) { ... on Restored { signInName } ... on Refusal { code } }
  }`;

  async function holderOf(kit: RecoveryKit) {
    return {
      organisationId: kit.anchor.organisation,
      authenticator: toBase64url(await kitAuthenticator(kit)),
    };
  }

  it('brings the organisation back with everything, and not with another paper', async () => {
    const administrator = await organisation();
    const kit = await makeKit(administrator);
    await colleague(administrator, ['caseworker']);
    await letGo(administrator, 2);
    const stranger = node.browser();
    const holder = await holderOf(kit);
    expect(await stranger.change(OPEN, { ...holder, authenticator: 'A'.repeat(43) })).toEqual({ code: 'BAD_KIT' });
    expect(await stranger.change(OPEN, { ...holder, organisationId: 'x' })).toEqual({ code: 'BAD_KIT' });
    const opened = await stranger.change(OPEN, holder);

    const signInName = unique('restored');
    const made = await stranger.register(null, signInName, PASSPHRASE);
    const keys = { ...keysOf(stranger), anchor: kit.anchor };
    stranger.keys = keys;
    const next = await restoreWithKit(kit, opened, { keys, roles: opened.firstRoles }, new Date());
    const asked = { ...holder, ...made, ...next, signInName, bundle: await stranger.sealKeys(made.accountId) };
    expect(await stranger.change(RESTORE, { ...asked, statement: opened.statement })).toEqual({ code: 'NOT_NEXT' });
    expect(await stranger.change(RESTORE, asked)).toEqual({ signInName });
    expect(await stranger.change(RESTORE, { ...asked, signInName: unique('twice') })).toEqual({ code: 'NOT_NEXT' });
    await stranger.signIn(signInName, PASSPHRASE);
    const restored = await own(stranger);
    expect(restored.members.find(({ isMe }: any) => isMe)).toMatchObject({ roles: ['administrator', 'caseworker'] });
    expect(await openPeriods(keys, restored, await readOwnStatement(keys, restored))).toHaveLength(3);
    expect(await eventsOf(administrator)).toContain('restored_with_kit');
  });

  it('is named with its proof or not at all, and replaces the one before', async () => {
    const administrator = await organisation();
    const mine = await own(administrator);
    const authenticator = 'A'.repeat(43);
    const next = await renew(keysOf(administrator), mine, new Date());
    expect(await publish(administrator, next, [], { kitAuthenticator: authenticator })).toMatchObject({
      code: 'BAD_KIT',
    });
    const first = await makeKit(administrator);
    const second = await makeKit(administrator);
    const stranger = node.browser();
    expect(await stranger.change(OPEN, await holderOf(first))).toEqual({ code: 'BAD_KIT' });
    const { sealedKeys } = await stranger.change(OPEN, await holderOf(second));
    expect(sealedKeys).toHaveLength(2);
    const owner = connect(address, { max: 1 });
    const rows = await owner`
      select 1 from sealed_key where organisation_id = ${mine.id as string} and member_number is null`.finally(() =>
      owner.end(),
    );
    expect(rows).toHaveLength(2);
  });
});

describe('what a caseworker puts away sealed', () => {
  const PUT = `mutation ($input: SealedStateInput!) {
    putSealedState(input: $input) { ... on SealedState { version sealed } ... on Refusal { code } }
  }`;
  const id = randomUUID();
  const put = (browser: PortalClient, previousVersion: number, sealed: string | null, as: string = id) =>
    browser.change(PUT, { input: { id: as, kind: 'draft', previousVersion, sealed } });
  const read = async (browser: PortalClient) =>
    (await browser.ask('{ sealedState(kind: "draft") { id version sealed } }')).data.sealedState;

  it('is read, replaced and taken away by its author alone, one change after the other', async () => {
    const author = await organisation();
    const [caseworker, supervisor] = [await colleague(author, ['caseworker']), await colleague(author, ['supervisor'])];
    expect(await read(author)).toEqual([]);
    expect(await put(author, 0, 'b25l')).toEqual({ version: 1, sealed: 'b25l' });
    expect(await put(author, 0, 'dHdv')).toEqual({ code: 'NOT_NEXT' });
    expect(await put(author, 1, 'dHdv')).toEqual({ version: 2, sealed: 'dHdv' });
    expect(await put(caseworker, 2, 'eA')).toEqual({ code: 'NOT_NEXT' });
    expect(await put(caseworker, 2, null)).toEqual({ code: 'NOT_NEXT' });
    expect(await put(supervisor, 2, 'eA')).toEqual({ code: 'NOT_ALLOWED' });
    expect(await read(caseworker)).toEqual([]);
    expect(await read(supervisor)).toEqual([]);
    expect(await read(await organisation())).toEqual([]);
    expect(await put(author, 2, 'no base64!')).toEqual({ code: 'BAD_SEALED_STATE' });
    expect(await put(author, 2, 'eA', 'no id')).toEqual({ code: 'BAD_ID' });
    expect(await read(author)).toEqual([{ id, version: 2, sealed: 'dHdv' }]);
    expect(await put(author, 2, null)).toMatchObject({ version: 3 });
    expect(await read(author)).toEqual([]);
  });

  it('is swept when its author has been gone for more than 30 days, unless the author came back', async () => {
    const administrator = await organisation();
    const [gone, back] = [
      await colleague(administrator, ['caseworker']),
      await colleague(administrator, ['caseworker']),
    ];
    const drafts = new Map([administrator, gone, back].map((author) => [author, randomUUID()]));
    for (const [browser, draft] of drafts) expect(await put(browser, 0, 'b25l', draft)).toHaveProperty('version', 1);
    const owner = connect(address, { max: 1 });
    onTestFinished(() => owner.end());
    const kept = async () => {
      await sweep(owner);
      const rows = await owner<{ id: string }[]>`select id from sealed_state where id = any(${[...drafts.values()]})`;
      return [...drafts].filter(([, draft]) => rows.some((row) => row.id === draft)).map(([browser]) => browser);
    };
    const { members } = await own(administrator);
    const numberOf = ({ signInName }: Player) =>
      members.find((member: { signInName: string }) => member.signInName === signInName)?.number;
    for (const each of [gone, back]) expect(await letGo(administrator, numberOf(each))).toHaveProperty('id');
    expect(await kept()).toHaveLength(3);
    const goBack = (days: number) => owner`
      update member set revoked_on = revoked_on - ${days}::integer
      where organisation_id = ${administrator.organisationId} and is_revoked`;
    await goBack(30);
    expect(await kept()).toHaveLength(3);
    // As with new keys in the same account.
    await owner`
      update member set is_revoked = false
      where organisation_id = ${administrator.organisationId} and number = ${numberOf(back)}`;
    await goBack(1);
    expect(await kept()).toEqual([administrator, back]);
    expect(
      await owner`select revoked_on from member where number = ${numberOf(back)} and organisation_id = ${administrator.organisationId}`,
    ).toEqual([{ revokedOn: null }]);
  });
});

it('a number that leaps, or a version, is not taken in', async () => {
  const administrator = await organisation();
  const mine = await own(administrator);
  const first = await renew(keysOf(administrator), mine, new Date());
  const second = await renew(keysOf(administrator), { ...mine, ...first, sealedKeys: mine.sealedKeys }, new Date());
  expect(await publish(administrator, second)).toMatchObject({ code: 'NOT_NEXT' });
  const future = await renew(keysOf(administrator), mine, new Date(Date.now() + 3_600_000));
  expect(await publish(administrator, future)).toMatchObject({ code: 'BAD_STATEMENT' });
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
