import type { PortalInvitation, PortalMember } from '#app/queries/portal/organisation.ts';

interface ToDecide {
  standing: string;
  members: readonly Pick<PortalMember, 'isMe' | 'roles'>[];
  invitations: readonly Pick<PortalInvitation, 'signInName' | 'isCertified'>[];
}

/** By their sign-in names, whose keys wait; nobody for whoever cannot certify them. */
export function toCertify(own: ToDecide | null): string[] {
  const isAtWork = own?.standing === 'applied' || own?.standing === 'active';
  const isAdministrator = own?.members.some(({ isMe, roles }) => isMe && roles.includes('administrator')) === true;
  if (own === null || !isAtWork || !isAdministrator) return [];
  return own.invitations.flatMap(({ signInName, isCertified }) =>
    signInName === null || isCertified ? [] : [signInName],
  );
}
