import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { MeDocument } from '#app/queries/portal/me.ts';
import { isUnlocked, onLockChange } from '#app/vault/vault.ts';
import { askPortal } from './ask.ts';

export const ME = ['me'];

/**
 * Whoever is signed in; `me` is null when nobody is.
 *
 * @param options.askAnew with every page, for what others may have changed in the meantime
 */
export function useMe({ askAnew = false } = {}) {
  return useQuery({
    queryKey: ME,
    queryFn: async () => (await askPortal(MeDocument, {})).me,
    refetchOnMount: askAnew ? 'always' : true,
  });
}

export function useIsUnlocked(): boolean {
  return useSyncExternalStore(onLockChange, isUnlocked);
}
