import { type DefaultError, type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

/** As `useMutation`, but what is under way is not begun again: a second click comes before the page has changed. */
export function useDoing<Data = unknown, Asked = void>(options: UseMutationOptions<Data, DefaultError, Asked>) {
  const isUnderWay = useRef(false);
  const doing = useMutation<Data, DefaultError, Asked>({
    ...options,
    mutationFn: async (asked, context) => {
      if (options.mutationFn === undefined) throw new Error('Nothing is to be done.');
      return options.mutationFn(asked, context);
    },
    onSettled: (...settled) => {
      isUnderWay.current = false;
      return options.onSettled?.(...settled);
    },
  });
  const mutate: typeof doing.mutate = (...asked) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    doing.mutate(...asked);
  };
  return { ...doing, mutate };
}
