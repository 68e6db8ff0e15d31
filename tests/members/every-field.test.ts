import { randomUUID } from 'node:crypto';
import { client, ready } from '@serenity-kit/opaque';
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMemberKeys, publicHalf } from '#crypto/member-keys.ts';
import { connect, type Database } from '#db/client.ts';
import { PASSPHRASE } from '#demo/organisation-client.ts';
import { DEVICE, type PortalClient } from '#demo/portal-client.ts';
import { newOpaqueSetUp } from '#domain/accounts/opaque-server.ts';
import { offerFirstOperator } from '#domain/accounts/set-up-links.ts';
import { schema } from '#graphql/schema.ts';
import { PORTAL_ROLE } from '#server/database-accounts.ts';
import { eventStream } from '#tests/support/event-stream.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';
import { sealedText, sha256Of } from './envelopes.ts';
import { nodeWith } from './node-with.ts';
import { type Person, peopleOn, type Theirs, theirOrganisation } from './their-organisation.ts';

/**
 * Everything that can be asked, asked by everybody whom it does not concern. The tables here name each field and each mutation of
 * the schema, and each function of the database that writes: whoever adds one says here who may have it.
 */

const { sql, address } = openTestDatabase({ as: PORTAL_ROLE });
const node = nodeWith(sql, await newOpaqueSetUp());

const ASKERS = [
  'nobody',
  'caseworker',
  'supervisor',
  'administrator',
  'officer',
  'editor',
  'withoutFactor',
  'withRecoveryCode',
  'suspended',
  'dismissed',
  'operator',
  'colleague',
] as const;
/** Of other organisations, but for the last: `dismissed` was theirs, `colleague` is one of their caseworkers. */
type Asker = (typeof ASKERS)[number];

let owner: Database;
let theirs: Theirs;
let browsers: Record<Asker, PortalClient>;
/** Keys that belong to nobody, in the right shape. */
let strangeHalf: string;
let strange: { accountId: string; bundle: string; registrationRecord: string };
let startLoginRequest: string;

beforeAll(async () => {
  owner = connect(address, { max: 1 });
  const { applied, accepted, colleague, contactPoint } = peopleOn(node, owner);
  const operator = node.browser();
  await operator.setUp((await offerFirstOperator(sql)) ?? '', 'operator', PASSPHRASE);
  await operator.signIn('operator', PASSPHRASE);
  theirs = await theirOrganisation(node, owner);
  await owner`delete from attempt`;

  const [ngo, contact] = [await accepted(), await contactPoint('AT')];
  const withoutFactor = await applied();
  await owner`update organisation set standing = 'active' where id = ${withoutFactor.id}`;
  await withoutFactor.browser.givePassphrase(withoutFactor.name, PASSPHRASE);
  const withRecoveryCode = await colleague(ngo, ['caseworker']);
  await owner`
    update session set via = 'recovery_code'
    where account_id = (select id from account where sign_in_name = ${withRecoveryCode.name})`;
  const suspended = await accepted();
  await owner`update organisation set standing = 'suspended' where id = ${suspended.id}`;
  browsers = {
    nobody: node.browser(),
    caseworker: (await colleague(ngo, ['caseworker'])).browser,
    supervisor: (await colleague(ngo, ['supervisor'])).browser,
    administrator: ngo.browser,
    officer: (await colleague(contact, ['contact_point_officer'])).browser,
    editor: (await colleague(contact, ['directory_editor'])).browser,
    withoutFactor: withoutFactor.browser,
    withRecoveryCode: withRecoveryCode.browser,
    suspended: suspended.browser,
    dismissed: theirs.dismissed.browser,
    operator,
    colleague: theirs.colleague.browser,
  };
  strange = await node.browser().register(null, `stranger-${randomUUID().slice(0, 8)}`, PASSPHRASE);
  strangeHalf = JSON.stringify(publicHalf(await newMemberKeys()));
  await ready;
  startLoginRequest = client.startLogin({ password: PASSPHRASE }).startLoginRequest;
}, 120_000);
afterAll(() => owner.end());

// What they have, as the owner of the tables sees it.

/** Whoever types a name leaves a row in the first; the second counts tries, by keys that tell nothing. */
const OF_EVERYBODY = ['sign_in', 'attempt'];
/** Where askers who are or were theirs change what is their own. */
const OF_THE_ASKER = ['session', 'totp', 'challenge'];

let tables: string[];
let accountOf: Record<'colleague' | 'dismissed', string>;
beforeAll(async () => {
  // The directory's tables hold nothing of theirs, and no function writes there.
  const written = await owner<{ name: string }[]>`
    select relname as name
    from pg_class
    where relnamespace = 'public'::regnamespace
      and relkind = 'r'
      and has_table_privilege('nrm_definer', oid, 'insert, update, delete')
      and relname::text <> all(${OF_EVERYBODY}::text[])`;
  tables = written.map(({ name }) => name);
  const idOf = async ({ name }: Person) => {
    const [account] = await owner<{ id: string }[]>`select id from account where sign_in_name = ${name}`;
    return account?.id ?? '';
  };
  accountOf = { colleague: await idOf(theirs.colleague), dismissed: await idOf(theirs.dismissed) };
});

/** @returns each row that names them, with its table */
async function rowsOfTheirs(as: Database = owner): Promise<string[]> {
  const ids = [theirs.id, theirs.waiting.id, ...theirs.accounts].join('|');
  const own = Object.values(accountOf);
  // One question for all tables, because it is asked hundreds of times.
  const rows = await tables
    .map(
      (name) => as`
        select ${name} as name, t::text as row, t ->> 'account_id' as account_id
        from (select to_jsonb(r) as t from ${as(name)} r) rows where t::text ~ ${ids}`,
    )
    .reduce((all, next) => as`${all} union all ${next}`);
  return rows
    .filter(({ name, accountId }) => !OF_THE_ASKER.includes(name) || !own.includes(accountId ?? ''))
    .map(({ name, row }) => `${name} ${row}`)
    .sort();
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Days, and words such as roles and kinds, are nobody's. */
const isOwnText = (text: string) => text.length >= 8 && !/^(\d{4}-\d\d-\d\d.*|[a-z_]+)$/.test(text);

/** Of their own organisation every member reads these. */
const OF_MEMBERS = ['application', 'member', 'past_statement', 'enrolment_key_change', 'blob', 'envelope', 'block'];

/** @returns every text of theirs that the asker may not come to see, as JSON writes it */
async function secretsBefore(asker: Asker): Promise<string[]> {
  const secret = new Set<string>();
  const open = new Set<string>([theirs.id, theirs.entry, theirs.partner, DEVICE]);
  const own = asker === 'colleague' || asker === 'dismissed' ? [accountOf[asker]] : [];
  for (const line of await rowsOfTheirs()) {
    const table = line.slice(0, line.indexOf(' '));
    const row = JSON.parse(line.slice(table.length + 1));
    const { kit_proof: _proof, ...known } = row;
    const texts = textsIn(row).filter(isOwnText);
    for (const text of texts) secret.add(text);
    // As it would come out.
    const sealed = table === 'envelope' ? Buffer.from(row.sealed.slice(2), 'hex').toString('base64url') : null;
    if (sealed !== null) secret.add(sealed);
    const isTheirs = (row.organisation_id ?? row.id) === theirs.id;
    const mayKnow =
      ['publication', 'organisation_entry'].includes(table) ||
      own.includes(table === 'account' ? row.id : row.account_id) ||
      (asker === 'operator' && ['application', 'enrolment_key_change'].includes(table)) ||
      (asker === 'colleague' &&
        isTheirs &&
        (OF_MEMBERS.includes(table) || (table === 'sealed_key' && row.member_number === 2)));
    if (mayKnow) for (const text of texts) open.add(text);
    if (table === 'organisation' && (isTheirs || asker === 'operator'))
      for (const text of textsIn(known)) open.add(text);
    // Of what was sent: its id, and to which key.
    if (sealed !== null && asker === 'colleague')
      for (const text of isTheirs ? [sealed] : [row.id, row.period_id]) open.add(text);
    if (table === 'account' && asker === 'colleague') for (const text of [row.id, row.sign_in_name]) open.add(text);
  }
  return [...secret].filter((text) => !open.has(text)).map((text) => JSON.stringify(text).slice(1, -1));
}

let secretsOf: Record<Asker, string[]>;
let before: string[];
beforeAll(async () => {
  const known = await Promise.all(ASKERS.map(async (asker) => [asker, await secretsBefore(asker)] as const));
  secretsOf = Object.fromEntries(known) as typeof secretsOf;
  before = await rowsOfTheirs();
});

function expectNoSecret(asker: Asker, answer: string, what: string): void {
  const told = secretsOf[asker].filter((secret) => answer.includes(secret));
  expect(told, `${what}, asked by ${asker}`).toEqual([]);
}

it('their organisation has everything that there is to have', async () => {
  const tables = new Set(before.map((row) => row.slice(0, row.indexOf(' '))));
  const isolated = await owner<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`;
  // Only the first account of a node is made by such a link.
  const expected = isolated.map(({ name }) => name).filter((name) => name !== 'set_up_link' && name !== 'sign_in');
  expect([...tables]).toEqual(expect.arrayContaining(expected));
  for (const asker of ASKERS) expect(secretsOf[asker].length, asker).toBeGreaterThan(20);
  expect(secretsOf.colleague).toEqual(
    expect.arrayContaining([theirs.kitProof, theirs.linkId, 'office@harbour.example', 'night@harbour.example']),
  );
});

// Fields.

/** `own`: what is the asker's own, or everybody's; `nothing`: null or an empty list; otherwise the code of a refusal. */
type Outcome =
  | 'own'
  | 'nothing'
  | 'NOT_SIGNED_IN'
  | 'SECOND_FACTOR_NEEDED'
  | 'NEW_PASSPHRASE_NEEDED'
  | 'NOT_ALLOWED'
  | string;
type Outcomes = Partial<Record<Asker, Outcome>> & { others: Outcome };

const OWED = { withoutFactor: 'SECOND_FACTOR_NEEDED', withRecoveryCode: 'NEW_PASSPHRASE_NEEDED' } as const;
const REFUSED = { nobody: 'NOT_SIGNED_IN', ...OWED } as const;
const OUTSIDE = { nobody: 'nothing', ...OWED, operator: 'nothing', dismissed: 'nothing' } as const;

const AUDIENCES = {
  everybody: { others: 'own' },
  holdersOfLink: { others: 'nothing' },
  account: { nobody: 'nothing', others: 'own' },
  settledAccount: { nobody: 'nothing', ...OWED, others: 'own' },
  members: { ...OUTSIDE, others: 'own' },
  administrators: { ...OUTSIDE, administrator: 'own', others: 'nothing' },
  inCharge: { ...OUTSIDE, administrator: 'own', supervisor: 'own', others: 'nothing' },
  caseworkers: { ...REFUSED, colleague: 'own', others: 'nothing' },
  caseworkersOnly: { ...REFUSED, caseworker: 'own', administrator: 'own', colleague: 'own', others: 'NOT_ALLOWED' },
  signedIn: { ...REFUSED, others: 'own' },
  deciders: { ...REFUSED, operator: 'own', others: 'nothing' },
  operators: { ...REFUSED, operator: 'own', others: 'NOT_ALLOWED' },
  certified: { ...REFUSED, operator: 'nothing', dismissed: 'nothing', others: 'own' },
} satisfies Record<string, Outcomes>;
type Audience = keyof typeof AUDIENCES;

/** Every field of every type that is not the public directory's, and for whom it is. */
const FIELDS: Record<string, Partial<Record<Audience, string>>> = {
  Query: {
    everybody: 'library node nodeKey organisationKinds search standards state states vocabularies',
    holdersOfLink: 'invitation',
    account: 'me',
    signedIn: 'keyProof organisation organisations statesWithOrganisations',
    caseworkers: 'sealedState',
    caseworkersOnly: 'blockedOrganisations mailbox sentEnvelopes',
    certified: 'mailboxCounts',
    deciders: 'applications organisationsToCheck supervisedOrganisations',
    operators: 'operatorOverview',
  },
  Me: {
    account:
      'id signInName isOperator lacksFactor owesPassphrase hasTotp bundle sessions passkeys recoveryCodeMadeOn mayDecide',
    settledAccount: 'events organisation',
  },
  Session: { account: 'id begunAt seenAt device isThisOne' },
  Passkey: { account: 'id name mayOpenBundle isDisabled madeOn lastUsedOn' },
  SecurityEvent: { settledAccount: 'id at isMine event signInName details' },
  EventDetail: { settledAccount: 'name values' },
  OwnOrganisation: {
    members:
      'id kind possibleRoles stateCode sitsIn name address standing lastCheckedOn isCheckOverdue enrolmentKey statement ' +
      'pastStatement members sealedKeys keyChanges openKeyChange events notices reminders',
    administrators: 'invitations recoveryRequests',
  },
  OpenKeyChange: { members: 'toKey change begunOn isTakenUp' },
  Member: { members: 'accountId signInName number roles isRevoked isMe' },
  SealedKey: { members: 'key member sealed' },
  NoticeMailbox: { members: 'sendsMail', administrators: 'mailbox' },
  Reminders: { members: 'wakeDays', inCharge: 'rota' },
  Invitation: {
    administrators: 'id roles isMine kept validUntil accountId signInName publicHalf vouched isCertified',
  },
  RecoveryRequest: { administrators: 'id signInName device askedAt' },
  OpenInvitation: { holdersOfLink: 'id organisationName roles isRenewal' },
  Application: { deciders: 'id kind stateCode sitsIn name address website proofs appliedOn enrolmentKey' },
  SupervisedOrganisation: {
    deciders:
      'id kind stateCode sitsIn name address standing lastCheckedOn reason checkAgainOn isOverdue entries ' +
      'enrolmentKey openKeyChange',
  },
  LinkedEntry: { deciders: 'id name' },
  Organisation: { signedIn: 'id kind stateCode sitsIn name address standing lastCheckedOn isCheckOverdue' },
  KeyProof: { signedIn: 'registry roots timestamp snapshot targets organisations revocations statement' },
  SealedState: { caseworkers: 'id version sealed' },
  EnvelopeConnection: { caseworkersOnly: 'edges pageInfo' },
  EnvelopeEdge: { caseworkersOnly: 'cursor node' },
  Envelope: {
    caseworkersOnly:
      'id sender receiver receivedHour sizeClass period blobs sealed sha256 acknowledged expiresOn receipt',
  },
  SentEnvelope: { caseworkersOnly: 'id receiver receipt period acknowledged isGone' },
  MailboxCounts: { certified: 'waiting waitingSinceHour oldestHours' },
  WaitingAge: { certified: 'hours count' },
  OperatorOverview: {
    operators:
      'address softwareVersion sendsMail refusedFiles organisations applicationsWaiting waitingSince accounts ' +
      'liveSessions directory',
  },
  StandingCount: { operators: 'stateCode standing count' },
  LoadedDirectory: { operators: 'contentHash loadedAt entries' },
};

/** What is asked for where a field needs to be told, and what comes in the place of what is one's own. */
const ARGUMENTS: Record<string, () => { text: string; instead?: Outcome }[]> = {
  'Query.invitation': () => [{ text: `link: "${theirs.linkId}"` }],
  'Query.keyProof': () => [
    { text: `organisation: "${theirs.id}"` },
    { text: `organisation: "${theirs.waiting.id}"`, instead: 'NOTHING_TO_PROVE' },
  ],
  'Query.organisation': () => [
    { text: `id: "${theirs.id}"` },
    { text: `id: "${theirs.waiting.id}"`, instead: 'nothing' },
  ],
  'Query.organisations': () => [
    { text: `text: "${theirs.name}"` },
    { text: `text: "${theirs.waiting.name}"`, instead: 'nothing' },
  ],
  'Query.sealedState': () => [{ text: 'kind: "draft"' }],
  'Query.sentEnvelopes': () => [{ text: `ids: ["${theirs.received.id}", "${theirs.sent.id}"]` }],
  'OwnOrganisation.pastStatement': () => [{ text: 'version: 1' }],
};

function audienceOf(type: string, field: string): Audience {
  if (type !== query.name && openTypes().has(type)) return 'everybody';
  const named = Object.entries(FIELDS[type] ?? {}).find(([, fields]) => fields?.split(' ').includes(field));
  if (named === undefined) throw new Error(`Nothing says who may ask for ${type}.${field}.`);
  return named[0] as Audience;
}

const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());
const objectsBehind = (field: GraphQLField<unknown, unknown>): readonly GraphQLObjectType[] => {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
};

function reachedFrom(fields: readonly GraphQLField<unknown, unknown>[], known = new Set<string>()): Set<string> {
  for (const type of fields.flatMap(objectsBehind)) {
    if (known.has(type.name)) continue;
    known.add(type.name);
    reachedFrom(fieldsOf(type), known);
  }
  return known;
}

const query = schema.getQueryType() as GraphQLObjectType;
const isPublic = (field: GraphQLField<unknown, unknown>) => audienceOf('Query', field.name) === 'everybody';

/** Of the public directory. */
const openTypes = () => reachedFrom(fieldsOf(query).filter(isPublic));

interface Step {
  type: string;
  field: GraphQLField<unknown, unknown>;
}

/** Every way from a root field to a value, through no type twice. */
function waysFrom(type: GraphQLObjectType, walked: readonly Step[] = []): Step[][] {
  return fieldsOf(type).flatMap((field) => {
    const way = [...walked, { type: type.name, field }];
    if (type === query && isPublic(field)) return [];
    if (isLeafType(getNamedType(field.type))) return [way];
    return objectsBehind(field)
      .filter(({ name }) => !way.some((step) => step.type === name))
      .flatMap((next) => waysFrom(next, way));
  });
}

function questionsFor(way: readonly Step[]): { text: string; instead?: Outcome }[] {
  const [step, ...rest] = way;
  if (step === undefined) return [{ text: '' }];
  const name = `${step.type}.${step.field.name}`;
  const given = ARGUMENTS[name]?.();
  if (given === undefined && step.field.args.some(isRequiredArgument))
    throw new Error(`Nothing says what ${name} is told.`);
  const inner = questionsFor(rest)[0]?.text ?? '';
  const asked = given ?? [{ text: '' }];
  return asked.map(({ text, ...more }) => ({
    text: `${step.field.name}${text === '' ? '' : `(${text})`}${inner === '' ? '' : ` { ${inner} }`}`,
    ...more,
  }));
}

function outcomeOf({ data, errors }: { data: any; errors?: any[] }, way: readonly Step[]): Outcome {
  if (errors !== undefined) return errors[0].extensions?.code ?? errors[0].message;
  let values: any[] = [data];
  for (const { field } of way) values = values.flatMap((value) => value[field.name]).filter((value) => value != null);
  return values.length === 0 ? 'nothing' : 'own';
}

function outcomeFor(asker: Asker, audience: Audience): Outcome {
  const outcomes: Outcomes = AUDIENCES[audience];
  return outcomes[asker] ?? outcomes.others;
}

describe('every field', () => {
  it('that the public directory has not is named here', () => {
    const closed = [...reachedFrom(fieldsOf(query))].filter((name) => !openTypes().has(name));
    expect(Object.keys(FIELDS).sort()).toEqual([...closed, 'Query'].sort());
    for (const [type, audiences] of Object.entries(FIELDS)) {
      const named = Object.values(audiences).flatMap((fields) => fields.split(' '));
      expect(named.sort(), type).toEqual(Object.keys((schema.getType(type) as GraphQLObjectType).getFields()).sort());
    }
  });

  it.each(ASKERS)('tells %s nothing of theirs', async (asker) => {
    for (const way of waysFrom(query)) {
      const outcomes = way.map(({ type, field }) => outcomeFor(asker, audienceOf(type, field.name)));
      const refused = outcomes.find((outcome) => outcome !== 'own');
      for (const { text, instead } of questionsFor(way)) {
        const answer = await browsers[asker].ask(`{ ${text} }`);
        const outcome = outcomeOf(answer, way);
        const expected = refused ?? instead ?? 'own';
        // One's own may be empty.
        if (expected === 'own') expect(['own', 'nothing'], `${text}, asked by ${asker}`).toContain(outcome);
        else expect(outcome, `${text}, asked by ${asker}`).toBe(expected);
        expectNoSecret(asker, JSON.stringify(answer), text);
      }
    }
    expect(await rowsOfTheirs()).toEqual(before);
  });
});

// Mutations.

/** `may`: it is for this asker, and other tests show it; `done`: something of the asker's own changes. */
interface Tried {
  sends(asker: Asker): Record<string, unknown>;
  gets: Outcomes;
}

const opener = (id: string, kind: string) => ({ ...JSON.parse(strange.bundle).openers[0], id, kind });
const keys = () => ({ bundle: strange.bundle, publicHalf: strangeHalf, vouched: 'A'.repeat(43) });
const record = () => ({ registrationRecord: strange.registrationRecord });
const authenticator = () => Buffer.from(theirs.kitProof, 'hex').toString('base64url');
const theirReceived = () => theirs.received;
const theirSent = () => theirs.sent;
const device = 'Another device';
const reason = 'I was asked to.';
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** For whoever is signed in and owes nothing. */
const signedIn = (others: string, more: Partial<Record<Asker, string>> = {}): Outcomes => ({
  ...REFUSED,
  ...more,
  others,
});
/** Also for whoever owes a second factor. */
const factorless = (others: string, more: Partial<Record<Asker, string>> = {}): Outcomes =>
  signedIn(others, { withoutFactor: others, ...more });
/** For caseworkers of an active organisation. */
const caseworkers = (others: string, more: Partial<Record<Asker, string>> = {}): Outcomes =>
  signedIn('NOT_ALLOWED', { caseworker: others, administrator: others, colleague: others, ...more });
const IN_CHARGE = signedIn('NOT_ALLOWED', { administrator: 'done', supervisor: 'done' });
const NOT_THEIRS = signedIn('NOTHING_TO_DECIDE', { operator: 'may' });

/** Every mutation, with the ids of theirs wherever it takes an id; what ends sessions comes last. */
const MUTATIONS: Record<string, Tried[]> = {
  acknowledgeEnvelopes: [
    { sends: () => ({ acknowledgement: theirs.acknowledgement }), gets: caseworkers('BAD_ACKNOWLEDGEMENT') },
  ],
  addPasskey: [{ sends: () => ({ response: '{}', name: 'Mine' }), gets: factorless('BAD_PASSKEY') }],
  answerInvitation: [
    {
      sends: () => ({
        ...keys(),
        ...record(),
        link: theirs.linkId,
        accountId: theirs.administrator,
        signInName: theirs.administratorName,
      }),
      gets: { others: 'LINK_SPENT' },
    },
  ],
  applyAsOrganisation: [true, false].map((isWhole) => ({
    // A statement of theirs, sent once more: as it is, and for an account of theirs.
    sends: () => ({
      application: {
        ...record(),
        bundle: strange.bundle,
        accountId: isWhole ? strange.accountId : theirs.administrator,
        signInName: `again-${randomUUID().slice(0, 8)}`,
        organisationId: theirs.id,
        kind: 'ngo',
        stateCode: 'RO',
        name: 'Invented Again',
        address: `again-${randomUUID().slice(0, 8)}`,
        website: 'https://again.example/',
        proofs: ['Entry 1 in another register', 'Another ministry confirms by telephone'],
        enrolmentKey: theirs.enrolmentKey,
        statement: theirs.firstStatement,
        sealedKeys: [],
      },
    }),
    gets: { others: isWhole ? 'BAD_ORGANISATION' : 'BAD_ID' },
  })),
  beginKeyChange: [
    {
      sends: () => ({ toKey: theirs.nextKey.to, change: theirs.nextKey.change, sealedKeys: theirs.nextKey.sealedKeys }),
      gets: signedIn('NOT_ALLOWED', { administrator: 'BAD_KEY_CHANGE' }),
    },
  ],
  // Whom others block is theirs to choose.
  blockOrganisation: [{ sends: () => ({ id: 'x' }), gets: caseworkers('BAD_ORGANISATION') }],
  checkAgain: [{ sends: () => ({ organisationId: theirs.id, reason }), gets: NOT_THEIRS }],
  completeKeyChange: [
    {
      sends: () => ({ statement: theirs.next.statement, sealedKeys: [] }),
      gets: signedIn('NOT_ALLOWED', { administrator: 'NO_KEY_CHANGE' }),
    },
  ],
  confirmDetails: [{ sends: () => ({}), gets: signedIn('NOT_ALLOWED', { administrator: 'done' }) }],
  confirmTotp: [{ sends: () => ({ code: '00000x' }), gets: factorless('WRONG_CODE') }],
  decideApplication: [true, false].map((accepted) => ({
    sends: () => ({ organisationId: theirs.waiting.id, accepted, reason }),
    gets: NOT_THEIRS,
  })),
  decideRecovery: [true, false].map((confirmed) => ({
    sends: () => ({ request: theirs.recoveryRequest, confirmed }),
    gets: signedIn('NOTHING_TO_DECIDE'),
  })),
  deleteEnvelopes: [
    {
      sends: () => ({ ids: [theirs.received.id, theirs.sent.id] }),
      gets: caseworkers('UNKNOWN_ENVELOPE', { colleague: 'may' }),
    },
  ],
  finishNewPassphrase: [
    {
      sends: () => ({ ...record(), opener: opener(theirs.passkey, 'passkey') }),
      gets: { nobody: 'NOT_SIGNED_IN', others: 'BAD_BUNDLE' },
    },
  ],
  finishPasskeySignIn: [{ sends: () => ({ response: '{}', device }), gets: { others: 'BAD_PASSKEY' } }],
  finishSetUp: [
    {
      sends: () => ({
        ...record(),
        bundle: strange.bundle,
        link: theirs.linkId,
        accountId: theirs.administrator,
        name: theirs.administratorName,
      }),
      gets: { others: 'LINK_SPENT' },
    },
  ],
  // Only the browser that began a sign-in knows its id.
  finishSignIn: [
    {
      sends: () => ({ signIn: randomUUID(), finishLoginRequest: 'A'.repeat(86), device }),
      gets: { others: 'SIGN_IN_OVER' },
    },
  ],
  finishWithPasskey: [
    { sends: () => ({ signIn: theirs.factorDue, response: '{}', device }), gets: { others: 'SIGN_IN_OVER' } },
  ],
  finishWithTotp: [
    { sends: () => ({ signIn: theirs.factorDue, code: '000000', device }), gets: { others: 'SIGN_IN_OVER' } },
  ],
  invite: [
    {
      sends: () => ({ invitationId: randomUUID(), kept: 'x', roles: ['caseworker'], renews: theirs.administrator }),
      gets: signedIn('NOT_ALLOWED'),
    },
    {
      sends: () => ({ invitationId: theirs.openInvitation, kept: 'x', roles: ['caseworker'], renews: null }),
      gets: signedIn('NOT_ALLOWED', { administrator: 'BAD_ID' }),
    },
  ],
  keepRecoveryCode: [
    {
      sends: () => ({ authenticator: authenticator(), opener: opener(theirs.passkey, 'passkey') }),
      gets: signedIn('BAD_BUNDLE'),
    },
  ],
  letPasskeyOpen: [{ sends: () => ({ opener: opener(theirs.passkey, 'passkey') }), gets: signedIn('NO_SUCH_FACTOR') }],
  linkEntry: [{ sends: () => ({ organisationId: theirs.id, entryId: theirs.otherEntry }), gets: NOT_THEIRS }],
  offerTotp: [{ sends: () => ({}), gets: factorless('done') }],
  openKit: [
    {
      sends: () => ({ organisationId: theirs.id, authenticator: authenticator() }),
      gets: { others: 'BAD_KIT' },
    },
  ],
  postEnvelopes: [theirReceived, theirSent].map((known) => ({
    sends: () => ({ input: [{ ...known(), sealed: sealedText() }] }),
    gets: caseworkers('ID_TAKEN'),
  })),
  publishStatement: [
    {
      sends: () => ({ ...theirs.next, newcomers: [{ number: 9, accountId: theirs.administrator }] }),
      gets: signedIn('NOT_ALLOWED', { administrator: 'BAD_STATEMENT' }),
    },
  ],
  putSealedState: [
    {
      sends: () => ({ input: { id: theirs.draft, kind: 'draft', previousVersion: 1, sealed: 'AAAA' } }),
      gets: signedIn('NOT_ALLOWED', { caseworker: 'NOT_NEXT', administrator: 'NOT_NEXT', colleague: 'NOT_NEXT' }),
    },
  ],
  removePasskey: [{ sends: () => ({ passkey: theirs.passkey }), gets: signedIn('NO_SUCH_FACTOR') }],
  removeTotp: [
    {
      sends: () => ({}),
      gets: signedIn('NO_SUCH_FACTOR', {
        administrator: 'LAST_FACTOR',
        suspended: 'LAST_FACTOR',
        editor: 'LAST_FACTOR',
        officer: 'LAST_FACTOR',
        operator: 'LAST_FACTOR',
      }),
    },
  ],
  renewKeys: [{ sends: () => ({ ...keys(), link: theirs.linkId }), gets: signedIn('LINK_SPENT') }],
  restoreWithKit: [
    {
      sends: () => ({
        ...record(),
        ...theirs.next,
        bundle: strange.bundle,
        organisationId: theirs.id,
        authenticator: authenticator(),
        accountId: strange.accountId,
        signInName: 'restored.by.me',
        number: 1,
      }),
      gets: { others: 'BAD_KIT' },
    },
  ],
  sealEnvelopesAgain: [
    {
      sends: () => ({ input: [{ ...theirs.received, sealed: sealedText() }] }),
      gets: caseworkers('UNKNOWN_ENVELOPE'),
    },
    {
      sends: () => ({ input: [{ ...theirs.sent, sealed: sealedText() }] }),
      gets: caseworkers('UNKNOWN_ENVELOPE', { colleague: 'NOT_SEALED_AGAIN' }),
    },
  ],
  setNoticeMailbox: [
    {
      sends: () => ({ mailbox: 'office@elsewhere.example' }),
      gets: signedIn('NOT_ALLOWED', { administrator: 'done' }),
    },
  ],
  setRota: [{ sends: () => ({ mailboxes: ['night@elsewhere.example'] }), gets: IN_CHARGE }],
  setWakeDays: [{ sends: () => ({ days: [tomorrow()] }), gets: IN_CHARGE }],
  startNewPassphrase: [
    { sends: () => ({ registrationRequest: 'A' }), gets: { nobody: 'NOT_SIGNED_IN', others: 'BAD_OPAQUE' } },
  ],
  startPasskey: [{ sends: () => ({}), gets: factorless('done') }],
  startPasskeySignIn: [{ sends: () => ({}), gets: { others: 'done' } }],
  startRecovery: [
    {
      sends: () => ({ name: theirs.administratorName, authenticator: authenticator(), device, withoutFactor: true }),
      gets: { others: 'WRONG_NAME_OR_CODE' },
    },
  ],
  startSetUp: [
    {
      sends: () => ({ link: null, name: theirs.administratorName, registrationRequest: 'A' }),
      gets: { others: 'NAME_TAKEN' },
    },
  ],
  startSignIn: [{ sends: () => ({ name: theirs.administratorName, startLoginRequest }), gets: { others: 'done' } }],
  turnAwayNewcomer: [
    { sends: () => ({ accountId: theirs.newcomer }), gets: signedIn('NOTHING_TO_DECIDE') },
    { sends: () => ({ accountId: theirs.administrator }), gets: signedIn('NOTHING_TO_DECIDE') },
  ],
  unblockOrganisation: [{ sends: () => ({ id: theirs.partner }), gets: caseworkers('done', { colleague: 'may' }) }],
  unlinkEntry: [{ sends: () => ({ organisationId: theirs.id, entryId: theirs.entry }), gets: NOT_THEIRS }],
  withdrawKeyChange: [{ sends: () => ({}), gets: signedIn('NOT_ALLOWED', { administrator: 'NO_KEY_CHANGE' }) }],
  signOut: [{ sends: () => ({ everywhere: true }), gets: { nobody: 'NOT_SIGNED_IN', others: 'done' } }],
};

/** A mutation with all its arguments, asking for all that its answer has: two levels of it. */
function writtenOut(name: string): string {
  const field = schema.getMutationType()?.getFields()[name];
  if (field === undefined) throw new Error(`There is no mutation ${name}.`);
  const given = (between: string, text: (arg: { name: string; type: unknown }) => string) =>
    field.args.length === 0 ? '' : `(${field.args.map(text).join(between)})`;
  const answers = objectsBehind(field).map((type) => `... on ${type.name} { ${selected(type, `${type.name}_`, 2)} }`);
  return `mutation ${given(', ', (arg) => `$${arg.name}: ${arg.type}`)} {
    answer: ${name}${given(', ', (arg) => `${arg.name}: $${arg.name}`)} { ${answers.join(' ')} }
  }`;
}

function selected(type: GraphQLObjectType, prefix: string, levels: number): string {
  return fieldsOf(type)
    .filter((field) => !field.args.some(isRequiredArgument))
    .map((field) => {
      if (isLeafType(getNamedType(field.type))) return `${prefix}${field.name}: ${field.name}`;
      const inner = levels === 1 ? [] : objectsBehind(field).map((next) => selected(next, '', levels - 1));
      return inner.length === 0 ? '' : `${prefix}${field.name}: ${field.name} { ${inner.join(' ')} }`;
    })
    .join(' ');
}

// Doors of the database.

/** The functions that write, called with ids of theirs. `null`: for whoever is in no session, and asked for other proofs. */
const DOORS: Record<string, ((as: Database) => Promise<unknown>) | null> = {
  acknowledge_envelopes: (as) => as`select gate.acknowledge_envelopes(${as.json([named()])}, '[]')`,
  add_passkey: (as) => as`select gate.add_passkey(${theirs.passkey}, 'x', 0, '{}', 'Mine')`,
  begin_key_change: (as) => as`select gate.begin_key_change(${theirs.nextKey.to}, 'x', '[]')`,
  block_organisation: (as) => as`select gate.block_organisation(${theirs.partner})`,
  change_passphrase: (as) => as`select gate.change_passphrase('x', 'x')`,
  check_again: (as) => as`select gate.check_again(${theirs.id}, 'I may not')`,
  complete_key_change: (as) => as`
    select gate.complete_key_change(s.version, s.version + 1, 'x', ${as.json(takingOver())}, '[]')
    from generate_series(1, 9) as s (version)`,
  confirm_details: (as) => as`select gate.confirm_details()`,
  confirm_totp: (as) => as`select gate.confirm_totp('x', 1)`,
  decide: (as) => as`select gate.decide(${theirs.waiting.id}, true, 'I may not')`,
  decide_recovery: (as) => as`select gate.decide_recovery(${theirs.recoveryRequest}, true)`,
  delete_envelopes: (as) => as`select gate.delete_envelopes(${[theirs.received.id, theirs.sent.id]}::uuid[])`,
  hold_own_bundle: (as) => as`select gate.hold_own_bundle()`,
  invite: (as) => as`select gate.invite(gen_random_uuid(), 'x', '{caseworker}', 'x', '1 day', ${theirs.administrator})`,
  keep_blob: (as) => as`select gate.keep_blob(${theirs.blob}, 1000, ${'0'.repeat(64)})`,
  let_passkey_open: (as) => as`select gate.let_passkey_open(${theirs.passkey}, 'x')`,
  link_entry: (as) => as`select gate.link_entry(${theirs.id}, ${theirs.otherEntry})`,
  offer_totp: (as) => as`select gate.offer_totp('x')`,
  post_envelopes: (as) => as`
    select gate.post_envelopes(${as.json([{ ...named(), size: 16, sealed: '', blobs: [] }])})`,
  publish_statement: (as) => as`
    select gate.publish_statement(s.version, s.version + 1, 'x', ${as.json(takingOver())}, '[]', null, null)
    from generate_series(1, 9) as s (version)`,
  put_sealed_state: (as) => as`select gate.put_sealed_state(${theirs.draft}, 'draft', 1, 'x')`,
  remove_passkey: (as) => as`select gate.remove_passkey(${theirs.passkey}, 'x')`,
  remove_totp: (as) => as`select gate.remove_totp()`,
  renew_keys: (as) => as`select gate.renew_keys(${theirs.linkId}, 'x', 'x', 'x')`,
  seal_again: (as) => as`
    select gate.seal_again(${as.json([{ ...named(), size: 16, sealed: '', blobs: [] }])})`,
  set_notice_mailbox: (as) => as`select gate.set_notice_mailbox(null)`,
  set_rota: (as) => as`select gate.set_rota('{}')`,
  set_wake_days: (as) => as`select gate.set_wake_days('{}')`,
  set_recovery: (as) => as`select gate.set_recovery('x', 'x')`,
  turn_away: (as) => as`select gate.turn_away(${theirs.newcomer})`,
  unblock_organisation: (as) => as`select gate.unblock_organisation(${theirs.partner})`,
  unlink_entry: (as) => as`select gate.unlink_entry(${theirs.id}, ${theirs.entry})`,
  withdraw_key_change: (as) => as`select gate.withdraw_key_change()`,
  answer_invitation: null,
  apply_as: null,
  ask_recovery: null,
  begin_session: null,
  disable_passkey: null,
  end_session: null,
  keep_challenge: null,
  keep_factor_due: null,
  keep_sign_in: null,
  last_number: null,
  make_first_operator: null,
  note_failed_factor: null,
  offer_first_operator: null,
  restore_with_kit: null,
  see_session: null,
  take_challenge: null,
  take_factor_due: null,
  take_sign_in: null,
  use_passkey: null,
  use_totp_step: null,
};

/** An envelope of theirs, with another content. */
const named = () => ({ ...theirs.received, sha256: sha256Of(sealedText()) });

/** All their members in one statement, revoked, and each of their accounts under a new number. */
function takingOver() {
  const roles = ['administrator'];
  const numbers = [1, 2, 3, 4, 5].map((number) => ({ number, roles, isRevoked: true }));
  return [...numbers, ...theirs.accounts.map((account, at) => ({ number: 50 + at, account, roles, isRevoked: false }))];
}

class Undone extends Error {}

/** As the portal's account in a session, and all of it undone afterwards. @param work its `owner` is the owner in between */
async function asPortal(
  asker: Asker,
  work: (sql: Database, asOwner: <T>(look: () => Promise<T>) => Promise<T>) => Promise<void>,
): Promise<void> {
  const token = browsers[asker].cookie.split('=')[1] ?? '';
  await owner
    .begin(async (transaction) => {
      const as = transaction as unknown as Database;
      await as`select set_config('nrm.session', ${token}, true)`;
      await as`set local role ${as(PORTAL_ROLE)}`;
      await work(as, async (look) => {
        await as`reset role`;
        const seen = await look();
        await as`set local role ${as(PORTAL_ROLE)}`;
        return seen;
      });
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
}

/** @returns the code with which PostgreSQL refused; null when it did not */
async function refusalOf(
  asker: Asker,
  statement: (as: Database) => Promise<unknown>,
  what: string,
): Promise<string | null> {
  try {
    await asPortal(asker, async (as, asOwner) => {
      await statement(as);
      expect(await asOwner(() => rowsOfTheirs(as)), `${what}, by ${asker}`).toEqual(before);
    });
    return null;
  } catch (error) {
    // Whatever PostgreSQL refuses changes nothing.
    if (error instanceof Error && error.name === 'PostgresError') return (error as { code?: string }).code ?? '';
    throw error;
  }
}

const NO_PERMISSION = '42501';

describe('the portal’s account in the database', () => {
  it.each(ASKERS)('with the session of %s reads no row of theirs', async (asker) => {
    const columns = await owner<{ table: string; columns: string[] }[]>`
      select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace
        and c.relrowsecurity
        and has_column_privilege(${PORTAL_ROLE}, c.oid, a.attname, 'select')
      group by c.relname`;
    expect(columns.length).toBeGreaterThan(10);
    const ids = [theirs.id, theirs.waiting.id, ...theirs.accounts];
    // Who works with a node, and behind which entries, is known to everybody; the rest of an active organisation is not.
    const known = ['organisation', 'organisation_entry'];
    const decides = asker === 'operator' ? ['application', 'enrolment_key_change'] : [];
    await asPortal(asker, async (as) => {
      for (const { table, columns: readable } of columns) {
        const rows = await as`select ${as(readable)} from ${as(table)}`;
        const text = JSON.stringify(rows);
        expectNoSecret(asker, text, table);
        if (asker === 'colleague' || asker === 'dismissed' || [...known, ...decides].includes(table)) continue;
        expect(
          ids.filter((id) => text.includes(id)),
          `${table}, read by ${asker}`,
        ).toEqual([]);
      }
    });
  });

  it.each(ASKERS)('with the session of %s writes in no table', async (asker) => {
    const tables = await owner<{ name: string; column: string }[]>`
      select c.relname as name, (select max(a.attname::text) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attidentity = '') as column
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relrowsecurity`;
    for (const { name, column } of tables) {
      const statements: [string, (as: Database) => Promise<unknown>][] = [
        ['insert', (as) => as`insert into ${as(name)} default values`],
        ['update', (as) => as`update ${as(name)} set ${as(column)} = ${as(column)}`],
        ['truncate', (as) => as`truncate ${as(name)} cascade`],
        ['delete', (as) => as`delete from ${as(name)}`],
      ];
      for (const [what, statement] of statements) {
        // One's own sessions can be ended.
        const expected = name === 'session' && what === 'delete' ? null : NO_PERMISSION;
        expect(await refusalOf(asker, statement, `${what} ${name}`), `${what} ${name}, by ${asker}`).toBe(expected);
      }
    }
  });

  it('has no door that writes and is not named here', async () => {
    const doors = await owner<{ name: string }[]>`
      select distinct proname as name from pg_proc
      where pronamespace = 'gate'::regnamespace
        and prokind = 'f'
        and provolatile = 'v'
        and prorettype <> 'trigger'::regtype
        and has_function_privilege(${PORTAL_ROLE}, oid, 'execute')`;
    expect(doors.map(({ name }) => name).sort()).toEqual(Object.keys(DOORS).sort());
  });

  it.each(ASKERS)('changes nothing of theirs through the doors, with the session of %s', async (asker) => {
    const decides = ['check_again', 'decide', 'link_entry', 'unlink_entry'];
    /** What their caseworkers may do. */
    const own = [
      'put_sealed_state',
      'change_passphrase',
      'set_recovery',
      'offer_totp',
      'delete_envelopes',
      'unblock_organisation',
    ];
    for (const [name, call] of Object.entries(DOORS)) {
      if (call === null || (asker === 'operator' && decides.includes(name))) continue;
      // What these change is the asker's own, and the asker is or was theirs.
      if ((asker === 'colleague' || asker === 'dismissed') && own.includes(name)) continue;
      // A call that PostgreSQL does not understand would change nothing either.
      expect((await refusalOf(asker, call, name)) ?? '23', `${name}, by ${asker}`).toMatch(/^23/);
    }
  });

  it('opens no kit with what it reads', async () => {
    const read = (as: Database) => as`select kit_proof from organisation`;
    expect(await refusalOf('administrator', read, 'reading')).toBe(NO_PERMISSION);
  });
});

describe('every subscription', () => {
  it('is for caseworkers, each of the own mailbox', async () => {
    const subscription = schema.getSubscriptionType() as GraphQLObjectType;
    expect(Object.keys(subscription.getFields())).toEqual(['mailboxChanged']);
    for (const asker of ASKERS) {
      const stream = eventStream(await browsers[asker].subscribe('subscription { mailboxChanged { lastNumber } }'));
      const { data, errors } = await stream.next();
      await stream.leave();
      const expected = outcomeFor(asker, 'caseworkersOnly');
      expect(errors?.[0].extensions.code ?? 'own', asker).toBe(expected);
      if (expected === 'own') expectEndOf(asker, data.mailboxChanged.lastNumber);
    }
  });

  function expectEndOf(asker: Asker, cursor: string): void {
    const isTheirs = Buffer.from(cursor, 'base64url').toString().includes(theirs.id);
    expect(isTheirs, asker).toBe(asker === 'colleague');
  }
});

describe('every mutation', () => {
  it('is named here', () => {
    expect(Object.keys(MUTATIONS).sort()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort());
  });

  it.each(Object.keys(MUTATIONS))('%s changes nothing of theirs and tells nothing', async (name) => {
    const mutation = writtenOut(name);
    for (const { sends, gets } of MUTATIONS[name] ?? []) {
      for (const asker of ASKERS) {
        const expected = gets[asker] ?? gets.others;
        if (expected === 'may') continue;
        // So many tries from one address would be held back.
        await owner`delete from attempt`;
        const answer = await browsers[asker].ask(mutation, sends(asker));
        const text = JSON.stringify(answer);
        const code =
          answer.data?.answer?.Refusal_code ?? answer.errors?.[0].extensions?.code ?? answer.errors?.[0].message;
        expect(code ?? 'done', `${name}, asked by ${asker}`).toBe(expected);
        expectNoSecret(asker, text, name);
      }
    }
    expect(await rowsOfTheirs()).toEqual(before);
  });
});

it('no surprise happened on the way', () => {
  expect(node.surprises).toEqual([]);
});
