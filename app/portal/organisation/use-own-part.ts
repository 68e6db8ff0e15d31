import { useQuery } from '@tanstack/react-query';
import { ORGANISATION, readOrganisation } from './organisation.ts';
import { ownPart } from './own-part.ts';

/** In milliseconds. */
const ASKED_AGAIN = 10_000;

/** @returns `part` undefined while it is not known, which `isPending` says may still come */
export function useOwnPart() {
  const { data, isPending } = useQuery({
    queryKey: ORGANISATION,
    queryFn: readOrganisation,
    // Whoever waits to be certified sees it come.
    refetchInterval: ({ state }) => (state.data !== undefined && ownPart(state.data) === 'waits' ? ASKED_AGAIN : false),
  });
  return { part: data === undefined ? undefined : ownPart(data), isPending };
}
