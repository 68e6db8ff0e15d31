import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { signAcknowledgement } from '#crypto/acknowledgement.ts';
import { generateIdentity, recipientOf, seal } from '#crypto/age.ts';
import { SIZE_CLASSES, type SizeClass } from '#crypto/envelope-sizes.ts';
import type { Statement } from '#crypto/statement.ts';
import { isCurrent } from '#crypto/statement-rules.ts';
import { keysOf, own } from '#demo/organisation-client.ts';
import type { PortalClient } from '#demo/portal-client.ts';

/** What a caseworker's pages do with envelopes, without pages. Nothing here can be opened. */

export interface TestEnvelope {
  id: string;
  receiver: string;
  period: string;
  sealed: string;
  blobs?: string[];
}

const recipient = await recipientOf(await generateIdentity());
const sealedOnce = new Map(
  await Promise.all(
    SIZE_CLASSES.map(
      async (size) => [size, Buffer.from(await seal(new Uint8Array(size * 1024), [recipient]))] as const,
    ),
  ),
);

/** An age file of this class, each another one. No node can tell that its end is chance. */
export function sealedText(size: SizeClass = 16): string {
  const whole = sealedOnce.get(size) ?? Buffer.alloc(0);
  return Buffer.concat([whole.subarray(0, -32), randomBytes(32)]).toString('base64url');
}

export function sha256Of(sealed: string): string {
  return createHash('sha256').update(Buffer.from(sealed, 'base64url')).digest('hex');
}

/** The period to which others seal for the organisation of this browser. */
export async function periodOf(browser: PortalClient): Promise<string> {
  return periodIn((await own(browser)).statement);
}

export function periodIn(statement: string): string {
  const said = JSON.parse(Buffer.from(statement.split('.')[1] ?? '', 'base64url').toString()) as Statement;
  return said.periods.find(isCurrent)?.id ?? '';
}

/** How envelopes for an organisation are made. */
export interface Address {
  receiver: string;
  period: string;
}

export async function addressOf(browser: PortalClient & { organisationId: string }): Promise<Address> {
  return { receiver: browser.organisationId, period: await periodOf(browser) };
}

export function envelopeTo(address: Address, size: SizeClass = 16): TestEnvelope {
  return { id: randomUUID(), ...address, sealed: sealedText(size) };
}

const SENT = '... on PostedEnvelopes { envelopes { id receiver receipt acknowledged isGone } }';
const OPENED = '... on Acknowledged { opened { id receiver receipt acknowledged isGone } }';
const REFUSAL = '... on Refusal { code sentence }';

export function post(browser: PortalClient, input: TestEnvelope[]): Promise<any> {
  return browser.change(
    `mutation ($input: [EnvelopeInput!]!) { postEnvelopes(input: $input) { ${SENT} ${REFUSAL} } }`,
    { input },
  );
}

export function sealAgain(browser: PortalClient, input: TestEnvelope[]): Promise<any> {
  return browser.change(
    `mutation ($input: [EnvelopeInput!]!) { sealEnvelopesAgain(input: $input) { ${SENT} ${REFUSAL} } }`,
    { input },
  );
}

/** @returns the code of the refusal; null when they were posted */
export async function postCode(browser: PortalClient, input: TestEnvelope[]): Promise<string | null> {
  return (await post(browser, input)).code ?? null;
}

export interface Page {
  edges: { cursor: string; node: any }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export async function mailbox(
  browser: PortalClient,
  asked: { after?: string | null; first?: number } = {},
  fields = 'id sender receiver receivedHour sizeClass period blobs sealed sha256 acknowledged expiresOn receipt',
): Promise<Page> {
  const { data, errors } = await browser.ask(
    `query ($after: String, $first: Int) { mailbox(after: $after, first: $first) {
      edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor }
    } }`,
    asked,
  );
  if (errors !== undefined) throw new Error(errors[0].extensions.code);
  return data.mailbox;
}

/** Ids of everything in the mailbox, in its order. */
export async function idsIn(browser: PortalClient): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page = await mailbox(browser, { after }, 'id');
    ids.push(...page.edges.map(({ node }) => node.id));
    if (!page.pageInfo.hasNextPage) return ids;
    after = page.pageInfo.endCursor;
  }
}

export async function acknowledgementOf(
  browser: PortalClient,
  organisation: string,
  envelopes: { id: string; sealed: string }[],
): Promise<string> {
  const named = envelopes.map(({ id, sealed }) => ({ id, sha256: sha256Of(sealed) }));
  return signAcknowledgement({ organisation, envelopes: named }, keysOf(browser).signingKey);
}

export function sendAcknowledgement(
  browser: PortalClient,
  acknowledgement: string,
  opened: TestEnvelope[] = [],
): Promise<any> {
  return browser.change(
    `mutation ($acknowledgement: String!, $opened: [EnvelopeInput!]) {
      acknowledgeEnvelopes(acknowledgement: $acknowledgement, opened: $opened) { ${OPENED} ${REFUSAL} }
    }`,
    { acknowledgement, opened },
  );
}

export async function acknowledge(
  browser: PortalClient & { organisationId: string },
  envelopes: { id: string; sealed: string }[],
  opened: TestEnvelope[] = [],
): Promise<any> {
  return sendAcknowledgement(browser, await acknowledgementOf(browser, browser.organisationId, envelopes), opened);
}

export async function sent(browser: PortalClient, ids: string[]): Promise<any> {
  const { data, errors } = await browser.ask(
    'query ($ids: [ID!]!) { sentEnvelopes(ids: $ids) { id receiver receipt acknowledged isGone } }',
    { ids },
  );
  return errors === undefined ? data.sentEnvelopes : { code: errors[0].extensions.code };
}

export function remove(browser: PortalClient, ids: string[]): Promise<any> {
  return browser.change(
    `mutation ($ids: [ID!]!) { deleteEnvelopes(ids: $ids) { ... on EnvelopesDeleted { receipt } ${REFUSAL} } }`,
    { ids },
  );
}

export function block(browser: PortalClient, id: string, kind: 'block' | 'unblock' = 'block'): Promise<any> {
  return browser.change(
    `mutation ($id: ID!) {
      ${kind}Organisation(id: $id) { ... on BlockChanged { blockedOrganisations } ${REFUSAL} }
    }`,
    { id },
  );
}
