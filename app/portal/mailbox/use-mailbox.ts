import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { isPassing } from '../ask.ts';
import { useMe } from '../use-me.ts';
import { watchMailbox } from './mailbox-changes.ts';
import { MAILBOX, readMailbox } from './read-mailbox.ts';

/** In milliseconds. */
const AGAIN_AFTER = 15_000;

/**
 * Reads the mailbox now, and again whenever it has grown as long as the page is there.
 *
 * @returns how many envelopes were opened since it began, when it was read to its end last, and a function that stops it; what was
 *   opened until then stays
 */
export function useMailbox() {
  const { data: me } = useMe();
  const queries = useQueryClient();
  const [opened, setOpened] = useState(0);
  const stopping = useRef(new AbortController());
  const account = me?.id ?? '';
  const read = useQuery({
    queryKey: [...MAILBOX, 'read', account],
    queryFn: async () => {
      stopping.current = new AbortController();
      setOpened(0);
      try {
        await readMailbox(setOpened, stopping.current.signal);
      } finally {
        // What lists show comes from the vault.
        await queries.invalidateQueries({ queryKey: [...MAILBOX, 'shown'] });
      }
      return Date.now();
    },
    enabled: account !== '',
    staleTime: 0,
    // Nobody has to ask again for what the node could not answer.
    refetchInterval: ({ state }) => (isPassing(state.error) ? AGAIN_AFTER : false),
  });
  const failed = useRef<Error | null>(null);
  // While it is read again, what kept it from being read stays to be seen.
  if (!read.isFetching) failed.current = read.error;
  useEffect(() => watchMailbox(() => queries.invalidateQueries({ queryKey: [...MAILBOX, 'read'] })), [queries]);
  return {
    opened,
    isReading: read.isFetching,
    readAt: read.data,
    error: stopping.current.signal.aborted ? null : (read.error ?? failed.current),
    isStopped: stopping.current.signal.aborted,
    stop: () => stopping.current.abort(),
    readAgain: () => read.refetch(),
  };
}
