import { randomUUID } from 'node:crypto';
import { recipientOf } from '#crypto/age.ts';
import { toBase64url } from '#crypto/bytes.ts';
import { isVouched, newInvitationSecret, readInvitationSecret, vouch } from '#crypto/invitation.ts';
import { type Anchor, type MemberKeys, publicHalf } from '#crypto/member-keys.ts';
import { admit, dismiss, found, type NextStatement, nameKit } from '#crypto/organisation-changes.ts';
import type { OwnOrganisation } from '#crypto/organisation-keys.ts';
import { kitAuthenticator, newRecoveryKit, type RecoveryKit } from '#crypto/recovery-kit.ts';
import type { MemberRole } from '#crypto/statement.ts';
import type { PortalClient } from './portal-client.ts';

/** What an administrator's pages do, without pages. Invented organisations only. */

export const PASSPHRASE = 'wolf amber canoe tidy lens orbit';

export interface Invented {
  kind?: string;
  stateCode?: string;
  sitsIn?: string | null;
  name?: string;
  address?: string;
  website?: string;
  proofs?: string[];
  roles?: MemberRole[];
}

export async function apply(
  browser: PortalClient,
  signInName: string,
  invented: Invented = {},
  passphrase = PASSPHRASE,
): Promise<any> {
  const made = await browser.register(null, signInName, passphrase);
  if (made.code !== undefined) return made;
  const { roles = ['administrator', 'caseworker'], ...rest } = invented;
  const organisationId = randomUUID();
  const founded = await foundAs(browser, organisationId, roles);
  const bundle = await browser.sealKeys(made.accountId);
  return sendApplication(browser, { signInName, ...made, bundle, ...founded, ...rest });
}

/** Makes the organisation's keys; those of its first member belong to it from here on. */
export async function foundAs(browser: PortalClient, organisationId: string, roles: MemberRole[]) {
  const { anchor, ...next } = await found(keysOf(browser), organisationId, roles, new Date());
  browser.keys = { ...keysOf(browser), anchor };
  return { organisationId, enrolmentKey: anchor.enrolmentKey, ...next };
}

export function sendApplication(browser: PortalClient, application: Record<string, unknown>): Promise<any> {
  const invented = {
    kind: 'ngo',
    stateCode: 'RO',
    sitsIn: null,
    name: 'Invented Counselling Centre',
    address: `invented-${randomUUID().slice(0, 8)}`,
    website: 'https://counselling.example/',
    proofs: ['Entry 123 in an invented register', 'The invented ministry confirms by telephone'],
  };
  return browser.change(
    `mutation ($application: ApplicationInput!) {
      applyAsOrganisation(application: $application) {
        ... on Applied { organisationId } ... on Refusal { code sentence }
      }
    }`,
    { application: { ...invented, ...application } },
  );
}

export async function own(browser: PortalClient): Promise<OwnOrganisation & Record<string, any>> {
  const { data, errors } = await browser.ask(`{ me { organisation {
    id name kind standing enrolmentKey statement sealedKeys { key member sealed }
    keyChanges openKeyChange { toKey change begunOn isTakenUp }
    members { accountId signInName number roles isRevoked isMe }
    invitations { id roles isMine kept accountId signInName publicHalf vouched isCertified }
  } } }`);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.me?.organisation;
}

/** @returns the link's token and the secret of its fragment, or the refusal */
export async function invite(browser: PortalClient, roles: string[], renews: string | null = null): Promise<any> {
  const secret = newInvitationSecret();
  const invitationId = randomUUID();
  const answer = await browser.change(
    `mutation ($invitationId: ID!, $roles: [String!]!, $kept: String!, $renews: ID) {
      invite(invitationId: $invitationId, roles: $roles, kept: $kept, renews: $renews) {
        ... on Invited { link } ... on Refusal { code sentence }
      }
    }`,
    { invitationId, roles, kept: 'c2VhbGVk', renews },
  );
  return { ...answer, secret, invitationId, anchor: keysOf(browser).anchor };
}

export async function join(
  browser: PortalClient,
  { link, secret, anchor }: { link: string; secret: string; anchor: Anchor | null },
  name: string,
  passphrase = PASSPHRASE,
): Promise<any> {
  const { data } = await browser.ask(
    'query ($link: String!) { invitation(link: $link) { id organisationName roles } }',
    { link },
  );
  const made = await browser.register(link, name, passphrase);
  if (made.code !== undefined) return made;
  browser.keys = { ...keysOf(browser), anchor };
  const half = publicHalf(keysOf(browser));
  return browser.change(
    `mutation (
      $link: String!, $accountId: ID!, $signInName: String!, $registrationRecord: String!, $bundle: String!
      $publicHalf: String!, $vouched: String!
    ) {
      answerInvitation(
        link: $link, accountId: $accountId, signInName: $signInName, registrationRecord: $registrationRecord
        bundle: $bundle, publicHalf: $publicHalf, vouched: $vouched
      ) { ... on Answered { done } ... on Refusal { code sentence } }
    }`,
    {
      link,
      signInName: name,
      ...made,
      bundle: await browser.sealKeys(made.accountId),
      publicHalf: JSON.stringify(half),
      vouched: await vouch(readInvitationSecret(secret), {
        invitation: data.invitation?.id ?? randomUUID(),
        publicHalf: half,
      }),
    },
  );
}

/** Certifies whoever answered an invitation, after the check that no node can deceive. */
export async function certify(browser: PortalClient, invited: { invitationId: string; secret: string }): Promise<any> {
  const organisation = await own(browser);
  const answered = organisation.invitations.find(({ id }: { id: string }) => id === invited.invitationId);
  const half = JSON.parse(answered.publicHalf);
  if (
    !(await isVouched(
      readInvitationSecret(invited.secret),
      { invitation: answered.id, publicHalf: half },
      answered.vouched,
    ))
  ) {
    throw new Error('Not vouched for.');
  }
  const newcomer = { publicHalf: half, roles: answered.roles };
  const { number, ...next } = await admit(keysOf(browser), organisation, newcomer, new Date());
  return publish(browser, next, [{ number, accountId: answered.accountId }]);
}

/** Makes the kit of the organisation; what is printed of it. */
export async function makeKit(browser: PortalClient): Promise<RecoveryKit> {
  const { anchor } = keysOf(browser);
  if (anchor === null) throw new Error('An operator has no kit.');
  const kit = await newRecoveryKit(anchor);
  const next = await nameKit(keysOf(browser), await own(browser), await recipientOf(kit.identity), new Date());
  const answer = await publish(browser, next, [], { kitAuthenticator: toBase64url(await kitAuthenticator(kit)) });
  if (answer.code !== undefined) throw new Error(answer.sentence);
  return kit;
}

/** Lets the contact point of its State, or the operator, accept an organisation. */
export function accept(by: PortalClient, organisationId: string): Promise<any> {
  return by.change(
    `mutation ($organisationId: ID!) {
      decideApplication(organisationId: $organisationId, accepted: true, reason: "Both proofs were checked.") {
        ... on Decided { organisationId } ... on Refusal { code sentence }
      }
    }`,
    { organisationId },
  );
}

export async function letGo(browser: PortalClient, number: number): Promise<any> {
  return publish(browser, await dismiss(keysOf(browser), await own(browser), number, { now: new Date() }));
}

export function publish(
  browser: PortalClient,
  { statement, sealedKeys }: NextStatement,
  newcomers: { number: number; accountId: string }[] = [],
  more: { ownBundle?: string; kitAuthenticator?: string } = {},
): Promise<any> {
  return browser.change(
    `mutation (
      $statement: String!, $sealedKeys: [SealedKeyInput!]!, $newcomers: [NewcomerInput!]!
      $ownBundle: String, $kitAuthenticator: String
    ) {
      publishStatement(
        statement: $statement, sealedKeys: $sealedKeys, newcomers: $newcomers
        ownBundle: $ownBundle, kitAuthenticator: $kitAuthenticator
      ) { ... on OwnOrganisation { id } ... on Refusal { code sentence } }
    }`,
    { statement, sealedKeys, newcomers, ...more },
  );
}

export function keysOf(browser: PortalClient): MemberKeys {
  if (browser.keys === null) throw new Error('No account was made here.');
  return browser.keys;
}
