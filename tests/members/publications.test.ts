import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import { newMemberKeys, publicHalf } from '#crypto/member-keys.ts';
import { admit } from '#crypto/organisation-changes.ts';
import { type ProofTexts, proveOrganisation, type Trust } from '#crypto/verify/prove-organisation.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import { NOTHING_SEEN } from '#crypto/verify/seen.ts';
import { connect } from '#db/client.ts';
import { DAY, type InventedState, inventedState, listed } from '#demo/invented-state.ts';
import { apply, invite, keysOf, own, PASSPHRASE, publish } from '#demo/organisation-client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { offerFirstOperator } from '#domain/accounts/set-up-links.ts';
import { readPublication } from '#domain/publications/publication.ts';
import { renewPublication } from '#domain/publications/renew-publication.ts';
import { type OperatorTrust, takeInPublication } from '#domain/publications/take-in-publication.ts';
import { takeInRegistry } from '#domain/publications/take-in-registry.ts';
import { signRegistry } from '#federation/publication/sign-registry.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { nodeWith } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const NOBODY: OperatorTrust = { registryKeys: null, rootWords: null, nodeSigner: null };

let owner: ReturnType<typeof connect>;
beforeAll(() => {
  owner = connect(address, { max: 3 });
  return () => owner.end();
});

let operator: PortalClient;
beforeAll(async () => {
  operator = node.browser();
  await operator.setUp((await offerFirstOperator(sql)) ?? '', 'operator', PASSPHRASE);
  await operator.signIn('operator', PASSPHRASE);
});

let count = 0;

/** An organisation with its first member signed in. */
async function organisation(stateCode: string, decided: boolean | null = true): Promise<PortalClient> {
  const [browser, name] = [node.browser(), `first-${++count}`];
  const { organisationId } = await apply(browser, name, { stateCode });
  if (decided !== null) {
    await operator.change(
      `mutation ($organisationId: ID!, $accepted: Boolean!) {
        decideApplication(organisationId: $organisationId, accepted: $accepted, reason: "Both proofs were checked.") {
          __typename
        }
      }`,
      { organisationId, accepted: decided },
    );
  }
  await browser.signIn(name, PASSPHRASE);
  return browser;
}

async function listing(browser: PortalClient, changes: Parameters<typeof listed>[1] = {}) {
  const { id, name, kind, enrolmentKey } = await own(browser);
  return listed({ id, name, kind, enrolmentKey }, changes);
}

const words = ({ root }: InventedState) => rootWords(root);

async function takeIn(
  state: InventedState,
  texts: Parameters<typeof takeInPublication>[1]['texts'],
  trust: Partial<OperatorTrust> = {},
  now = new Date(),
) {
  return takeInPublication(owner, { state: state.code, texts, trust: { ...NOBODY, ...trust } }, now);
}

/** The code with which a publication is refused; afterwards everything is as it was. */
async function refusal(
  state: InventedState,
  ...given: Parameters<typeof takeIn> extends [unknown, ...infer Rest] ? Rest : never
) {
  const everything = () => owner`select * from publication order by state_code`;
  const before = await everything();
  const said = await takeIn(state, ...given).then(
    (taken) => taken.outcome,
    (error) => [error.code, error.file].filter(Boolean).join(' '),
  );
  expect(await everything()).toEqual(before);
  return said;
}

const ORGANISATIONS = `query ($stateCode: String, $text: String) {
  organisations(stateCode: $stateCode, text: $text) { id kind stateCode sitsIn name address standing }
}`;
const KEY_PROOF = `query ($organisation: ID!) { keyProof(organisation: $organisation) {
  registry roots timestamp snapshot targets organisations revocations statement
} }`;

async function keyProof(browser: PortalClient, id: string): Promise<ProofTexts> {
  const { data, errors } = await browser.ask(KEY_PROOF, { organisation: id });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.keyProof;
}

const hasRole = async (browser: PortalClient) => (await invite(browser, ['caseworker'])).code === undefined;

describe('a first publication', () => {
  it('is taken in by the words of its root, or by a registry, and by nothing else', async () => {
    const state = await inventedState('MD');
    const texts = await state.publish();
    expect(await refusal(state, texts)).toBe('NOT_ENDORSED registry');
    const other = await inventedState('MD');
    expect(await refusal(state, texts, { rootWords: await words(other) })).toBe('OTHER_ROOT_WORDS');
    expect(await refusal(state, texts, { rootWords: '' })).toBe('OTHER_ROOT_WORDS');

    const typed = (await words(state)).toUpperCase().replaceAll(' ', '-');
    expect(await takeIn(state, texts, { rootWords: typed })).toMatchObject({ outcome: 'taken in', organisations: 0 });
    expect(await readPublication(sql, 'MD')).toEqual(texts);
    expect(await takeIn(state, texts)).toEqual({ outcome: 'unchanged', organisations: 0 });
  });

  it('is taken in once, however many do it together', async () => {
    const state = await inventedState('AL');
    const texts = await state.publish();
    const trust = { rootWords: await words(state) };
    const outcomes = await Promise.all([1, 2, 3].map(() => takeIn(state, texts, trust)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['taken in', 'unchanged', 'unchanged']);
  });

  it('of another State, damaged, or long ended is refused', async () => {
    const state = await inventedState('AM');
    const texts = await state.publish();
    const trust = { rootWords: await words(state) };
    expect(await refusal({ ...state, code: 'AT' }, texts, trust)).toBe('WRONG_STATE organisations');
    expect(await refusal(state, { ...texts, organisations: `${texts.organisations} ` }, trust)).toBe(
      'WRONG_CONTENT organisations',
    );
    expect(await refusal(state, { ...texts, timestamp: texts.snapshot }, trust)).toBe('MALFORMED timestamp');
    expect(await refusal(state, { ...texts, roots: [] }, trust)).toBe('OTHER_ROOT_WORDS');
    expect(await refusal(state, texts, trust, new Date(Date.now() + 30 * DAY))).toBe('NOT_VALID');
    expect(await refusal(state, texts, trust, new Date(Date.now() - 30 * DAY))).toBe('NOT_VALID');
  });
});

describe('a later publication', () => {
  let state: InventedState;
  let texts: Awaited<ReturnType<InventedState['publish']>>[];
  beforeAll(async () => {
    state = await inventedState('BE');
    texts = [await state.publish(), await state.publish(), await state.publish()];
    await takeIn(state, texts[1] as (typeof texts)[0], { rootWords: await words(state) });
  });

  it('needs nobody who vouches; an older one is refused', async () => {
    const [older, , newer] = texts as [(typeof texts)[0], unknown, (typeof texts)[0]];
    expect(await refusal(state, older)).toBe('ROLLBACK timestamp');
    expect(await takeIn(state, newer)).toMatchObject({ outcome: 'taken in' });
    expect(await refusal(state, older)).toBe('ROLLBACK timestamp');
    expect(await refusal(state, { ...newer, revocations: older.revocations })).toBe('ROLLBACK revocations');
  });

  it('under another root is refused, whose words ever are given', async () => {
    const thief = await inventedState('BE');
    expect(await refusal(thief, await thief.publish(), { rootWords: await words(thief) })).toBe('ROOT_UNKNOWN root');
  });
});

describe('the registry', () => {
  const signers = [] as Awaited<ReturnType<typeof newSigningKeyPair>>[];
  beforeAll(async () => {
    signers.push(await newSigningKeyPair(), await newSigningKeyPair());
  });
  const keys = () => ({ keys: signers.map(({ publicKey }) => publicKey), threshold: 2 });

  it('vouches for the roots it names; an older one, a stranger’s and an ended one are refused', async () => {
    const state = await inventedState('CZ');
    const publisher = {
      code: 'CZ',
      kind: 'state',
      name: 'Czechland',
      root: state.root,
      address: 'https://x.example/',
    } as const;
    const signed = (version: number, by = signers) =>
      signRegistry([publisher], { version, now: new Date(), signers: by });
    const [old, next] = [await signed(1), await signed(2)];
    const strangers = [await newSigningKeyPair(), await newSigningKeyPair()];
    const take = (text: string, now = new Date()) =>
      takeInRegistry(owner, { text, keys: keys() }, now).catch((error) => error.code);
    expect(await take(await signed(9, strangers))).toBe('TOO_FEW_SIGNATURES');
    expect(await take('{')).toBe('MALFORMED');
    expect(await take(next, new Date(Date.now() + 400 * DAY))).toBe('NOT_VALID');
    expect(await take(next)).toBe('taken in');
    expect(await take(next)).toBe('unchanged');
    expect(await take(old)).toBe('ROLLBACK');

    const texts = await state.publish();
    expect(await refusal(state, texts)).toBe('NOT_ENDORSED registry');
    expect(await takeIn(state, texts, { registryKeys: keys() })).toMatchObject({ outcome: 'taken in' });
    const other = await inventedState('DK');
    expect(await refusal(other, await other.publish(), { registryKeys: keys() })).toBe('NOT_ENDORSED registry');
  });
});

describe('what a State signs of an organisation', () => {
  it('shuts it out at once, and lets it in again', async () => {
    const [state, member, reader] = [await inventedState('RO'), await organisation('RO'), await organisation('RO')];
    const entry = await listing(member);
    await takeIn(state, await state.publish({ organisations: [entry] }), { rootWords: await words(state) });
    const ids = async () =>
      (await reader.ask(ORGANISATIONS, { stateCode: 'RO' })).data.organisations.map(({ id }: { id: string }) => id);
    expect(await ids()).toContain(entry.id);
    expect(await hasRole(member)).toBe(true);

    const shutOut = await takeIn(state, await state.publish({ shutOut: [entry.id] }));
    expect(shutOut).toMatchObject({ followed: [{ name: entry.name, standing: 'suspended' }] });
    expect(await hasRole(member)).toBe(false);
    expect(await ids()).not.toContain(entry.id);
    // Whoever is shut out still signs in and reads why.
    expect(await own(member)).toMatchObject({ standing: 'suspended' });
    expect((await reader.ask('query ($id: ID!) { organisation(id: $id) { id } }', { id: entry.id })).data).toEqual({
      organisation: null,
    });

    await takeIn(state, await state.publish({ shutOut: [] }));
    expect(await own(member)).toMatchObject({ standing: 'active' });
    expect(await hasRole(member)).toBe(true);
    expect(await ids()).toContain(entry.id);

    for (const standing of ['suspended', 'left'] as const) {
      await takeIn(state, await state.publish({ organisations: [{ ...entry, standing }] }));
      expect(await own(member)).toMatchObject({ standing });
      expect(await hasRole(member)).toBe(false);
    }
    const events = await owner`
      select detail from security_log where organisation_id = ${entry.id} and event = 'standing' order by id`;
    expect(events.map(({ detail }) => detail.standing)).toEqual(['suspended', 'active', 'suspended', 'left']);
  });

  it('counts even when the rest of the publication has ended', async () => {
    const [state, member] = [await inventedState('GE'), await organisation('GE')];
    const entry = await listing(member);
    const first = await state.publish({ organisations: [entry] });
    await takeIn(state, first, { rootWords: await words(state) });
    const now = new Date(Date.now() + 60 * DAY);
    const { revocations } = await state.publish({ shutOut: [entry.id], now });
    expect(await takeIn(state, { ...first, revocations }, {}, now)).toMatchObject({ outcome: 'taken in' });
    expect(await own(member)).toMatchObject({ standing: 'suspended' });
  });

  it('makes an applicant active by its own key only, and shuts no applicant out', async () => {
    const [applicant, refused] = [await organisation('LT', null), await organisation('LT', false)];
    const [first, second] = [await listing(applicant), await listing(refused)];
    const state = await inventedState('LT');
    const { enrolmentKey } = listed({ ...first, enrolmentKey: (await listing(await organisation('LT'))).enrolmentKey });
    await takeIn(state, await state.publish({ organisations: [{ ...first, enrolmentKey }], shutOut: [second.id] }), {
      rootWords: await words(state),
    });
    expect(await own(applicant)).toMatchObject({ standing: 'applied' });
    expect(await own(refused)).toMatchObject({ standing: 'refused' });
    expect(await hasRole(applicant)).toBe(true);
    expect(await hasRole(refused)).toBe(false);
    await takeIn(state, await state.publish({ organisations: [first, second], shutOut: [] }));
    expect(await own(applicant)).toMatchObject({ standing: 'active' });
    expect(await own(refused)).toMatchObject({ standing: 'active' });
  });

  it('does not touch organisations of other States, and invents none', async () => {
    const member = await organisation('FR');
    const entry = await listing(member, { standing: 'suspended' });
    const [state, stranger] = [await inventedState('IT'), listed({ ...entry, id: randomUUID() })];
    const before = await owner`select count(*)::int as count from organisation`;
    const texts = await state.publish({ organisations: [entry], shutOut: [entry.id, stranger.id] });
    expect(await takeIn(state, texts, { rootWords: await words(state) })).toMatchObject({ followed: [] });
    expect(await own(member)).toMatchObject({ standing: 'active' });
    expect(await owner`select count(*)::int as count from organisation`).toEqual(before);
  });
});

describe('the node’s own keys', () => {
  it('say day by day that a publication is the latest', async () => {
    const [state, member] = [await inventedState('PL'), await organisation('PL')];
    const entry = await listing(member);
    await takeIn(state, await state.publish({ organisations: [entry] }), { rootWords: await words(state) });
    const renew = (now: Date, signer = state.signer) => renewPublication(owner, { state: 'PL', signer }, now);
    expect(await renew(new Date())).toBe('fresh');
    const later = new Date(Date.now() + 25 * DAY);
    const judged = async () => {
      const trust = { ...trustIn(state, entry.id), now: later };
      const { stops } = await proveOrganisation(await keyProof(member, entry.id), trust);
      return stops.map(({ code }) => code);
    };
    expect(await judged()).toContain('TIMESTAMP_LAPSED');
    expect(await renew(later)).toBe('renewed');
    expect(await renew(later)).toBe('fresh');
    // The duty key's list stays the contact point's affair.
    expect(await judged()).toEqual(['REVOCATIONS_LAPSED']);
    const { signer } = await inventedState('PL');
    await expect(renew(later, signer)).rejects.toMatchObject({ code: 'OTHER_NODE_KEYS' });
    expect(await renewPublication(owner, { state: 'SE', signer }, later)).toBe('nothing published');
  });

  it('go on from there when the signers publish with files that fell behind', async () => {
    const state = await inventedState('SK');
    await takeIn(state, await state.publish(), { rootWords: await words(state) });
    for (const days of [2, 4, 6, 8]) {
      await renewPublication(owner, { state: 'SK', signer: state.signer }, new Date(Date.now() + days * DAY));
    }
    const now = new Date(Date.now() + 9 * DAY);
    const texts = await state.publish({ now });
    expect(await refusal(state, texts, {}, now)).toBe('ROLLBACK timestamp');
    const trust = { nodeSigner: state.signer };
    expect(await takeIn(state, texts, trust, now)).toMatchObject({ outcome: 'taken in' });
    expect(await takeIn(state, texts, trust, now)).toMatchObject({ outcome: 'unchanged' });
    const { timestamp = '' } = (await readPublication(owner, 'SK')) ?? {};
    expect(JSON.parse(timestamp).signed.version).toBe(6);
    // Keys of another State's node are not used.
    const { signer } = await inventedState('SK');
    expect(await refusal(state, texts, { nodeSigner: signer }, now)).toBe('ROLLBACK timestamp');
  });
});

function trustIn(state: InventedState, id: string, seen = NOTHING_SEEN): Trust {
  return {
    state: state.code,
    organisation: id,
    registry: null,
    pinnedRoot: state.root,
    setAside: null,
    now: new Date(),
    seen,
  };
}

describe('looking an organisation up', () => {
  it('is for whoever is signed in, by State and by a part of its name', async () => {
    const browser = await organisation('NO');
    const { id } = await own(browser);
    const found = (await browser.ask(ORGANISATIONS, { stateCode: 'NO', text: 'COUNSELLING' })).data.organisations;
    expect(found).toMatchObject([{ id, kind: 'ngo', stateCode: 'NO', sitsIn: null, standing: 'active' }]);
    for (const asked of [{ stateCode: 'NO', text: '%' }, { stateCode: 'IS' }, { text: "' or true --" }]) {
      expect((await browser.ask(ORGANISATIONS, asked)).data.organisations).toEqual([]);
    }
    for (const asked of [{ text: 'a'.repeat(201) }, { text: 'a\0' }, { stateCode: 'no' }, { stateCode: '' }]) {
      expect((await browser.ask(ORGANISATIONS, asked)).errors?.[0].extensions.code).toBe('BAD_TEXT');
    }
    const one = 'query ($id: ID!) { organisation(id: $id) { id name } }';
    expect((await browser.ask(one, { id })).data.organisation).toMatchObject({ id });
    expect((await browser.ask(one, { id: randomUUID() })).data.organisation).toBeNull();
    expect((await browser.ask(one, { id: '1' })).errors?.[0].extensions.code).toBe('BAD_ID');
    const stranger = node.browser();
    for (const [query, variables] of [
      [one, { id }],
      [ORGANISATIONS, {}],
      [KEY_PROOF, { organisation: id }],
    ] as const) {
      expect((await stranger.ask(query, variables)).errors?.[0].extensions.code).toBe('NOT_SIGNED_IN');
    }
  });
});

describe('the texts of a proof', () => {
  let [state, member, reader]: [InventedState, PortalClient, PortalClient] = [] as never;
  let id = '';
  beforeAll(async () => {
    [state, member, reader] = [await inventedState('UA'), await organisation('UA'), await organisation('UA')];
    const entry = await listing(member);
    id = entry.id;
    await takeIn(state, await state.publish({ organisations: [entry] }), { rootWords: await words(state) });
  });

  it('are refused for what is no organisation, and where nothing was published', async () => {
    const applicant = await own(await organisation('UA', null));
    const unpublished = await own(await organisation('UZ'));
    for (const [organisation, code] of [
      ['1', 'BAD_ID'],
      [randomUUID(), 'NOTHING_TO_PROVE'],
      [applicant.id, 'NOTHING_TO_PROVE'],
      [unpublished.id, 'NOTHING_TO_PROVE'],
    ]) {
      expect((await reader.ask(KEY_PROOF, { organisation })).errors?.[0].extensions.code).toBe(code);
    }
  });

  it('prove the key to which is sealed, also when it was shut out', async () => {
    const proof = await proveOrganisation(await keyProof(reader, id), trustIn(state, id));
    expect(proof).toMatchObject({ stops: [], vouchedBy: { state: 'UA', by: 'pin' } });
    expect(proof.sealTo?.recipient).toMatch(/^age1/);
    await takeIn(state, await state.publish({ shutOut: [id] }));
    const shutOut = await proveOrganisation(await keyProof(reader, id), trustIn(state, id));
    expect(shutOut).toMatchObject({ sealTo: null, stops: [{ code: 'ORGANISATION_REVOKED' }] });
    await takeIn(state, await state.publish({ shutOut: [] }));
  });

  it('from a node that lies prove nothing', async () => {
    const before = await keyProof(reader, id);
    const { seen } = await proveOrganisation(before, trustIn(state, id));
    const thief = await organisation('UA');
    const theirs = await own(thief);
    const ghost = { publicHalf: publicHalf(await newMemberKeys()), roles: ['caseworker' as const] };
    const forged = await admit(keysOf(thief), theirs, ghost, new Date());
    const next = await admit(keysOf(member), await own(member), ghost, new Date());
    await publish(member, next);
    await takeIn(state, await state.publish());
    const after = await keyProof(reader, id);
    const newer = (await proveOrganisation(after, trustIn(state, id, seen))).seen;

    const [header, payload, signature] = after.statement.split('.') as [string, string, string];
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString());
    said.members.push({ ...said.members[0], number: 9 });
    const withGhost = [header, Buffer.from(JSON.stringify(said)).toString('base64url'), signature].join('.');
    const withKey = after.organisations.replace((await own(member)).enrolmentKey, theirs.enrolmentKey);
    expect(withKey).not.toBe(after.organisations);
    const lies: [string, ProofTexts, string][] = [
      ['the statement of another organisation', { ...after, statement: theirs.statement }, 'BAD_STATEMENT statement'],
      ['a statement by another key', { ...after, statement: forged.statement }, 'BAD_STATEMENT statement'],
      ['a member whom the node added', { ...after, statement: withGhost }, 'BAD_STATEMENT statement'],
      ['another enrolment key', { ...after, organisations: withKey }, 'WRONG_CONTENT organisations'],
      ['an older statement', { ...after, statement: before.statement }, 'ROLLBACK statement'],
      ['an older publication', { ...before, statement: after.statement }, 'ROLLBACK timestamp'],
      ['an older revocation list', { ...after, revocations: before.revocations }, 'ROLLBACK revocations'],
      ['another State’s root', { ...after, roots: [(await inventedState('UA')).root] }, 'ROOT_UNKNOWN root'],
    ];
    for (const [lie, texts, code] of lies) {
      const proved = await proveOrganisation(texts, trustIn(state, id, newer)).then(
        () => 'proved',
        (error) => `${error.code} ${error.file}`,
      );
      expect(proved, lie).toBe(code);
    }
  });
});

describe('the portal’s account', () => {
  it('reads what States signed, and writes none of it', async () => {
    for (const statement of [
      "update publication set timestamp = ''",
      "insert into registry (text) values ('')",
      'delete from publication',
      "select gate.take_in_registry('')",
      "select gate.take_in_publication('MD', '{}', '', '', '', '', '', '[]')",
    ]) {
      await expect(sql.unsafe(statement), statement).rejects.toThrow('permission denied');
    }
    expect(await sql`select * from gate.statement_to_prove(${randomUUID()})`).toMatchObject([{ statement: null }]);
  });
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
