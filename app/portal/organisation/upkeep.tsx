import { useQuery, useQueryClient } from '@tanstack/react-query';
import { completeKeyChange, ORGANISATION, readOrganisation, renewWhenDue } from './organisation.ts';

/**
 * After an administrator has unlocked, the organisation's statement is signed anew before it ends, and by the new enrolment key as
 * soon as the State has signed that. Shows nothing.
 */
export function Upkeep() {
  const queries = useQueryClient();
  useQuery({
    queryKey: ['upkeep'],
    queryFn: async () => {
      const own = await readOrganisation();
      const me = own?.members.find(({ isMe }) => isMe);
      const isAtWork = own?.standing === 'applied' || own?.standing === 'active';
      if (own == null || !isAtWork || me?.roles.includes('administrator') !== true) return null;
      const { openKeyChange, sealedKeys, seen } = own;
      const isHeld = sealedKeys.some(({ key }) => key === 'next_enrolment');
      // A device that has seen no statement signs none unasked: it may be an old one.
      if (openKeyChange?.isTakenUp === true && isHeld && seen !== null) {
        await completeKeyChange(own, openKeyChange.change);
      } else await renewWhenDue(own);
      await queries.invalidateQueries({ queryKey: ORGANISATION });
      return null;
    },
    // Once for each time that the keys are opened.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return null;
}
