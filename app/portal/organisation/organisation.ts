import type { VariablesOf } from '#app/queries/graphql.ts';
import {
  InviteDocument,
  OwnOrganisationDocument,
  type PortalInvitation,
  type PortalOrganisation,
  PublishStatementDocument,
  RenewKeysDocument,
} from '#app/queries/portal/organisation.ts';
import { vault } from '#app/vault/vault.ts';
import type { NextStatement } from '#crypto/organisation-changes.ts';
import type { MemberRole } from '#crypto/statement.ts';
import { askPortal, PortalRefusal, unlessRefused } from '../ask.ts';

export const ORGANISATION = ['organisation'];

/** @returns null for operators who belong to none */
export async function readOrganisation(): Promise<PortalOrganisation | null> {
  const { me } = await askPortal(OwnOrganisationDocument, {});
  if (me === null) throw new PortalRefusal('NOT_SIGNED_IN');
  return me.organisation;
}

/**
 * Invites somebody.
 *
 * @param renews account of a member who was revoked and is to have new keys
 * @returns the link to pass on outside the portal; the part behind the # was never sent
 * @throws PortalRefusal
 */
export async function invite(roles: readonly string[], renews: string | null = null): Promise<string> {
  const { fragment, kept } = await vault().newInvitation();
  const asked = { invitationId: crypto.randomUUID(), roles: [...roles], kept, renews };
  const { link } = unlessRefused((await askPortal(InviteDocument, asked)).invite);
  return `${location.origin}/portal/join/${link}#${fragment}`;
}

/**
 * Makes a member of whoever answered an invitation, after the vault has checked whose keys these are.
 *
 * @throws PortalRefusal; CryptoError
 */
export async function certify(own: PortalOrganisation, invitation: PortalInvitation): Promise<void> {
  const { id, kept, publicHalf, vouched, accountId } = invitation;
  if (publicHalf === null || vouched === null || accountId === null) throw new PortalRefusal('BAD_ID');
  const answered = { id, kept, publicHalf, vouched, roles: invitation.roles as MemberRole[] };
  const { number, ...next } = await vault().certify(own, answered);
  await publish(next, { newcomers: [{ number, accountId }] });
}

/**
 * @param lostAt since when somebody else may have had the member's keys; null when the member only leaves
 * @throws PortalRefusal; CryptoError BAD_STATEMENT when nobody would be left to administer
 */
export async function dismiss(own: PortalOrganisation, number: number, lostAt: Date | null): Promise<void> {
  await publish(await vault().dismiss(own, number, lostAt));
}

/** Gives a caseworker every older key that one holds oneself. @throws PortalRefusal; CryptoError */
export async function giveOlderPeriods(own: PortalOrganisation, number: number): Promise<void> {
  await publish(await vault().giveOlderPeriods(own, number));
}

/** Signs the statement anew before it ends. @throws PortalRefusal; CryptoError */
export async function renewWhenDue(own: PortalOrganisation): Promise<void> {
  const next = await vault().renewal(own);
  if (next !== null) await publish(next);
}

/**
 * Takes the kit that was printed into the statement.
 *
 * @param typed the end of its first line, from the paper
 * @throws PortalRefusal; CryptoError BAD_RECOVERY_KIT when the paper says something else
 */
export async function confirmKit(own: PortalOrganisation, typed: string): Promise<void> {
  const { kitAuthenticator, ...next } = await vault().finishKit(own, typed);
  await publish(next, { kitAuthenticator });
}

/**
 * An administrator's new keys.
 *
 * @param lostAt since when somebody else may have had the old ones; null when nobody had
 * @throws PortalRefusal; CryptoError UNKNOWN_OPENER without the passphrase
 */
export async function replaceOwnKeys(me: string, own: PortalOrganisation, lostAt: Date | null): Promise<void> {
  const { number, ownBundle, ...next } = await vault().replaceOwnKeys(me, own, lostAt);
  await publish(next, { ownBundle, newcomers: [{ number, accountId: me }] });
  await vault().useReplacement();
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
  await vault().useReplacement();
}

/** @throws PortalRefusal */
async function publish(
  { statement, sealedKeys }: NextStatement,
  more: Partial<
    Pick<VariablesOf<typeof PublishStatementDocument>, 'newcomers' | 'kitAuthenticator' | 'ownBundle'>
  > = {},
): Promise<void> {
  const published = { statement, sealedKeys, newcomers: [], ...more };
  unlessRefused((await askPortal(PublishStatementDocument, published)).publishStatement);
}
