import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '#crypto/bytes.ts';
import { type BegunChange, beginKeyChange, finishKeyChange } from '#crypto/change-enrolment-key.ts';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import { signKeyChange } from '#crypto/key-change.ts';
import { newMemberKeys } from '#crypto/member-keys.ts';
import { renew, restoreWithKit } from '#crypto/organisation-changes.ts';
import { enrolmentKeyOf, openEnrolmentKey, readOwnStatement } from '#crypto/organisation-keys.ts';
import { kitAuthenticator } from '#crypto/recovery-kit.ts';
import type { Organisation } from '#crypto/verify/organisations.ts';
import { proveOrganisation } from '#crypto/verify/prove-organisation.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import { NOTHING_SEEN, type Seen } from '#crypto/verify/seen.ts';
import { connect } from '#db/client.ts';
import { type InventedState, inventedState, listed } from '#demo/invented-state.ts';
import { keysOf, letGo, makeKit, own, publish } from '#demo/organisation-client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { takeInPublication } from '#domain/publications/take-in-publication.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { castOf, type Player } from './cast.ts';
import { nodeWith } from './node-with.ts';

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());
const { applied, contactPoint, organisation, colleague } = castOf(node, sql);

let owner: ReturnType<typeof connect>;
let moldova: InventedState;
let contact: Player;
beforeAll(async () => {
  owner = connect(address, { max: 2 });
  moldova = await inventedState('MD');
  contact = await contactPoint('MD');
  return () => owner.end();
});

const list: Organisation[] = [];

/** The State signs and publishes what it knows of an organisation, with these changes. */
async function sign(browser: PortalClient, changes: Partial<Organisation> = {}): Promise<void> {
  const { id, name, kind, enrolmentKey } = await own(browser);
  const before = list.findIndex((each) => each.id === id);
  const known = before < 0 ? listed({ id, name, kind, enrolmentKey }) : list[before];
  list.splice(before < 0 ? list.length : before, 1, { ...known, ...changes } as Organisation);
  const texts = await moldova.publish({ organisations: list });
  const trust = { registryKeys: null, rootWords: await rootWords(moldova.root), nodeSigner: null };
  await takeInPublication(owner, { state: 'MD', texts, trust }, new Date());
}

const signedChange = ({ to, change }: BegunChange) => ({ enrolmentKey: to, previousKeySignature: change });

function begin(browser: PortalClient, { to, change, sealedKeys }: BegunChange): Promise<{ code?: string }> {
  return browser.change(
    `mutation ($toKey: String!, $change: String!, $sealedKeys: [SealedKeyInput!]!) {
      beginKeyChange(toKey: $toKey, change: $change, sealedKeys: $sealedKeys) {
        ... on KeyChangeAnswer { done } ... on Refusal { code sentence }
      }
    }`,
    { toKey: to, change, sealedKeys },
  );
}

function withdraw(browser: PortalClient): Promise<{ code?: string }> {
  return browser.change(
    'mutation { withdrawKeyChange { ... on KeyChangeAnswer { done } ... on Refusal { code sentence } } }',
    {},
  );
}

function complete(
  browser: PortalClient,
  next: Pick<Awaited<ReturnType<typeof finishKeyChange>>, 'statement' | 'sealedKeys'>,
) {
  return browser.change(
    `mutation ($statement: String!, $sealedKeys: [SealedKeyInput!]!) {
      completeKeyChange(statement: $statement, sealedKeys: $sealedKeys) {
        ... on KeyChangeAnswer { done } ... on Refusal { code sentence }
      }
    }`,
    { statement: next.statement, sealedKeys: next.sealedKeys },
  );
}

const begun = async (browser: PortalClient) => beginKeyChange(keysOf(browser), await own(browser), new Date());
const finished = async (browser: PortalClient, { change }: Pick<BegunChange, 'change'>) =>
  finishKeyChange(keysOf(browser), await own(browser), change, new Date());

/** What another organisation's browser makes of the texts of this node. */
async function prove(reader: PortalClient, id: string, seen: Seen = NOTHING_SEEN) {
  const { data } = await reader.ask(
    `query ($id: ID!) { keyProof(organisation: $id) {
      registry roots timestamp snapshot targets organisations revocations statement
    } }`,
    { id },
  );
  const trust = { organisation: id, state: 'MD', seen, registry: null, pinnedRoot: moldova.root, setAside: null };
  return proveOrganisation(data.keyProof, { ...trust, now: new Date() });
}

const codes = (found: readonly { code: string }[]) => found.map(({ code }) => code);

const EVENTS = '{ me { organisation { events { event } } } }';
const eventsOf = async (browser: PortalClient): Promise<string[]> =>
  (await browser.ask(EVENTS)).data.me.organisation.events.map(({ event }: { event: string }) => event);

describe('an organisation with two administrators', () => {
  let first: Player & { organisationId: string };
  let second: Player;
  let caseworker: Player;
  let change: BegunChange;
  let seen: Seen;
  beforeAll(async () => {
    first = await organisation({ stateCode: 'MD' });
    second = await colleague(first, ['administrator']);
    caseworker = await colleague(first, ['caseworker']);
    await sign(first);
    seen = (await prove(contact, first.organisationId)).seen;
  });

  it('makes a new enrolment key, which its contact point sees and others do not', async () => {
    change = await begun(first);
    expect(await begin(first, change)).toEqual({ done: true });
    const { openKeyChange, keyChanges, enrolmentKey } = await own(second);
    expect(openKeyChange).toMatchObject({ toKey: change.to, change: change.change, isTakenUp: false });
    expect(keyChanges).toEqual([]);
    expect(enrolmentKey).not.toBe(change.to);
    const asked = '{ organisationsToCheck { id enrolmentKey openKeyChange { toKey change isTakenUp } } }';
    const { organisationsToCheck } = (await contact.ask(asked)).data;
    expect(organisationsToCheck.find(({ id }: { id: string }) => id === first.organisationId)).toMatchObject({
      enrolmentKey,
      openKeyChange: { toKey: change.to, change: change.change, isTakenUp: false },
    });
    expect((await (await organisation({ stateCode: 'RO' })).ask(asked)).data.organisationsToCheck).toEqual([]);
  });

  it('goes on under the old one until the State has signed', async () => {
    const proof = await prove(contact, first.organisationId, seen);
    expect([codes(proof.stops), codes(proof.warnings).includes('ENROLMENT_KEY_REPLACED')]).toEqual([[], false]);
    const next = await finished(first, change);
    expect(await complete(first, next)).toMatchObject({ code: 'NO_KEY_CHANGE' });
    expect(await publish(first, next)).toMatchObject({ code: 'BAD_STATEMENT' });
    expect(await publish(second, await renew(keysOf(second), await own(second), new Date()))).toHaveProperty('id');
  });

  it('is refused a second change, one that the old key did not sign, and one by a caseworker', async () => {
    expect(await begin(second, await begun(second))).toMatchObject({ code: 'KEY_CHANGE_OPEN' });
    const stranger = await newSigningKeyPair();
    const forged = await signKeyChange({ organisation: first.organisationId, to: change.to }, stranger.signingKey);
    expect(await begin(first, { ...change, change: forged })).toMatchObject({ code: 'BAD_KEY_CHANGE' });
    expect(await begin(first, { ...change, to: toBase64url(stranger.publicKey) })).toMatchObject({
      code: 'BAD_KEY_CHANGE',
    });
    expect(await begin(caseworker, change)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await withdraw(caseworker)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await complete(caseworker, await finished(first, change))).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('withdraws a key as long as the State has not signed it', async () => {
    expect(await withdraw(second)).toEqual({ done: true });
    const { openKeyChange, sealedKeys } = await own(first);
    expect(openKeyChange).toBeNull();
    expect(sealedKeys.map(({ key }) => key)).not.toContain('next_enrolment');
    expect(await withdraw(second)).toMatchObject({ code: 'NO_KEY_CHANGE' });
    const next = await begun(first);
    const lacking = next.sealedKeys.filter(({ member }) => member !== 2);
    expect(await begin(first, { ...next, sealedKeys: lacking })).toMatchObject({ code: 'BAD_SEALED_KEY' });
    const otherKey = next.sealedKeys.map((sealed) => ({ ...sealed, key: 'enrolment' }));
    expect(await begin(first, { ...next, sealedKeys: otherKey })).toMatchObject({ code: 'BAD_SEALED_KEY' });
    expect(await begin(first, next)).toEqual({ done: true });
    change = next;
  });

  it('whose State thinks better of it goes on waiting', async () => {
    await sign(first, signedChange(change));
    expect((await own(first)).openKeyChange).toMatchObject({ isTakenUp: true });
    expect(await withdraw(first)).toMatchObject({ code: 'NO_KEY_CHANGE' });
    const { enrolmentKey } = await own(first);
    await sign(first, { enrolmentKey, previousKeySignature: await signedByAStranger() });
    expect((await own(first)).openKeyChange).toMatchObject({ isTakenUp: false });
    expect(await complete(first, await finished(first, change))).toMatchObject({ code: 'NO_KEY_CHANGE' });
  });

  it('puts the new key into use when the State has signed it, and each member follows', async () => {
    await sign(first, signedChange(change));
    const late = await finished(first, change);
    const next = await finished(second, change);
    const lacking = { ...next, sealedKeys: next.sealedKeys.slice(1) };
    expect(await complete(second, lacking)).toMatchObject({ code: 'BAD_SEALED_KEY' });
    expect(await complete(second, next)).toEqual({ done: true });
    expect(await complete(first, late)).toMatchObject({ code: 'NO_KEY_CHANGE' });
    for (const browser of [first, second, caseworker]) {
      const shown = await own(browser);
      expect(shown).toMatchObject({ enrolmentKey: change.to, openKeyChange: null, keyChanges: [change.change] });
      expect(await readOwnStatement(keysOf(browser), shown)).toHaveProperty('organisation', first.organisationId);
      expect(await enrolmentKeyOf(keysOf(browser), shown)).toBe(change.to);
      expect(shown.sealedKeys.map(({ key }) => key)).not.toContain('next_enrolment');
    }
    expect(await letGo(first, 3)).toHaveProperty('id');
    expect(await eventsOf(first)).toEqual(
      expect.arrayContaining(['key_change_begun', 'key_change_withdrawn', 'key_taken_up', 'key_changed']),
    );
  });

  it('is proved to whoever has seen the old key, without a telephone call', async () => {
    const proof = await prove(contact, first.organisationId, seen);
    expect(proof.sealTo).not.toBeNull();
    expect(codes(proof.warnings)).toContain('ENROLMENT_KEY_REPLACED');
    expect(proof.seen.organisation?.enrolmentKey).toBe(change.to);
    const { enrolmentKey } = proof.organisation;
    const index = list.findIndex(({ id }) => id === first.organisationId);
    const { previousKeySignature: _, ...unsigned } = list[index] as Organisation;
    list[index] = unsigned;
    await sign(first);
    expect(codes((await prove(contact, first.organisationId, seen)).stops)).toEqual(['ENROLMENT_KEY_CHANGED']);
    await sign(first, { enrolmentKey, previousKeySignature: change.change });
  });

  it('changes the key once more, and comes back with no key that was used before', async () => {
    const again = await begun(second);
    expect(await begin(second, again)).toEqual({ done: true });
    await sign(second, signedChange(again));
    expect(await complete(second, await finished(second, again))).toEqual({ done: true });
    const { keyChanges } = await own(first);
    expect(keyChanges).toEqual([change.change, again.change]);
    expect(await enrolmentKeyOf(keysOf(first), await own(first))).toBe(again.to);
    const secret = await openEnrolmentKey(keysOf(first), await own(first));
    const back = await signKeyChange({ organisation: first.organisationId, to: change.to }, secret);
    const { sealedKeys } = await begun(first);
    expect(await begin(first, { to: change.to, change: back, sealedKeys })).toMatchObject({ code: 'BAD_KEY_CHANGE' });
  });

  async function signedByAStranger(): Promise<string> {
    const { signingKey } = await newSigningKeyPair();
    return signKeyChange({ organisation: first.organisationId, to: change.to }, signingKey);
  }
});

it('an organisation that was suspended meanwhile becomes active by the new key', async () => {
  const browser = await organisation({ stateCode: 'MD' });
  await sign(browser);
  const change = await begun(browser);
  expect(await begin(browser, change)).toEqual({ done: true });
  await sign(browser, { standing: 'suspended' });
  expect(await begin(browser, change)).toMatchObject({ code: 'NOT_ALLOWED' });
  await sign(browser, { ...signedChange(change), standing: 'active' });
  expect((await own(browser)).standing).toBe('active');
  expect(await complete(browser, await finished(browser, change))).toEqual({ done: true });
});

it('an organisation that waits for its State changes no key', async () => {
  const browser = await applied({ stateCode: 'MD' });
  expect(await begin(browser, await begun(browser))).toMatchObject({ code: 'NOT_ALLOWED' });
});

it('a kit that was printed before restores under the new key', async () => {
  const browser = await organisation({ stateCode: 'MD' });
  const kit = await makeKit(browser);
  await sign(browser);
  const change = await begun(browser);
  expect(await begin(browser, change)).toEqual({ done: true });
  await sign(browser, signedChange(change));
  expect(await complete(browser, await finished(browser, change))).toEqual({ done: true });
  const authenticator = toBase64url(await kitAuthenticator(kit));
  const opened = await node.browser().change(
    `mutation ($organisationId: ID!, $authenticator: String!) {
      openKit(organisationId: $organisationId, authenticator: $authenticator) {
        ... on OpenedKit { statement keyChanges sealedKeys { key member sealed } } ... on Refusal { code }
      }
    }`,
    { organisationId: browser.organisationId, authenticator },
  );
  const administrator = { keys: await newMemberKeys(kit.anchor), roles: ['administrator' as const] };
  const restored = await restoreWithKit(kit, opened, administrator, new Date());
  expect(restored).toHaveProperty('number', 2);
  const shown = { ...opened, statement: restored.statement, sealedKeys: restored.sealedKeys, id: randomUUID() };
  expect(await enrolmentKeyOf(administrator.keys, shown)).toBe(change.to);
});
