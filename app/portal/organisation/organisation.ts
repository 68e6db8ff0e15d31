import type { VariablesOf } from '#app/queries/graphql.ts';
import {
  BeginKeyChangeDocument,
  CompleteKeyChangeDocument,
  InviteDocument,
  OwnOrganisationDocument,
  type PortalInvitation,
  type PortalOrganisation,
  PublishStatementDocument,
  RenewKeysDocument,
  WithdrawKeyChangeDocument,
} from '#app/queries/portal/organisation.ts';
import { vault } from '#app/vault/vault.ts';
import type { NextStatement } from '#crypto/organisation-changes.ts';
import type { SeenStatement } from '#crypto/organisation-keys.ts';
import type { MemberRole } from '#crypto/statement.ts';
import { askPortal, PortalRefusal, unlessRefused } from '../ask.ts';
import { keepDraft, readDrafts } from '../mailbox/drafts.ts';
import { readSeenStatement, rememberStatement } from './seen-statement.ts';

export const ORGANISATION = ['organisation'];

/** @returns null for operators who belong to none */
export async function readOrganisation(): Promise<OwnPortalOrganisation | null> {
  const { me } = await askPortal(OwnOrganisationDocument, {});
  if (me === null) throw new PortalRefusal('NOT_SIGNED_IN');
  const { organisation } = me;
  return organisation === null ? null : { ...organisation, seen: readSeenStatement(organisation.id) };
}

/** With what this device knows of it, so that no node leads it back. */
export type OwnPortalOrganisation = PortalOrganisation & { seen: SeenStatement | null };

/**
 * Invites somebody.
 *
 * @param renews account of a member who was revoked and is to have new keys
 * @returns the link to pass on outside the portal; the part behind the # was never sent
 * @throws PortalRefusal
 */
export async function invite(roles: readonly string[], renews: string | null = null): Promise<string> {
  const invitationId = crypto.randomUUID();
  const { fragment, kept } = await vault().newInvitation(invitationId, roles);
  const asked = { invitationId, roles: [...roles], kept, renews };
  const { link } = unlessRefused((await askPortal(InviteDocument, asked)).invite);
  return `${location.origin}/portal/join/${link}#${fragment}`;
}

/**
 * Makes a member of whoever answered an invitation, after the vault has checked whose keys these are.
 *
 * @throws PortalRefusal; CryptoError
 */
export async function certify(own: OwnPortalOrganisation, invitation: PortalInvitation): Promise<void> {
  const { id, kept, publicHalf, vouched, accountId } = invitation;
  if (publicHalf === null || vouched === null || accountId === null) throw new PortalRefusal('BAD_ID');
  const answered = { id, kept, publicHalf, vouched, roles: invitation.roles as MemberRole[] };
  const { number, ...next } = await vault().certify(own, answered);
  await publish(own, next, { newcomers: [{ number, accountId }] });
}

/**
 * @param lostAt since when somebody else may have had the member's keys; null when the member only leaves
 * @throws PortalRefusal; CryptoError BAD_STATEMENT when nobody would be left to administer
 */
export async function dismiss(own: OwnPortalOrganisation, number: number, lostAt: Date | null): Promise<void> {
  await publish(own, await vault().dismiss(own, number, lostAt));
}

/** Gives a caseworker every older key that one holds oneself. @throws PortalRefusal; CryptoError */
export async function giveOlderPeriods(own: OwnPortalOrganisation, number: number): Promise<void> {
  await publish(own, await vault().giveOlderPeriods(own, number));
}

/** Signs the statement anew, after somebody looked at it. @throws PortalRefusal; CryptoError */
export async function renew(own: OwnPortalOrganisation): Promise<void> {
  await publish(own, await vault().renew(own));
}

/** Signs the statement anew before it ends. @throws PortalRefusal; CryptoError */
export async function renewWhenDue(own: OwnPortalOrganisation): Promise<void> {
  const next = await vault().renewal(own);
  if (next !== null) await publish(own, next);
}

/**
 * Takes the kit that was printed into the statement.
 *
 * @param typed the end of its first line, from the paper
 * @returns how many older keys are not in the kit, because whoever made it does not hold them
 * @throws PortalRefusal; CryptoError BAD_RECOVERY_KIT when the paper says something else
 */
export async function confirmKit(own: OwnPortalOrganisation, typed: string): Promise<number> {
  const { kitAuthenticator, missing, ...next } = await vault().finishKit(own, typed);
  await publish(own, next, { kitAuthenticator });
  return missing;
}

/**
 * An administrator's new keys, to which what was begun to write is sealed anew.
 *
 * @param lostAt since when somebody else may have had the old ones; null when nobody had
 * @throws PortalRefusal; CryptoError UNKNOWN_OPENER without the passphrase
 */
export async function replaceOwnKeys(me: string, own: OwnPortalOrganisation, lostAt: Date | null): Promise<void> {
  const { drafts } = await readDrafts();
  const { number, ownBundle, ...next } = await vault().replaceOwnKeys(me, own, lostAt);
  await publish(own, next, { ownBundle, newcomers: [{ number, accountId: me }] });
  await vault().acceptReplacement();
  for (const draft of drafts) await keepDraft(draft, await vault().sealDraft(draft.content));
}

/**
 * Takes new keys by the link of an administrator.
 *
 * @param fragment of the link, which the node never sees
 * @throws PortalRefusal; CryptoError
 */
export async function renewKeys(me: string, link: string, invitation: string, fragment: string): Promise<void> {
  const renewed = await vault().renewKeys(me, invitation, fragment);
  unlessRefused((await askPortal(RenewKeysDocument, { link, ...renewed })).renewKeys);
  await vault().acceptReplacement();
}

/**
 * Makes a new enrolment key, which waits for the State.
 *
 * @throws PortalRefusal KEY_CHANGE_OPEN while another one waits; CryptoError
 */
export async function beginKeyChange(own: OwnPortalOrganisation): Promise<void> {
  const { to, change, sealedKeys } = await vault().beginKeyChange(own);
  unlessRefused((await askPortal(BeginKeyChangeDocument, { toKey: to, change, sealedKeys })).beginKeyChange);
}

/** @throws PortalRefusal NO_KEY_CHANGE once the State has signed the new key */
export async function withdrawKeyChange(): Promise<void> {
  unlessRefused((await askPortal(WithdrawKeyChangeDocument, {})).withdrawKeyChange);
}

/**
 * Signs the first statement of the new enrolment key, once the State has signed that key.
 *
 * @throws PortalRefusal; CryptoError NOT_FOR_US when the new key is not sealed to whoever signs
 */
export async function completeKeyChange(own: OwnPortalOrganisation, change: string): Promise<void> {
  const { statement, sealedKeys } = await vault().finishKeyChange(own, change);
  unlessRefused((await askPortal(CompleteKeyChangeDocument, { statement, sealedKeys })).completeKeyChange);
  const after = { ...own, keyChanges: [...own.keyChanges, change] };
  rememberStatement(own.id, await vault().seenAfter(after, { statement, sealedKeys }));
}

/** @throws PortalRefusal */
async function publish(
  own: OwnPortalOrganisation,
  { statement, sealedKeys }: NextStatement,
  more: Partial<
    Pick<VariablesOf<typeof PublishStatementDocument>, 'newcomers' | 'kitAuthenticator' | 'ownBundle'>
  > = {},
): Promise<void> {
  const published = { statement, sealedKeys, newcomers: [], ...more };
  unlessRefused((await askPortal(PublishStatementDocument, published)).publishStatement);
  rememberStatement(own.id, await vault().seenAfter(own, published));
}
