import { useQueryClient } from '@tanstack/react-query';
import { useDoing } from './use-doing.ts';
import { ME } from './use-me.ts';

/** A change of one's own account, after which it is read anew. */
export function useChange<T = void>(change: (asked: T) => Promise<void>, onDone?: () => void) {
  const queries = useQueryClient();
  return useDoing({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ME });
      onDone?.();
    },
  });
}
