import { randomBytes, randomUUID } from 'node:crypto';
import { type BegunChange, beginKeyChange } from '#crypto/change-enrolment-key.ts';
import type { NextStatement } from '#crypto/organisation-changes.ts';
import { dismiss } from '#crypto/organisation-changes.ts';
import { rootWords } from '#crypto/verify/root-words.ts';
import type { Database } from '#db/client.ts';
import { inventedState, listed } from '#demo/invented-state.ts';
import {
  apply,
  certify,
  type Invented,
  invite,
  join,
  keysOf,
  letGo,
  makeKit,
  own,
  PASSPHRASE,
} from '#demo/organisation-client.ts';
import type { PortalClient } from '#demo/portal-client.ts';
import { takeInPublication } from '#domain/publications/take-in-publication.ts';
import { acknowledge, acknowledgementOf, addressOf, block, envelopeTo, post, type TestEnvelope } from './envelopes.ts';
import type { nodeWith } from './node-with.ts';

type Node = ReturnType<typeof nodeWith>;

/** Somebody with an account, and the browser in which it was made. */
export interface Person {
  browser: PortalClient;
  name: string;
}

/** Names that are part of no other name. */
const unique = (name: string) => `${name}-${randomUUID().slice(0, 8)}`;

/** Fills a node with people and organisations. All of them are invented. */
export function peopleOn(node: Node, owner: Database) {
  async function applied(invented: Invented = {}): Promise<Person & { id: string }> {
    const [browser, name] = [node.browser(), unique('first')];
    const { organisationId } = await apply(browser, name, invented);
    return { browser, name, id: organisationId as string };
  }

  async function accepted(invented: Invented = {}): Promise<Person & { id: string }> {
    const person = await applied(invented);
    await person.browser.signIn(person.name, PASSPHRASE);
    await owner`update organisation set standing = 'active' where id = ${person.id}`;
    return person;
  }

  async function colleague({ browser: administrator }: Person, roles: string[]): Promise<Person> {
    const invited = await invite(administrator, roles);
    const [browser, name] = [node.browser(), unique('colleague')];
    await join(browser, invited, name);
    await certify(administrator, invited);
    await browser.signIn(name, PASSPHRASE);
    return { browser, name };
  }

  const contactPoint = (stateCode: string) =>
    accepted({
      kind: 'contact_point',
      stateCode,
      name: `Invented Contact Point of ${stateCode}`,
      roles: ['administrator', 'caseworker', 'contact_point_officer'],
    });

  return { applied, accepted, colleague, contactPoint };
}

/** An organisation that has everything that there is to have, for others to try to come at. */
export interface Theirs {
  id: string;
  name: string;
  /** Another one of the same State, which waits for a decision. */
  waiting: { id: string; name: string; statement: string };
  administrator: string;
  administratorName: string;
  /** Every account of both. */
  accounts: string[];
  colleague: Person;
  /** A member until lately. */
  dismissed: Person;
  openInvitation: string;
  /** Who answered an invitation and is not certified. */
  newcomer: string;
  /** The hash of its link, which the database knows. */
  linkId: string;
  passkey: string;
  recoveryRequest: string;
  factorDue: string;
  /** Of its administrator. */
  draft: string;
  entry: string;
  otherEntry: string;
  blob: string;
  /** What its holder would show, hashed as the database knows it, in hex. */
  kitProof: string;
  firstStatement: string;
  enrolmentKey: string;
  /** Waits for their State. */
  nextKey: BegunChange;
  /** Signed by its administrator and not sent yet. */
  next: NextStatement;
  /** With whom they exchange envelopes; they have blocked it since. */
  partner: string;
  /** In their mailbox, and acknowledged by nobody. */
  received: TestEnvelope;
  /** In their partner's mailbox. */
  sent: TestEnvelope;
  /** By their administrator over what they received, and not sent yet. */
  acknowledgement: string;
}

export async function theirOrganisation(node: Node, owner: Database): Promise<Theirs> {
  const { applied, colleague, contactPoint } = peopleOn(node, owner);
  const contact = await contactPoint('MD');
  const said = { stateCode: 'MD', name: 'Invented Harbour', website: 'https://harbour.example/', address: 'harbour' };
  const proofs = ['Entry 4711 in the harbour register', 'The harbour ministry confirms by telephone'];
  const first = await applied({ ...said, proofs });
  await first.browser.signIn(first.name, PASSPHRASE);
  const decide = `mutation ($id: ID!) {
    decideApplication(organisationId: $id, accepted: true, reason: "The harbour master was asked.") { __typename }
  }`;
  await contact.browser.change(decide, { id: first.id });
  const again = `mutation ($id: ID!) { checkAgain(organisationId: $id, reason: "The lighthouse was visited.") { __typename } }`;
  await contact.browser.change(again, { id: first.id });
  const entries = await owner<{ id: string }[]>`
    select id from entry where state_code = 'MD' and kind in ('HOTLINE', 'SERVICE') order by id limit 2`;
  const [entry, otherEntry] = [entries[0]?.id ?? '', entries[1]?.id ?? ''];
  const link = `mutation ($id: ID!, $entry: ID!) { linkEntry(organisationId: $id, entryId: $entry) { __typename } }`;
  await contact.browser.change(link, { id: first.id, entry });

  const member = await colleague(first, ['caseworker']);
  const lockedOut = await colleague(first, ['caseworker']);
  const dismissed = await colleague(first, ['caseworker']);
  await letGo(first.browser, 4);
  const answered = await invite(first.browser, ['caseworker']);
  await join(node.browser(), answered, unique('newcomer'));
  const [joined] = await owner<{ accountId: string }[]>`
    select account_id from invitation where id = ${answered.invitationId as string}`;
  const { invitationId: openInvitation } = await invite(first.browser, ['caseworker']);
  await makeKit(first.browser);
  const draft = randomUUID();
  await first.browser.change('mutation ($input: SealedStateInput!) { putSealedState(input: $input) { __typename } }', {
    input: { id: draft, kind: 'draft', previousVersion: 0, sealed: randomBytes(40).toString('base64url') },
  });
  await first.browser.change('mutation { setNoticeMailbox(mailbox: "office@harbour.example") { __typename } }', {});
  await first.browser.change('mutation { setRota(mailboxes: ["night@harbour.example"]) { __typename } }', {});
  const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
  await first.browser.change('mutation ($days: [Date!]!) { setWakeDays(days: $days) { __typename } }', {
    days: [nextYear],
  });
  // Each statement ends the sessions of those whom it dismisses; an account stays.
  await dismissed.browser.signIn(dismissed.name, PASSPHRASE);
  const [office, partner] = [
    Object.assign(first.browser, { organisationId: first.id }),
    Object.assign(contact.browser, { organisationId: contact.id }),
  ];
  const sent = envelopeTo(await addressOf(partner));
  const [opened, received] = [envelopeTo(await addressOf(office)), envelopeTo(await addressOf(office))];
  await post(office, [sent]);
  await post(partner, [opened, received]);
  await acknowledge(office, [opened]);
  await block(office, contact.id);
  const waiting = await applied({
    ...said,
    name: 'Invented Mooring',
    website: 'https://mooring.example/',
    address: 'mooring',
    proofs: ['Entry 4712 in the mooring register', 'The mooring ministry confirms by telephone'],
  });

  const state = await inventedState('MD');
  const { enrolmentKey } = await own(first.browser);
  const texts = await state.publish({
    organisations: [listed({ id: first.id, name: said.name, kind: 'ngo', enrolmentKey })],
  });
  const trust = { registryKeys: null, rootWords: await rootWords(state.root), nodeSigner: null };
  await takeInPublication(owner, { state: 'MD', texts, trust }, new Date());

  const nextKey = await beginKeyChange(keysOf(first.browser), await own(first.browser), new Date());
  const { to: toKey, change, sealedKeys } = nextKey;
  await first.browser.change(
    `mutation ($toKey: String!, $change: String!, $sealedKeys: [SealedKeyInput!]!) {
      beginKeyChange(toKey: $toKey, change: $change, sealedKeys: $sealedKeys) { __typename }
    }`,
    { toKey, change, sealedKeys },
  );

  const accounts = await owner<{ id: string; signInName: string }[]>`
    select a.id, a.sign_in_name from account a join member m on m.account_id = a.id
    where m.organisation_id in ${owner([first.id, waiting.id])}`;
  const accountOf = ({ name }: Person) => accounts.find(({ signInName }) => signInName === name)?.id ?? '';
  const administrator = accountOf(first);
  // What takes a device or a day of waiting. Each text is one of a kind, to be found wherever it comes out.
  const [passkey, recoveryRequest, factorDue] = [randomBytes(16).toString('base64url'), randomUUID(), randomUUID()];
  await owner`
    insert into passkey (id, account_id, public_key, counter, transports, name)
    values (${passkey}, ${administrator}, ${randomBytes(60).toString('base64url')}, 7, '{internal}', 'The harbour desk')`;
  await owner`
    insert into recovery (account_id, authenticator)
    values (${accountOf(lockedOut)}, ${randomBytes(32).toString('hex')})`;
  await owner`
    insert into recovery_request (id, account_id, device, token_hash)
    values (
      ${recoveryRequest}, ${accountOf(lockedOut)}, 'Browser in the harbour', ${randomBytes(32).toString('hex')}
    )`;
  await owner`
    insert into factor_due (id, account_id, device, via)
    values (${factorDue}, ${administrator}, 'Browser in the harbour', 'passphrase')`;
  await owner`
    insert into challenge (challenge, purpose, account_id)
    values (${randomBytes(32).toString('base64url')}, 'second', ${administrator})`;
  await owner`
    insert into notice (organisation_id, due) values (${first.id}, date_trunc('hour', now(), 'UTC'))
    on conflict do nothing`;
  const blob = randomUUID();
  await owner`
    insert into blob (id, organisation_id, length, sha256, uploaded_hour)
    values (${blob}, ${first.id}, 1000, ${randomBytes(32).toString('hex')}, date_trunc('hour', now(), 'UTC'))`;
  await owner`update invitation set kept = 'kept-' || id where organisation_id = ${first.id}`;

  const [kept] = await owner<{ kitProof: string; firstStatement: string; linkId: string; waitingStatement: string }[]>`
    select
      o.kit_proof,
      (select statement from past_statement p where p.organisation_id = o.id and p.version = 1) as first_statement,
      (select link_id from invitation i where i.id = ${openInvitation}) as link_id,
      (select statement from organisation w where w.id = ${waiting.id}) as waiting_statement
    from organisation o where o.id = ${first.id}`;
  if (kept === undefined) throw new Error('The organisation is not there.');
  return {
    id: first.id,
    name: said.name,
    waiting: { id: waiting.id, name: 'Invented Mooring', statement: kept.waitingStatement },
    administrator,
    administratorName: first.name,
    accounts: accounts.map(({ id }) => id),
    colleague: member,
    dismissed,
    openInvitation,
    newcomer: joined?.accountId ?? '',
    passkey,
    recoveryRequest,
    factorDue,
    entry,
    otherEntry,
    draft,
    blob,
    enrolmentKey,
    nextKey,
    kitProof: kept.kitProof,
    firstStatement: kept.firstStatement,
    linkId: kept.linkId,
    partner: contact.id,
    received,
    sent,
    acknowledgement: await acknowledgementOf(office, first.id, [received]),
    next: await dismiss(keysOf(first.browser), await own(first.browser), 2, { now: new Date() }),
  };
}
