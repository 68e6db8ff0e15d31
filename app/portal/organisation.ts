import {
  InviteDocument,
  OwnOrganisationDocument,
  type PortalInvitation,
  type PortalOrganisation,
  PublishStatementDocument,
} from '#app/queries/portal/organisation.ts';
import { vault } from '#app/vault/vault.ts';
import type { MemberRole } from '#crypto/statement.ts';
import { askPortal, PortalRefusal, unlessRefused } from './ask.ts';

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
 * @returns the link to pass on outside the portal; the part behind the # was never sent
 * @throws PortalRefusal
 */
export async function invite(roles: readonly MemberRole[]): Promise<string> {
  const { fragment, kept } = await vault().newInvitation();
  const asked = { invitationId: crypto.randomUUID(), roles: [...roles], kept };
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
  const { statement, sealedKeys, number } = await vault().certify(own, answered);
  const published = { statement, sealedKeys, newcomers: [{ number, accountId }] };
  unlessRefused((await askPortal(PublishStatementDocument, published)).publishStatement);
}

/** @throws PortalRefusal; CryptoError BAD_STATEMENT when nobody would be left to administer */
export async function dismiss(own: PortalOrganisation, number: number): Promise<void> {
  const next = await vault().dismiss(own, number);
  unlessRefused((await askPortal(PublishStatementDocument, { ...next, newcomers: [] })).publishStatement);
}
