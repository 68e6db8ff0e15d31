import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toBase64url } from '#crypto/bytes.ts';
import { newSigningKeyPair } from '#crypto/ed25519.ts';
import { passphrase as drawPassphrase } from '#crypto/words.ts';
import { totpStepAt } from '#domain/accounts/totp-codes.ts';
import { signRegistry } from '#federation/publication/sign-registry.ts';
import { type InventedState, inventedState } from './invented-state.ts';
import type { DemoNode } from './node-process.ts';
import { accept, apply, certify, type Invented, invite, join, own } from './organisation-client.ts';
import type { PortalPerson } from './person.ts';
import { type Apps, PortalClient } from './portal-client.ts';
import { publishState } from './publish-state.ts';

/** Everybody and everything in here is invented. */

/** Somebody who can sign in. */
export interface DemoPerson {
  signInName: string;
  passphrase: string;
  /** Of the authenticator app; null without one. */
  secret: Uint8Array<ArrayBuffer> | null;
  /** Of the code that was used last: each works once. */
  lastStep: number;
  organisation: string;
  /** As the organisation's statement says. */
  roles: string[];
}

export interface DemoOrganisation extends Required<Pick<Invented, 'kind' | 'stateCode' | 'name' | 'address'>> {
  id: string;
  enrolmentKey: string;
}

export interface World {
  people: DemoPerson[];
  organisations: DemoOrganisation[];
}

const CONTACT_POINT = {
  kind: 'contact_point',
  roles: ['administrator', 'caseworker', 'contact_point_officer'],
} as const;

const ORGANISATIONS: (Invented & { stateCode: string; kind: string; name: string; address: string })[] = [
  { ...contactPoint('AT', 'Austria'), address: 'contact-at' },
  { ...contactPoint('MD', 'Moldova'), address: 'contact-md' },
  { ...contactPoint('RO', 'Romania'), address: 'contact-ro' },
  { stateCode: 'AT', kind: 'ngo', name: 'Invented Counselling Centre Vienna', address: 'counselling-at' },
  { stateCode: 'MD', kind: 'ngo', name: 'Invented Counselling Centre Chisinau', address: 'counselling-md' },
  { stateCode: 'RO', kind: 'ngo', name: 'Invented Counselling Centre Bucharest', address: 'counselling-ro' },
  { stateCode: 'RO', kind: 'guardian', name: 'Invented Guardian Office Bucharest', address: 'guardian-ro' },
  {
    stateCode: 'MD',
    kind: 'consular_mission',
    sitsIn: 'AT',
    name: 'Invented Embassy of Moldova in Vienna',
    address: 'embassy-md-at',
  },
];

function contactPoint(stateCode: string, state: string) {
  return { ...CONTACT_POINT, roles: [...CONTACT_POINT.roles], stateCode, name: `Invented Contact Point of ${state}` };
}

/** The States that sign, and the registry that names them. */
export interface Signers {
  states: InventedState[];
}

/**
 * Writes the registry's keys and its list to where a node looks for them.
 *
 * @param folder TRUST_DATA
 * @param codes of the States that sign
 */
export async function inventSigners(folder: string, codes = ['AT', 'MD', 'RO']): Promise<Signers> {
  const states = await Promise.all(codes.map(inventedState));
  const registry = await newSigningKeyPair();
  const publishers = states.map(({ code, root }) => ({
    code,
    kind: 'state' as const,
    name: `Invented publisher ${code}`,
    root,
    address: `https://${code.toLowerCase()}.example/`,
  }));
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'registry-keys.json'),
    JSON.stringify({ threshold: 1, keys: [toBase64url(registry.publicKey)] }),
  );
  await writeFile(
    path.join(folder, 'registry.json'),
    await signRegistry(publishers, { version: 1, now: new Date(), signers: [registry] }),
  );
  return { states };
}

/** Organisations of the States that sign apply, are accepted and are signed by their States. Their people can sign in. */
export async function populate(node: DemoNode, { states }: Signers, say: (line: string) => void): Promise<World> {
  const people: DemoPerson[] = [];
  const operator = await newPerson(node, people, {
    signInName: 'operator',
    organisation: 'the node',
    roles: ['operator'],
  });
  const link = node.firstOperatorUrl.split('/').at(-1) ?? '';
  succeeded(await operator.browser.setUp(link, 'operator', operator.person.passphrase));
  await operator.enter();

  const organisations: DemoOrganisation[] = [];
  const contactPoints = new Map<string, PortalClient>();
  for (const invented of ORGANISATIONS.filter(({ stateCode }) => states.some(({ code }) => code === stateCode))) {
    say(`${invented.name} applies and is accepted`);
    const { stateCode, kind, name, address } = invented;
    const roles = [...(invented.roles ?? ['administrator', 'caseworker'])];
    const first = await newPerson(node, people, { signInName: `${address}.first`, organisation: name, roles });
    const { organisationId } = succeeded(
      await apply(first.browser, first.person.signInName, { ...invented, roles }, first.person.passphrase),
    );
    const by = kind === 'contact_point' ? operator.browser : contactPoints.get(stateCode);
    succeeded(await accept(by ?? operator.browser, organisationId));
    await first.enter();
    if (kind === 'contact_point') contactPoints.set(stateCode, first.browser);
    if (kind === 'ngo') await addColleague(node, people, first.browser, { name, address });
    const { enrolmentKey } = await own(first.browser);
    organisations.push({ id: organisationId, stateCode, kind, name, address, enrolmentKey });
  }
  for (const state of states) {
    say(`The signers of ${state.code} publish their organisations`);
    await publishState(
      node,
      state,
      organisations.filter(({ stateCode }) => stateCode === state.code),
    );
  }
  return { people, organisations };
}

/** As tests act for somebody in a browser. */
export function personIn({ people }: World, signInName: string): PortalPerson {
  const person = people.find((each) => each.signInName === signInName);
  if (person === undefined) throw new Error(`Nobody is called ${signInName}.`);
  return { name: signInName, words: person.passphrase, secret: person.secret, lastStep: person.lastStep };
}

async function addColleague(
  node: DemoNode,
  people: DemoPerson[],
  administrator: PortalClient,
  { name, address }: { name: string; address: string },
): Promise<void> {
  const about = { signInName: `${address}.second`, organisation: name, roles: ['caseworker'] };
  const colleague = await newPerson(node, people, about);
  const invited = succeeded(await invite(administrator, about.roles));
  succeeded(await join(colleague.browser, invited, about.signInName, colleague.person.passphrase));
  succeeded(await certify(administrator, invited));
}

/** Somebody with a browser of their own. */
async function newPerson(
  node: DemoNode,
  people: DemoPerson[],
  about: Omit<DemoPerson, 'passphrase' | 'secret' | 'lastStep'>,
) {
  // Each has an own clock: it goes on half a minute with every code, and the node takes one that is half a minute early.
  const apps: Apps = { secrets: new Map(), now: Date.now() - 30_000 };
  const browser = new PortalClient(doorOf(node), apps);
  const person: DemoPerson = { ...about, passphrase: drawPassphrase(), secret: null, lastStep: 0 };
  people.push(person);
  return {
    browser,
    person,
    async enter() {
      apps.now = Date.now() - 30_000;
      succeeded(await browser.signIn(person.signInName, person.passphrase));
      person.secret = apps.secrets.get(person.signInName) ?? null;
      person.lastStep = totpStepAt(apps.now);
    },
  };
}

function doorOf({ url, port }: DemoNode) {
  return {
    origin: url,
    stretching: 'memory-constrained' as const,
    // Names below localhost are known to browsers, not to Node.
    send: (headers: Record<string, string>, body: string) =>
      fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body }),
  };
}

/** @throws Error for a refusal: nothing in the demo is meant to be refused */
function succeeded<T extends { code?: string; sentence?: string }>(answer: T): T {
  if (answer.code !== undefined) throw new Error(`The demo was refused: ${answer.code} ${answer.sentence ?? ''}`);
  return answer;
}
