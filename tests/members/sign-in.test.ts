import { describe, expect, it } from 'vitest';
import { connect } from '#db/client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { offerFirstOperator } from '#domain/accounts/set-up-links.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { nodeWith } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const PASSPHRASE = 'wolf amber canoe tidy lens orbit';

/** As the owner of the tables, past row security. */
async function asOwner<T>(work: (owner: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
  const owner = connect(address, { max: 1 });
  return work(owner).finally(() => owner.end());
}

let made = 0;
/** A node has one first operator: for each test the ones before become ordinary accounts. */
async function someone(): Promise<string> {
  await asOwner((owner) => owner`update account set is_operator = false`);
  const name = `operator-${++made}`;
  expect(await node.browser().setUp((await offerFirstOperator(sql)) ?? '', name, PASSPHRASE)).toEqual({
    signInName: name,
  });
  return name;
}

const ME = '{ me { signInName isOperator bundle sessions { device isThisOne } } }';

describe('an account', () => {
  it('is made by a one-time link and opened by its passphrase, which is never sent', async () => {
    const name = await someone();
    const browser = node.browser();
    expect(await browser.signIn(` ${name.toUpperCase()} `, PASSPHRASE)).toMatchObject({
      signInName: name,
      isOperator: true,
    });
    expect(browser.setCookie).toMatch(/^nrm-[0-9a-f]{8}=[a-z0-9]+; Path=\/; HttpOnly; SameSite=Lax$/);
    const { data } = await browser.ask(ME);
    expect(data.me).toMatchObject({ signInName: name, sessions: [{ device: 'Test on a desk', isThisOne: true }] });
    expect(JSON.parse(data.me.bundle)).toMatchObject({ version: 1, openers: [{ kind: 'passphrase' }] });
    for (const word of PASSPHRASE.split(' ')) expect(browser.sent.join('\n')).not.toContain(word);
    expect(node.surprises).toEqual([]);
  });

  it('is refused by a link that was used, has ended or never was, and nothing is made', async () => {
    await asOwner((owner) => owner`update account set is_operator = false`);
    const link = (await offerFirstOperator(sql)) ?? '';
    expect(await node.browser().setUp('nonsense', 'forged', PASSPHRASE)).toMatchObject({ code: 'LINK_SPENT' });
    expect(await node.browser().setUp(link, 'first', PASSPHRASE)).toEqual({ signInName: 'first' });
    expect(await node.browser().setUp(link, 'second', PASSPHRASE)).toMatchObject({ code: 'LINK_SPENT' });
    expect(await offerFirstOperator(sql)).toBeNull();
    await asOwner(async (owner) => {
      await owner`update account set is_operator = false`;
      expect(await owner`select 1 from account where sign_in_name in ('forged', 'second')`).toHaveLength(0);
    });
    const late = (await offerFirstOperator(sql)) ?? '';
    await asOwner((owner) => owner`update set_up_link set valid_until = now()`);
    expect(await node.browser().setUp(late, 'late', PASSPHRASE)).toMatchObject({ code: 'LINK_SPENT' });
  });

  it('has a name of its own, in plain letters', async () => {
    const name = await someone();
    await asOwner((owner) => owner`update account set is_operator = false`);
    const link = (await offerFirstOperator(sql)) ?? '';
    expect(await node.browser().setUp(link, name, PASSPHRASE)).toMatchObject({ code: 'NAME_TAKEN' });
    for (const bad of ['', 'ab', 'Ärger', '-x-', 'a b c', 'x'.repeat(41), '\u0001abc', "a'; drop table account; --"]) {
      expect(await node.browser().setUp(link, bad, PASSPHRASE), bad).toMatchObject({ code: 'BAD_NAME' });
    }
    expect(await node.browser().setUp(link, `${name}x`, PASSPHRASE)).toEqual({ signInName: `${name}x` });
  });
});

describe('signing in', () => {
  it('answers the same for a name that nobody has, and for a wrong passphrase', async () => {
    const name = await someone();
    const known = await node.browser().startSignIn(name, PASSPHRASE);
    const unknown = await node.browser().startSignIn('nobody-at-all', PASSPHRASE);
    expect(unknown.loginResponse).toHaveLength(known.loginResponse.length);
    const wrong = await node.browser().signIn(name, 'six other words that are wrong');
    expect(wrong).toMatchObject({ code: 'WRONG_NAME_OR_PASSPHRASE' });
    expect(await node.browser().signIn('nobody-at-all', PASSPHRASE)).toEqual(wrong);
  });

  it('is over when it was finished once, or is too late', async () => {
    const name = await someone();
    const browser = node.browser();
    const { id } = await browser.startSignIn(name, PASSPHRASE);
    expect(await browser.finishSignIn(id, 'A'.repeat(86))).toMatchObject({ code: 'WRONG_NAME_OR_PASSPHRASE' });
    expect(await browser.finishSignIn(id, 'A'.repeat(86))).toMatchObject({ code: 'SIGN_IN_OVER' });
    const late = await browser.startSignIn(name, PASSPHRASE);
    await asOwner((owner) => owner`update sign_in set begun_at = now() - interval '3 minutes'`);
    expect(await browser.finishSignIn(late.id, 'A'.repeat(86))).toMatchObject({ code: 'SIGN_IN_OVER' });
    expect(await browser.finishSignIn('no-uuid', 'x')).toMatchObject({ code: 'SIGN_IN_OVER' });
    expect(await browser.startSignIn(name, PASSPHRASE)).not.toHaveProperty('code');
    expect(
      await browser.change(
        'mutation { startSignIn(name: "abc", startLoginRequest: "?") { ... on Refusal { code } } }',
        {},
      ),
    ).toEqual({ code: 'BAD_OPAQUE' });
  });

  it('is held back after ten tries for one name from one address, and free again when the window has passed', async () => {
    const name = await someone();
    const browser = node.browser();
    for (let count = 0; count < 10; count += 1) await browser.startSignIn(name, 'x');
    const held = await browser.signIn(name, PASSPHRASE);
    expect(held).toMatchObject({
      code: 'TOO_MANY_TRIES',
      sentence: 'There were too many tries. Please wait 10 minutes.',
    });
    await asOwner((owner) => owner`update attempt set expire = 1`);
    expect(await browser.signIn(name, PASSPHRASE)).toMatchObject({ signInName: name });
    const keys = await asOwner((owner) => owner<{ key: string }[]>`select key from attempt`);
    expect(keys.map(({ key }) => key).join()).not.toContain(name);
  });

  it('is not held back by what strangers do with one’s name, unless many of them do it', async () => {
    const name = await someone();
    const stranger = node.browser();
    for (let count = 0; count < 11; count += 1) await stranger.startSignIn(name, 'x');
    expect(await stranger.startSignIn(name, 'x')).toMatchObject({ code: 'TOO_MANY_TRIES' });
    for (let count = 0; count < 12; count += 1) await stranger.register(null, name, PASSPHRASE);
    expect(await node.browser().signIn(name, PASSPHRASE)).toMatchObject({ signInName: name });
    for (let address = 0; address < 20; address += 1) {
      const one = node.browser();
      for (let count = 0; count < 10; count += 1) await one.startSignIn(name, 'x');
    }
    expect(await node.browser().startSignIn(name, 'x')).toMatchObject({ code: 'TOO_MANY_TRIES' });
    await asOwner((owner) => owner`update attempt set expire = 1`);
  });
});

describe('a session', () => {
  it('is read only for the portal’s own pages', async () => {
    const browser = node.browser();
    await browser.signIn(await someone(), PASSPHRASE);
    expect((await browser.ask(ME, {}, { Origin: 'https://evil.example' })).data.me).toBeNull();
    expect((await browser.ask(ME, {}, { Origin: '' })).data.me).toBeNull();
    expect((await browser.ask(ME, {}, { Cookie: `${browser.cookie}x` })).data.me).toBeNull();
    expect((await browser.ask(ME)).data.me).not.toBeNull();
  });

  it('is neither ended nor begun by another website', async () => {
    const [name, browser] = [await someone(), node.browser()];
    await browser.signIn(name, PASSPHRASE);
    const { cookie } = browser;
    const { id } = await node.browser().startSignIn(name, PASSPHRASE);
    const finish = `finishSignIn(signIn: "${id}", finishLoginRequest: "${'A'.repeat(86)}", device: "x")`;
    for (const asked of ['signOut', finish]) {
      const response = await node.sendForm(`mutation { ${asked} { ... on Refusal { code } } }`, cookie);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(Object.values((await response.json()).data)).toEqual([{ code: 'NOT_SIGNED_IN' }]);
    }
    const own = await browser.ask(
      'mutation { signOut { ... on Refusal { code } } }',
      {},
      { Origin: 'https://evil.example' },
    );
    expect(own.data.signOut).toEqual({ code: 'NOT_SIGNED_IN' });
    browser.cookie = cookie;
    expect((await browser.ask(ME)).data.me).not.toBeNull();
    const open = await node.sendForm('{ states { code } }', cookie);
    expect((await open.json()).data.states.length).toBeGreaterThan(50);
  });

  it.each([
    ['after half an hour of silence', "seen_at = now() - interval '31 minutes'"],
    ['after twelve hours', "begun_at = now() - interval '12 hours'"],
  ])('ends %s', async (_when, change) => {
    const browser = node.browser();
    await browser.signIn(await someone(), PASSPHRASE);
    await asOwner((owner) => owner.unsafe(`update session set ${change}`));
    expect((await browser.ask(ME)).data.me).toBeNull();
  });

  it('ends alone, or with all others of the same person and nobody else’s', async () => {
    const [name, other] = [await someone(), await someone()];
    const [first, second, third, stranger] = [node.browser(), node.browser(), node.browser(), node.browser()];
    for (const browser of [first, second, third]) await browser.signIn(name, PASSPHRASE);
    await stranger.signIn(other, PASSPHRASE);
    await first.change('mutation { signOut { ... on SignedOut { done } } }', {});
    expect(first.setCookie).toMatch(/=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/);
    expect((await second.ask(ME)).data.me.sessions).toHaveLength(2);
    await second.change('mutation { signOut(everywhere: true) { ... on SignedOut { done } } }', {});
    expect((await third.ask(ME)).data.me).toBeNull();
    expect((await stranger.ask(ME)).data.me).not.toBeNull();
  });

  it('is replaced when the same browser signs in again', async () => {
    const [name, browser] = [await someone(), node.browser()];
    await browser.signIn(name, PASSPHRASE);
    const before = browser.cookie;
    await browser.signIn(name, PASSPHRASE);
    expect((await browser.ask(ME)).data.me.sessions).toHaveLength(1);
    expect((await browser.ask(ME, {}, { Cookie: before })).data.me).toBeNull();
  });

  it('is not in the database as the browser has it', async () => {
    const browser = node.browser();
    await browser.signIn(await someone(), PASSPHRASE);
    const token = browser.cookie.split('=')[1] ?? '';
    const rows = await asOwner((owner) => owner<{ row: string }[]>`select session::text as row from session`);
    expect(rows.map(({ row }) => row).join()).not.toContain(token);
  });
});

describe('the portal’s account in the database', () => {
  it('sees no account and no session without a session of its own', async () => {
    await node.browser().signIn(await someone(), PASSPHRASE);
    expect(await sql`select id from account`).toEqual([]);
    expect(await sql`select id from session`).toEqual([]);
    for (const table of ['sign_in', 'set_up_link']) {
      await expect(sql.unsafe(`select * from ${table}`)).rejects.toThrow('permission denied');
    }
    await expect(sql`select opaque_record from account`).rejects.toThrow('permission denied');
    await expect(sql`update account set is_operator = true`).rejects.toThrow('permission denied');
    await expect(sql`delete from entry`).rejects.toThrow('permission denied');
  });

  it('sees with a token only what belongs to it', async () => {
    const [name, other] = [await someone(), await someone()];
    const browser = node.browser();
    await browser.signIn(name, PASSPHRASE);
    await node.browser().signIn(other, PASSPHRASE);
    const token = browser.cookie.split('=')[1] ?? '';
    const seen = await sql.begin(async (transaction) => {
      await transaction`select set_config('nrm.session', ${token}, true)`;
      await transaction`delete from session where account_id <> gate.current_account()`;
      return transaction<{ signInName: string }[]>`select sign_in_name from account`;
    });
    expect(seen).toEqual([{ signInName: name }]);
    const left = await asOwner(
      (owner) => owner`select 1 from session s join account a on a.id = s.account_id where a.sign_in_name = ${other}`,
    );
    expect(left).toHaveLength(1);
  });
});
