import type { PortalTranslator } from '../text.tsx';
import type { OwnPortalOrganisation } from './organisation.ts';

/** By which colleagues know a member; the number of one whose account is gone. */
export function memberName(
  t: PortalTranslator,
  { members }: Pick<OwnPortalOrganisation, 'members'>,
  number: number,
): string {
  return members.find((member) => member.number === number)?.signInName ?? t('entry.member', { number });
}
