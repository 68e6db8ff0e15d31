import { randomUUID } from 'node:crypto';
import { print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { MeDocument } from '#app/queries/portal/me.ts';
import { openBundle, openerFor, readBundle } from '#crypto/bundle.ts';
import { type Bytes, randomBytes, toBase64url } from '#crypto/bytes.ts';
import {
  newRecoveryCode,
  readRecoveryCode,
  recoveryAuthenticator,
  recoveryWrappingKey,
} from '#crypto/recovery-code.ts';
import { connect } from '#db/client.ts';
import { apply, certify, invite, join, own, PASSPHRASE } from '#demo/organisation-client.ts';
import { nextCode, type PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { offerFirstOperator } from '#domain/accounts/set-up-links.ts';
import { totpCode, totpStepAt } from '#domain/accounts/totp-codes.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { SoftwareAuthenticator } from '#tests/support/software-authenticator.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { nodeWith, ORIGIN } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());

async function asOwner<T>(work: (owner: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
  const owner = connect(address, { max: 1 });
  return work(owner).finally(() => owner.end());
}

let count = 0;

/** An operator who has not signed in yet. */
async function newOperator(): Promise<string> {
  await asOwner((owner) => owner`update account set is_operator = false`);
  const name = `operator-${++count}`;
  await node.browser().setUp((await offerFirstOperator(sql)) ?? '', name, PASSPHRASE);
  return name;
}

/** Somebody who is signed in and whom nothing obliges to a second factor. */
async function ordinary(): Promise<{ name: string; browser: PortalClient }> {
  const name = await newOperator();
  await asOwner((owner) => owner`update account set is_operator = false`);
  const browser = node.browser();
  await browser.signIn(name, PASSPHRASE);
  return { name, browser };
}

const REFUSAL = '... on Refusal { code }';

async function addPasskey(browser: PortalClient, authenticator: SoftwareAuthenticator): Promise<any> {
  const { options } = await browser.change(`mutation { startPasskey { ... on PasskeyOptions { options } } }`, {});
  return sendPasskey(browser, await authenticator.create(options));
}

function sendPasskey(browser: PortalClient, response: string): Promise<any> {
  return browser.change(
    `mutation ($response: String!) {
      addPasskey(response: $response, name: "A desk") { ... on Me { passkeys { id name } } ${REFUSAL} }
    }`,
    { response },
  );
}

function finishWithPasskey(browser: PortalClient, signIn: string, response: string): Promise<any> {
  return browser.change(
    `mutation ($signIn: ID!, $response: String!) {
      finishWithPasskey(signIn: $signIn, response: $response, device: "Test on a desk") {
        ... on Me { signInName } ${REFUSAL}
      }
    }`,
    { signIn, response },
  );
}

async function events(name: string): Promise<string[]> {
  const rows = await asOwner(
    (owner) => owner<{ event: string }[]>`
      select l.event from security_log l join account a on a.id = l.account_id
      where a.sign_in_name = ${name} order by l.id`,
  );
  return rows.map(({ event }) => event);
}

/** As the browser opens the keys that were just signed in to. */
function passphraseOpener(browser: PortalClient) {
  return { id: 'passphrase', kind: 'passphrase', secret: browser.exportKey as Bytes } as const;
}

async function ownBundle(browser: PortalClient): Promise<{ id: string; bundle: string }> {
  return (await browser.ask('{ me { id bundle } }')).data.me;
}

describe('codes of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('are those of RFC 6238 at %i seconds', (seconds, code) => {
    const secret = new TextEncoder().encode('12345678901234567890');
    expect(totpCode(Uint8Array.from(secret), totpStepAt(seconds * 1000))).toBe(code);
  });

  it('are asked for before a session begins, and the keys are handed out only then', async () => {
    const { name, browser } = await ordinary();
    expect(await browser.addTotp(name)).toMatchObject({ hasTotp: true });
    const other = node.browser();
    const { due, ...rest } = await other.givePassphrase(name, PASSPHRASE);
    expect(rest).toEqual({ totp: true, passkeyOptions: null });
    expect(other.cookie).toBe('');
    expect((await other.ask('{ me { bundle } }')).data.me).toBeNull();
    expect(await other.finishWithTotp(due, nextCode(node.apps, name))).toMatchObject({ signInName: name });
    expect((await ownBundle(other)).bundle).toContain('passphrase');
    expect(await events(name)).toEqual(['signed_in', 'totp_added', 'signed_in']);
  });

  it('work once, a step early or late, and not when they are older', async () => {
    const { name, browser } = await ordinary();
    await browser.addTotp(name);
    const secret = node.apps.secrets.get(name) as Bytes;
    const other = node.browser();
    const enter = async (code: string) =>
      other.finishWithTotp((await other.givePassphrase(name, PASSPHRASE)).due, code);
    const used = nextCode(node.apps, name);
    expect(await enter(`${used.slice(0, 3)} ${used.slice(3)}`)).toMatchObject({ signInName: name });
    expect(await enter(used)).toMatchObject({ code: 'CODE_USED' });
    const step = totpStepAt(node.apps.now);
    expect(await enter(totpCode(secret, step - 1))).toMatchObject({ code: 'CODE_USED' });
    expect(await enter(totpCode(secret, step - 2))).toMatchObject({ code: 'WRONG_CODE' });
    expect(await enter(totpCode(secret, step + 2))).toMatchObject({ code: 'WRONG_CODE' });
    expect(await enter(totpCode(secret, step + 1))).toMatchObject({ signInName: name });
    expect(await events(name)).toContain('sign_in_failed_factor');
  });

  it('are held back by account, however often somebody begins anew', async () => {
    const { name, browser } = await ordinary();
    await browser.addTotp(name);
    const other = node.browser();
    for (let tries = 0; tries < 10; tries += 1) {
      const { due } = await other.givePassphrase(name, PASSPHRASE);
      expect(await other.finishWithTotp(due, '00000x')).toMatchObject({ code: 'WRONG_CODE' });
    }
    const { due } = await other.givePassphrase(name, PASSPHRASE);
    expect(await other.finishWithTotp(due, nextCode(node.apps, name))).toMatchObject({ code: 'TOO_MANY_TRIES' });
    await asOwner((owner) => owner`update attempt set expire = 1`);
    expect(await other.finishWithTotp(due, nextCode(node.apps, name))).toMatchObject({ signInName: name });
  });

  it('finish only the sign-in that was begun here, on this device, within five minutes, and once', async () => {
    const [one, two] = [await ordinary(), await ordinary()];
    for (const { name, browser } of [one, two]) await browser.addTotp(name);
    const other = node.browser();
    const { due } = await other.givePassphrase(one.name, PASSPHRASE);
    expect(await other.finishWithTotp(due, nextCode(node.apps, two.name))).toMatchObject({ code: 'WRONG_CODE' });
    expect(await other.finishWithTotp(due, nextCode(node.apps, one.name), 'Another device')).toMatchObject({
      code: 'SIGN_IN_OVER',
    });
    expect(await other.finishWithTotp(randomUUID(), nextCode(node.apps, one.name))).toMatchObject({
      code: 'SIGN_IN_OVER',
    });
    expect(await other.finishWithTotp('x', '1')).toMatchObject({ code: 'SIGN_IN_OVER' });
    await asOwner((owner) => owner`update factor_due set begun_at = now() - interval '6 minutes'`);
    expect(await other.finishWithTotp(due, nextCode(node.apps, one.name))).toMatchObject({ code: 'SIGN_IN_OVER' });
    const again = (await other.givePassphrase(one.name, PASSPHRASE)).due;
    expect(await other.finishWithTotp(again, nextCode(node.apps, one.name))).toHaveProperty('id');
    expect(await other.finishWithTotp(again, nextCode(node.apps, one.name))).toMatchObject({ code: 'SIGN_IN_OVER' });
  });

  it('come from a secret that the database alone does not hold', async () => {
    const { name, browser } = await ordinary();
    await browser.addTotp(name);
    const rows = await asOwner((owner) => owner<{ row: string }[]>`select totp::text as row from totp`);
    const secret = node.apps.secrets.get(name) as Bytes;
    for (const { row } of rows) expect(row).not.toContain(toBase64url(secret).slice(0, 16));
    // Another account's sealed secret is of no use in this one's place.
    const stranger = await ordinary();
    await stranger.browser.addTotp(stranger.name);
    await asOwner(
      (owner) => owner`
        update totp set secret = (select t.secret from totp t join account a on a.id = t.account_id where a.sign_in_name = ${name})
        where account_id = (select id from account where sign_in_name = ${stranger.name})`,
    );
    const { due } = await stranger.browser.givePassphrase(stranger.name, PASSPHRASE);
    await expect(stranger.browser.finishWithTotp(due, nextCode(node.apps, name))).rejects.toThrow('UNEXPECTED');
    node.surprises.pop();
  });
});

describe('a passkey', () => {
  it('is a second factor, and each question is answered once', async () => {
    const { name, browser } = await ordinary();
    const device = new SoftwareAuthenticator(ORIGIN);
    expect(await addPasskey(browser, device)).toEqual({ passkeys: [{ id: device.firstId, name: 'A desk' }] });
    const other = node.browser();
    const { due, totp, passkeyOptions } = await other.givePassphrase(name, PASSPHRASE);
    expect(totp).toBe(false);
    const response = await device.get(passkeyOptions);
    expect(await finishWithPasskey(other, due, response)).toEqual({ signInName: name });
    const again = await other.givePassphrase(name, PASSPHRASE);
    expect(await finishWithPasskey(other, again.due, response)).toEqual({ code: 'CHALLENGE_SPENT' });
  });

  it.each<[string, Partial<{ origin: string; rpId: string }>, object, string]>([
    ['on a page of somebody else', { origin: 'http://evil.localhost:3000' }, {}, 'BAD_PASSKEY'],
    ['made for another host', { rpId: 'evil.localhost' }, {}, 'BAD_PASSKEY'],
    ['that did not verify its person', {}, { isUnverified: true }, 'BAD_PASSKEY'],
  ])('%s is refused', async (_what, page, faults, code) => {
    const { name, browser } = await ordinary();
    const device = new SoftwareAuthenticator(ORIGIN);
    await addPasskey(browser, device);
    Object.assign(device, page);
    const other = node.browser();
    const { due, passkeyOptions } = await other.givePassphrase(name, PASSPHRASE);
    expect(await finishWithPasskey(other, due, await device.get(passkeyOptions, faults))).toEqual({ code });
    expect(await addPasskey(browser, device)).toEqual(page.origin || page.rpId ? { code } : expect.anything());
  });

  it('of somebody else, or with an old question, is refused', async () => {
    const [mine, theirs] = [await ordinary(), await ordinary()];
    const [own, other] = [new SoftwareAuthenticator(ORIGIN), new SoftwareAuthenticator(ORIGIN)];
    await addPasskey(mine.browser, own);
    await addPasskey(theirs.browser, other);
    const browser = node.browser();
    const first = await browser.givePassphrase(mine.name, PASSPHRASE);
    expect(await finishWithPasskey(browser, first.due, await other.get(first.passkeyOptions))).toEqual({
      code: 'UNKNOWN_PASSKEY',
    });
    const of = await browser.givePassphrase(theirs.name, PASSPHRASE);
    const second = await browser.givePassphrase(mine.name, PASSPHRASE);
    expect(await finishWithPasskey(browser, second.due, await other.get(of.passkeyOptions))).toEqual({
      code: 'CHALLENGE_SPENT',
    });
    const late = await browser.givePassphrase(mine.name, PASSPHRASE);
    await asOwner((owner) => owner`update challenge set begun_at = now() - interval '6 minutes'`);
    expect(await finishWithPasskey(browser, late.due, await own.get(late.passkeyOptions))).toEqual({
      code: 'CHALLENGE_SPENT',
    });
    for (const nonsense of ['', '{', 'null', '{"id":"x","response":{"clientDataJSON":"x"}}']) {
      expect(await finishWithPasskey(browser, late.due, nonsense)).toEqual({ code: 'BAD_PASSKEY' });
    }
  });

  it('whose counter goes back is disabled and logged; one that was only forged is not', async () => {
    const { name, browser } = await ordinary();
    const device = new SoftwareAuthenticator(ORIGIN);
    await addPasskey(browser, device);
    const other = node.browser();
    const enter = async (faults: object, change = (response: string) => response) => {
      const { due, passkeyOptions } = await other.givePassphrase(name, PASSPHRASE);
      return finishWithPasskey(other, due, change(await device.get(passkeyOptions, faults)));
    };
    expect(await enter({ counter: 7 })).toEqual({ signInName: name });
    const forged = (response: string) => {
      const answer = JSON.parse(response);
      answer.response.signature = Buffer.alloc(70, 1).toString('base64url');
      return JSON.stringify(answer);
    };
    expect(await enter({ counter: 2 }, forged)).toEqual({ code: 'BAD_PASSKEY' });
    expect(await enter({ counter: 8 })).toEqual({ signInName: name });
    expect(await enter({ counter: 8 })).toEqual({ code: 'PASSKEY_CLONED' });
    expect(await events(name)).toContain('passkey_cloned');
    // The passphrase alone is not enough from then on.
    expect(await other.givePassphrase(name, PASSPHRASE)).toMatchObject({ totp: false, passkeyOptions: null });
  });

  it('signs in alone only when it may open the keys', async () => {
    const { name, browser } = await ordinary();
    const device = new SoftwareAuthenticator(ORIGIN);
    await addPasskey(browser, device);
    const alone = async (client: PortalClient) => {
      const { options } = await client.change(
        'mutation { startPasskeySignIn { ... on PasskeyOptions { options } } }',
        {},
      );
      expect(options).not.toContain(device.firstId);
      return client.change(
        `mutation ($response: String!) {
          finishPasskeySignIn(response: $response, device: "Test") { ... on Me { signInName } ${REFUSAL} }
        }`,
        { response: await device.get(options) },
      );
    };
    expect(await alone(node.browser())).toEqual({ code: 'PASSKEY_OPENS_NOTHING' });

    const { id, bundle } = await ownBundle(browser);
    const derived = { id: device.firstId, kind: 'passkey', secret: randomBytes(32) } as const;
    const opener = await openerFor(readBundle(bundle), id, passphraseOpener(browser), derived);
    const LET = `mutation ($opener: OpenerInput!) {
      letPasskeyOpen(opener: $opener) { ... on Me { passkeys { mayOpenBundle } } ${REFUSAL} }
    }`;
    expect(await browser.change(LET, { opener: { ...opener, id: 'another' } })).toEqual({ code: 'NO_SUCH_FACTOR' });
    expect(await browser.change(LET, { opener: { ...opener, wrapped: 'x' } })).toEqual({ code: 'BAD_BUNDLE' });
    expect(await browser.change(LET, { opener })).toEqual({ passkeys: [{ mayOpenBundle: true }] });

    const other = node.browser();
    expect(await alone(other)).toEqual({ signInName: name });
    const theirs = readBundle((await ownBundle(other)).bundle);
    expect(await openBundle(theirs, id, derived)).toBeTruthy();

    // The passphrase is lost: the passkey is proof enough for a new one.
    const changed = await other.changePassphrase((await ownBundle(other)).bundle, derived, 'six new words of a test');
    expect(changed).toMatchObject({ owesPassphrase: false });
    expect((await browser.ask('{ me { id } }')).data.me).toBeNull();
    expect(await node.browser().givePassphrase(name, PASSPHRASE)).toMatchObject({ code: 'WRONG_NAME_OR_PASSPHRASE' });
    expect(await node.browser().givePassphrase(name, 'six new words of a test')).toHaveProperty('due');
    expect(await openBundle(readBundle(changed.bundle), id, derived)).toBeTruthy();
  });
});

describe('whoever is obliged to have a second factor and has none', () => {
  it('can look at the own account, add one and leave, and nothing else', async () => {
    const name = await newOperator();
    const browser = node.browser();
    await browser.givePassphrase(name, PASSPHRASE);
    expect((await browser.ask('{ me { bundle } }')).data.me).not.toBeNull();
    // What every page asks first, the one among them that offers a second factor.
    const { data, errors } = await browser.ask(print(MeDocument));
    expect(errors).toBeUndefined();
    expect(data.me).toMatchObject({ lacksFactor: true, mayDecide: false });
    for (const question of [
      '{ applications { id } }',
      '{ me { organisation { id } } }',
      `mutation { decideApplication(organisationId: "${randomUUID()}", accepted: true, reason: "Because") { ${REFUSAL} } }`,
      `mutation { keepRecoveryCode(authenticator: "x", opener: { id: "x", kind: "recovery", wrapped: "x" }) { ${REFUSAL} } }`,
      `mutation { publishStatement(statement: "x", sealedKeys: [], newcomers: []) { ${REFUSAL} } }`,
      `mutation { invite(invitationId: "${randomUUID()}", roles: [], kept: "x") { ${REFUSAL} } }`,
    ]) {
      expect(JSON.stringify(await browser.ask(question)), question).toContain('SECOND_FACTOR_NEEDED');
    }
    expect(await browser.addTotp(name)).toMatchObject({ lacksFactor: false, hasTotp: true });
    expect((await browser.ask('{ applications { id } }')).errors).toBeUndefined();
  });

  it('has no role in the database either', async () => {
    const browser = node.browser();
    await apply(browser, 'administrator-without', {});
    await browser.givePassphrase('administrator-without', PASSPHRASE);
    const rights = async () => {
      const token = browser.cookie.split('=')[1] ?? '';
      return sql.begin(async (transaction) => {
        await transaction`select set_config('nrm.session', ${token}, true)`;
        const [row] = await transaction`
          select
            gate.has_role('administrator') as role,
            gate.lacks_factor() as lacks,
            gate.invite(${randomUUID()}, ${randomUUID()}, '{caseworker}', 'x', '1 day', null) as invited`;
        return row;
      });
    };
    expect(await rights()).toEqual({ role: false, lacks: true, invited: false });
    await browser.addTotp('administrator-without');
    expect(await rights()).toEqual({ role: true, lacks: false, invited: true });
  });

  it('cannot remove the last one', async () => {
    const name = await newOperator();
    const browser = node.browser();
    await browser.signIn(name, PASSPHRASE);
    const REMOVE = `mutation { removeTotp { ... on Me { hasTotp } ${REFUSAL} } }`;
    expect(await browser.change(REMOVE, {})).toEqual({ code: 'LAST_FACTOR' });
    const device = new SoftwareAuthenticator(ORIGIN);
    await addPasskey(browser, device);
    expect(await browser.change(REMOVE, {})).toEqual({ hasTotp: false });
    const removePasskey = () =>
      browser.change(
        `mutation ($passkey: ID!) { removePasskey(passkey: $passkey) { ... on Me { passkeys { id } } ${REFUSAL} } }`,
        { passkey: device.firstId },
      );
    expect(await removePasskey()).toEqual({ code: 'LAST_FACTOR' });
    await browser.addTotp(name);
    expect(await removePasskey()).toEqual({ passkeys: [] });
    expect(await events(name)).toEqual(
      expect.arrayContaining(['totp_added', 'passkey_added', 'totp_removed', 'passkey_removed']),
    );
  });

  it('changes what opens the account only within ten minutes after signing in', async () => {
    const { name, browser } = await ordinary();
    await asOwner((owner) => owner`update session set begun_at = now() - interval '11 minutes'`);
    expect(await browser.addTotp(name)).toMatchObject({ code: 'SIGN_IN_AGAIN' });
    const { bundle } = await ownBundle(browser);
    expect(await browser.changePassphrase(bundle, passphraseOpener(browser), 'six new words')).toMatchObject({
      code: 'SIGN_IN_AGAIN',
    });
    expect(await addPasskey(browser, new SoftwareAuthenticator(ORIGIN))).toEqual({ code: 'SIGN_IN_AGAIN' });
  });
});

/** Makes a recovery code and keeps what belongs to it. */
async function makeCode(browser: PortalClient): Promise<string> {
  const code = newRecoveryCode();
  const secret = readRecoveryCode(code);
  const { id, bundle } = await ownBundle(browser);
  const added = { id: 'recovery', kind: 'recovery', secret: await recoveryWrappingKey(secret) } as const;
  const opener = await openerFor(readBundle(bundle), id, passphraseOpener(browser), added);
  const kept = await browser.change(
    `mutation ($authenticator: String!, $opener: OpenerInput!) {
      keepRecoveryCode(authenticator: $authenticator, opener: $opener) { ... on Me { recoveryCodeMadeOn } ${REFUSAL} }
    }`,
    { authenticator: toBase64url(await recoveryAuthenticator(secret)), opener },
  );
  expect(kept.recoveryCodeMadeOn).toMatch(/^\d{4}-/);
  return code;
}

/** What browsers keep while they wait. */
const waitingTokens = new WeakMap<PortalClient, string>();

async function startRecovery(browser: PortalClient, name: string, code: string, withoutFactor = false): Promise<any> {
  const { waitingToken, ...answer } = await browser.change(
    `mutation ($name: String!, $authenticator: String!, $withoutFactor: Boolean!, $waitingToken: String) {
      startRecovery(
        name: $name, authenticator: $authenticator, device: "Test on a desk", withoutFactor: $withoutFactor
        waitingToken: $waitingToken
      ) {
        ... on Me { id signInName owesPassphrase bundle }
        ... on FactorNeeded { due: id totp }
        ... on ConfirmationNeeded { withinHours waitingToken }
        ... on Refusal { code sentence }
      }
    }`,
    {
      name,
      authenticator: toBase64url(await recoveryAuthenticator(readRecoveryCode(code))),
      withoutFactor,
      waitingToken: waitingTokens.get(browser) ?? null,
    },
  );
  if (waitingToken !== undefined) waitingTokens.set(browser, waitingToken);
  return answer;
}

async function recoveryOpener(code: string) {
  return { id: 'recovery', kind: 'recovery', secret: await recoveryWrappingKey(readRecoveryCode(code)) } as const;
}

describe('recovery', () => {
  it('with the code and the second factor opens the keys, and nothing else until there is a new passphrase', async () => {
    const name = await newOperator();
    const before = node.browser();
    await before.signIn(name, PASSPHRASE);
    const code = await makeCode(before);
    const browser = node.browser();
    const { due } = await startRecovery(browser, name, code);
    expect(await browser.finishWithTotp(due, nextCode(node.apps, name))).toMatchObject({ signInName: name });
    expect((await browser.ask('{ applications { id } }')).errors?.[0].extensions.code).toBe('NEW_PASSPHRASE_NEEDED');
    expect((await browser.addTotp(name)).code).toBe('NEW_PASSPHRASE_NEEDED');
    const { id, bundle } = await ownBundle(browser);
    expect(await openBundle(readBundle(bundle), id, await recoveryOpener(code))).toBeTruthy();
    const changed = await browser.changePassphrase(bundle, await recoveryOpener(code), 'six new words of a test');
    expect(changed).toMatchObject({ owesPassphrase: false, lacksFactor: false });
    expect(JSON.parse(changed.bundle).openers.map(({ kind }: any) => kind)).toEqual(['passphrase']);
    expect((await before.ask('{ me { id } }')).data.me).toBeNull();
    expect(await startRecovery(node.browser(), name, code)).toMatchObject({ code: 'WRONG_NAME_OR_CODE' });
    expect(await events(name)).toEqual(expect.arrayContaining(['recovered', 'passphrase_changed']));
  });

  it('answers the same for a wrong code and for a name that nobody has, and holds guessing back', async () => {
    const { name, browser } = await ordinary();
    await makeCode(browser);
    const wrong = await startRecovery(node.browser(), name, newRecoveryCode());
    expect(wrong).toMatchObject({ code: 'WRONG_NAME_OR_CODE' });
    expect(await startRecovery(node.browser(), 'nobody-at-all', newRecoveryCode())).toEqual(wrong);
    const stranger = node.browser();
    for (let tries = 0; tries < 100; tries += 1) await startRecovery(stranger, name, newRecoveryCode());
    expect(await startRecovery(stranger, name, newRecoveryCode())).toMatchObject({ code: 'TOO_MANY_TRIES' });
    expect(await startRecovery(node.browser(), name, newRecoveryCode())).toEqual(wrong);
  });

  it('of the older of two codes is over', async () => {
    const { name, browser } = await ordinary();
    const [first, second] = [await makeCode(browser), await makeCode(browser)];
    expect(await startRecovery(node.browser(), name, first)).toMatchObject({ code: 'WRONG_NAME_OR_CODE' });
    expect(await startRecovery(node.browser(), name, second)).toEqual({ withinHours: 24 });
  });

  it('without a second factor waits for an administrator of the same organisation', async () => {
    const [administrator, elsewhere, member] = [node.browser(), node.browser(), node.browser()];
    for (const [browser, name] of [
      [administrator, 'the-administrator'],
      [elsewhere, 'another-administrator'],
    ] as const) {
      await apply(browser, name, {});
      await browser.signIn(name, PASSPHRASE);
    }
    const invited = await invite(administrator, ['caseworker']);
    await join(member, invited, 'the-member');
    await certify(administrator, invited);
    await member.signIn('the-member', PASSPHRASE);
    const code = await makeCode(member);

    const browser = node.browser();
    expect(await startRecovery(browser, 'the-member', code)).toEqual({ withinHours: 24 });
    expect(await startRecovery(browser, 'the-member', code)).toEqual({ withinHours: 24 });
    const REQUESTS = '{ me { organisation { recoveryRequests { id signInName } } } }';
    const seenBy = async (client: PortalClient) => (await client.ask(REQUESTS)).data.me.organisation.recoveryRequests;
    const [request] = await seenBy(administrator);
    expect(request).toMatchObject({ signInName: 'the-member' });
    expect(await seenBy(elsewhere)).toEqual([]);
    expect(await seenBy(member)).toEqual([]);
    const decide = (client: PortalClient, confirmed = true) =>
      client.change(
        `mutation ($id: ID!, $confirmed: Boolean!) {
          decideRecovery(request: $id, confirmed: $confirmed) { ... on RecoveryDecided { done } ${REFUSAL} }
        }`,
        { id: request.id, confirmed },
      );
    for (const other of [elsewhere, member]) expect(await decide(other)).toEqual({ code: 'NOTHING_TO_DECIDE' });
    expect(await decide(administrator)).toEqual({ done: true });
    expect(await decide(administrator, false)).toEqual({ code: 'NOTHING_TO_DECIDE' });

    const thief = node.browser();
    expect(await startRecovery(thief, 'the-member', code)).toMatchObject({ code: 'RECOVERY_WAITS_ELSEWHERE' });
    waitingTokens.set(thief, 'A'.repeat(22));
    expect(await startRecovery(thief, 'the-member', code)).toMatchObject({ code: 'RECOVERY_WAITS_ELSEWHERE' });
    expect((await events('the-member')).filter((event) => event === 'recovery_asked')).toHaveLength(3);
    expect(await startRecovery(browser, 'the-member', code)).toMatchObject({ owesPassphrase: true });
    const { bundle } = await ownBundle(browser);
    expect(await browser.changePassphrase(bundle, await recoveryOpener(code), 'six new words')).toMatchObject({
      owesPassphrase: false,
    });
    expect((await own(browser)).members).toHaveLength(2);
    expect(await events('the-member')).toEqual(expect.arrayContaining(['recovery_asked', 'recovered']));
    expect(await events('the-administrator')).toContain('recovery_confirmed');
  });

  it('after the second factor is lost as well ends the old ones; a refusal lasts for the day', async () => {
    const [administrator, member] = [node.browser(), node.browser()];
    await apply(administrator, 'who-confirms', {});
    await administrator.signIn('who-confirms', PASSPHRASE);
    const invited = await invite(administrator, ['administrator', 'caseworker']);
    await join(member, invited, 'who-lost-both');
    await certify(administrator, invited);
    await member.signIn('who-lost-both', PASSPHRASE);
    const code = await makeCode(member);
    const browser = node.browser();
    expect(await startRecovery(browser, 'who-lost-both', code)).toMatchObject({ totp: true });
    expect(await startRecovery(browser, 'who-lost-both', code, true)).toEqual({ withinHours: 24 });
    const decide = async (confirmed: boolean) => {
      const { data } = await administrator.ask('{ me { organisation { recoveryRequests { id } } } }');
      return administrator.change(
        `mutation ($id: ID!, $confirmed: Boolean!) {
          decideRecovery(request: $id, confirmed: $confirmed) { ... on RecoveryDecided { done } ${REFUSAL} }
        }`,
        { id: data.me.organisation.recoveryRequests[0].id, confirmed },
      );
    };
    await decide(false);
    expect(await startRecovery(browser, 'who-lost-both', code, true)).toMatchObject({ code: 'RECOVERY_REFUSED' });
    await asOwner((owner) => owner`update recovery_request set asked_at = now() - interval '25 hours'`);
    expect(await startRecovery(browser, 'who-lost-both', code, true)).toEqual({ withinHours: 24 });
    await decide(true);
    await asOwner((owner) => owner`update recovery_request set asked_at = now() - interval '25 hours'`);
    expect(await startRecovery(browser, 'who-lost-both', code, true)).toEqual({ withinHours: 24 });
    await decide(true);
    expect(await startRecovery(browser, 'who-lost-both', code, true)).toMatchObject({ owesPassphrase: true });
    const { bundle } = await ownBundle(browser);
    expect(await browser.changePassphrase(bundle, await recoveryOpener(code), 'six new words')).toMatchObject({
      owesPassphrase: false,
      lacksFactor: true,
    });
  });
});

describe('the portal’s account in the database', () => {
  it('reads no secret of a factor and none of the doors’ inner rooms', async () => {
    for (const statement of [
      'select secret from totp',
      'select offered from totp',
      'select public_key from passkey',
      'select authenticator from recovery',
      'select token_hash from recovery_request',
      'select 1 from challenge',
      'select 1 from factor_due',
      'delete from passkey',
      'update recovery_request set confirmed_at = now()',
      "select gate.log_of(gen_random_uuid(), 'forged', '{}')",
      "select gate.log_own('forged', '{}')",
    ]) {
      await expect(sql.unsafe(statement), statement).rejects.toThrow('permission denied');
    }
    expect(await sql`select id from passkey`).toEqual([]);
    expect(await sql`select id from recovery_request`).toEqual([]);
  });
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
