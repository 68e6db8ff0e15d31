import type { PortalMember } from '#app/queries/portal/organisation.ts';

/**
 * What somebody is for the messages of an organisation: only caseworkers open and write them, and only after an administrator has
 * certified their keys. Operators are outside.
 */
export type OwnPart = 'outside' | 'waits' | 'caseworker' | 'colleague';

/** @param own null for whoever belongs to none */
export function ownPart(own: { members: readonly Pick<PortalMember, 'isMe' | 'number' | 'roles'>[] } | null): OwnPart {
  const me = own?.members.find(({ isMe }) => isMe);
  if (me === undefined) return 'outside';
  if (me.number === null) return 'waits';
  return me.roles.includes('caseworker') ? 'caseworker' : 'colleague';
}
